"""Every address there is, and who may open it: a new one without a line here fails a test."""

ROLES = ("administrator", "clinician", "pharmacist", "researcher", "patient")

# For each page of a course: the roles that may open it. All others are told that it is not there.
OF_A_COURSE = {
    "evening": {"patient"},
    "form": {"patient"},
    "my_drawing": {"patient"},
    "events": {"patient"},
    "take_back": {"patient"},
    "ended": {"patient"},
    "my_course": {"patient"},
    "my_chart": {"patient"},
    "inbox": {"patient"},
    "export": {"patient", "clinician"},
    "delete": {"patient", "administrator"},
    "reminders": {"patient"},
    "push": {"patient"},
    "reminders_sent": {"clinician"},
    "pair": {"clinician"},
    "sign_ins": {"clinician", "administrator"},
    "course": {"clinician"},
    "chart": {"clinician"},
    "decide": {"clinician"},
    "edit": {"clinician"},
    "consent": {"clinician"},
    "safety": {"clinician"},
    "identity": {"clinician", "administrator"},
    "looked": {"clinician"},
    "settled": {"clinician"},
    "versions": {"clinician"},
    "unblind": {"clinician"},
    "report": {"clinician"},
    "letter": {"clinician"},
    "forms": {"clinician"},
    "paper": {"clinician"},
    "from_paper": {"clinician"},
    "doses": {"pharmacist"},
    "research_file": {"researcher"},
}
OF_THE_CLINIC = {
    "patients": {"clinician", "pharmacist"},
    "enrol": {"clinician"},
    "dispensing": {"clinician", "pharmacist"},
    "research": {"researcher"},
    "staff": {"administrator"},
    "switch": {"administrator"},
    "programs": {"clinician", "researcher"},
    "end_token": {"clinician", "researcher"},
    "operation": {"administrator"},
}
# What programs call, with a token: the roles that are answered.
OF_PROGRAMS = {
    "api:courses": {"clinician", "researcher"},
    "api:whole": {"clinician"},
    "api:table": {"clinician", "researcher"},
    "api:submit": {"clinician"},
}
# Pages that anybody may open: ways in, the page of the drawing, what a phone needs.
OPEN = {
    "home",
    "healthz",
    "drawing",
    "tonight",
    "service_worker",
    "manifest",
    "offline",
    "evening_link",
    "feed",
    "begin",
    "invited",
    "second_factor",
    "standing",
    "account",
    "paired",
    "demo",
    "api:openapi-json",
    "api:api-root",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
# Pages about the account that is signed in, whatever its role.
OWN = {
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
    "usersessions_list",
}
# Addresses of the sign-in package at which there is nothing: staff make accounts.
ABSENT = {
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_set_password",
}
METHODS = ("get", "post", "put", "patch", "delete")
EXTRA = {
    "instrument": "phq4",
    "name": "table",
    "kind": "svg",
    "token": "x",
    "address": "x",
    "key": "x",
    "uidb36": "1",
    "pk": 1,
}
GONE, ASKED, REFUSED, UNKNOWN, NO_SUCH_METHOD = 404, 302, 403, 401, 405


def every_address():
    """Every address there is, by its name, with the names of what it holds."""
    from django.urls import get_resolver
    from django.urls.resolvers import URLResolver

    found = {}

    def walk(patterns, space="", held=()):
        for one in patterns:
            holds = (*held, *one.pattern.regex.groupindex)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, f"{one.namespace}:" if one.namespace else space, holds)
            elif one.name:
                found[space + one.name] = holds

    walk(get_resolver().url_patterns)
    return found
