"""What a browser is told with every page: nothing from elsewhere, nothing inline."""

import re

import pytest

pytestmark = pytest.mark.extra

PAGES = ("/accounts/login/", "/accounts/pair/", "/drawing/", "/nowhere/", "/accounts/login/code/")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_told_what_it_may_do(page, client, db):
    answer = client.get(page)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "trusted-types caseline;" in f"{policy};"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    for feature in ("camera", "geolocation", "microphone"):
        assert f"{feature}=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_asks_anybody_else(page, client, db):
    text = client.get(page).content.decode()
    asked = re.findall(r"""(?:src|href|action)=["']?([a-z]+:|//)[^"' >]*""", text)
    assert [one for one in asked if one not in ("data:", "mailto:")] == []


@pytest.mark.parametrize("role", ["patient", "clinician", "administrator"])
@pytest.mark.parametrize("page", ["/accounts/", "/accounts/2fa/", "/accounts/sessions/"])
def test_no_page_of_an_account_holds_inline_style_or_handlers(role, page, signed_in, monkeypatch):
    monkeypatch.setattr("caseline_web.accounts.guard.is_mfa_enabled", lambda user: True)
    answer = signed_in(role).get(page)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert not re.search(r"<[^>]+ (style|on\w+)=", text)
    nonces = re.findall(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
    for script in re.findall(r"<script[^>]*>", text):
        assert (
            'src="/static/' in script
            or any(f'nonce="{one}"' in script for one in nonces)
            or ('type="application/json"' in script)
        ), script


def test_behind_https_everything_is_for_https_alone():
    import json
    import os
    import subprocess
    import sys

    asked = (
        "from caseline_web import settings as s; import json; print(json.dumps({n: getattr(s, n)"
    )
    asked += " for n in dir(s) if n.isupper() and isinstance(getattr(s, n), (bool, int))}))"
    told = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | {"CASELINE_HTTPS": "on"},
        capture_output=True,
        check=True,
    )
    found = json.loads(told.stdout)
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert found[name] is True
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert found["DEBUG"] is False


def test_a_change_of_language_leads_to_no_other_site(client):
    answer = client.post("/", {"language": "de"}, PATH_INFO="//evil.example/a")
    assert answer["Location"] == "/%2Fevil.example/a"
