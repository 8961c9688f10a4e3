"""Whoever has the database alone, and not the keys, has no way in by what it holds."""

import hashlib

import pytest

pytestmark = pytest.mark.extra


def test_a_pairing_code_cannot_be_found_by_trying_all_of_them(account, settings_changed, client):
    from caseline_web.people.models import PairingRow
    from caseline_web.people.store import pair, redeem

    code = pair(account("patient"), account("clinician"))
    kept = PairingRow.objects.get().digest
    for plain in (hashlib.sha256, hashlib.sha1, hashlib.md5):
        assert plain(code.encode()).hexdigest() != kept
    settings_changed(SECRET_KEY="another key than that of the server")
    assert redeem(code) is None  # by the code alone, without the key, it is not found


def test_a_pairing_code_is_found_however_it_is_written(account):
    from caseline_web.people.store import pair, redeem

    code = pair(account("patient"), account("clinician"))
    assert redeem(f" {code[:4]}-{code[4:]} ").pk == account("patient").pk
    assert redeem(code) is None
