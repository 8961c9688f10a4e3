"""Every page that the judges see: axe, the W3C Nu checker, the console.

An address of the application that is neither here nor among `NO_PAGE` fails a test.
"""

PERSONS = ("demo-open", "demo-trial", "demo-published")

# Of the demo, by who is signed in.
OF_STAFF = {
    "clinician": [
        "/clinic/",
        "/clinic/new/",
        *(f"/clinic/{person}/" for person in PERSONS),
        "/clinic/demo-open/letter/",
        "/clinic/demo-open/forms/",
        "/clinic/demo-open/from-paper/fsq/",
        "/clinic/demo-open/from-paper/pain-nrs/",
        "/clinic/demo-open/edit/side_effect/",
        "/clinic/demo-open/edit/dose/",
        "/clinic/demo-open/consent/",
        "/clinic/demo-open/safety/",
        "/clinic/demo-open/identity/",
        "/clinic/demo-published/versions/",
        "/accounts/pair/demo-open/",
        "/accounts/sign-ins/demo-open/",
        "/reminders/demo-open/sent/",
        "/accounts/programs/",
    ],
    "administrator": [
        "/operation/",
        "/operation/?verify=yes",
        "/accounts/staff/",
        "/clinic/demo-open/identity/",
        "/accounts/sign-ins/demo-open/",
        "/my/demo-open/delete/",
        "/accounts/",
        "/accounts/second-factor/",
        "/accounts/reauthenticate/",
        "/accounts/password/change/",
        "/accounts/sessions/",
        "/accounts/logout/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
    ],
    "pharmacist": ["/clinic/dispensing/", "/clinic/dispensing/demo-trial/"],
    "researcher": ["/clinic/research/"],
    "nobody": [
        "/accounts/login/",
        "/accounts/login/code/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/1-x/",
        "/accounts/inactive/",
    ],
}
OF_PATIENT = (
    *(
        f"/my/demo-open/{one}"
        for one in (
            *("tonight/", "tonight/?change", "tonight/?receipt", "tonight/?blank", "events/"),
            *("course/", "form/phq4/", "form/fiqr/", "form/fsq/", "inbox/", "delete/"),
            *("drawing/", "drawing/?blank"),
        )
    ),
    "/reminders/demo-open/",
    "/my/offline/",
    "/accounts/pair/",
    "/accounts/",
    "/accounts/sessions/",
    "/accounts/logout/",
    "/accounts/2fa/webauthn/",
)
# Looked at by the tests of their journeys: what they show needs a link, a key or a drawing first.
BY_JOURNEYS = {
    *("begin", "invited", "drawing", "evening_link"),
    *("mfa_authenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
    *("mfa_edit_webauthn", "mfa_remove_webauthn"),
    *("mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("unblind", "account_confirm_login_code"),
}
NO_PAGE = {
    "home": "leads on",
    "tonight": "leads on",
    "account_reset_password_from_key_done": "shows what the page of the new password shows",
    "mfa_download_recovery_codes": "a file",
    "mfa_login_webauthn": "for a script",
    **dict.fromkeys(("healthz", "service_worker", "manifest", "push", "standing"), "for a script"),
    **dict.fromkeys(("chart", "my_chart"), "a picture"),
    **dict.fromkeys(("export", "report", "paper", "research_file", "feed"), "a file"),
    **dict.fromkeys(("decide", "looked", "settled", "take_back", "ended"), "what a form sends"),
    **dict.fromkeys(("switch", "end_token", "demo"), "what a form sends"),
    **dict.fromkeys(("api:openapi-json", "api:api-root"), "for a program"),
    **dict.fromkeys(("api:courses", "api:whole", "api:table", "api:submit"), "for a program"),
}
