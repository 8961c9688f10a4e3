"""The addresses of accounts that the sign-in package has not."""

from django.urls import path

from caseline_web.accounts import programs, views
from caseline_web.accounts.codes import AskForCode, ConfirmCode
from caseline_web.accounts.elsewhere import EndSessions
from caseline_web.accounts.passkeys import AddKey

urlpatterns = [
    # What the package would offer and nobody may here: accounts and addresses are made by staff.
    *(
        path(f"{gone}/", views.absent)
        for gone in ("signup", "email", "confirm-email", "password/set")
    ),
    path("confirm-email/<str:key>/", views.absent),
    path("", views.own, name="account"),
    path("begin/<str:token>/", views.begin, name="begin"),
    path("invited/<str:token>/", views.invited, name="invited"),
    path("login/code/", AskForCode.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", ConfirmCode.as_view(), name="account_confirm_login_code"),
    path("sessions/", EndSessions.as_view(), name="usersessions_list"),
    path("2fa/webauthn/add/", AddKey.as_view(), name="mfa_add_webauthn"),
    path("standing/", views.standing, name="standing"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("staff/", views.staff, name="staff"),
    path("staff/<int:pk>/", views.switch, name="switch"),
    path("pair/", views.paired, name="paired"),
    path("pair/<str:pseudonym>/", views.pair, name="pair"),
    path("sign-ins/<str:pseudonym>/", views.sign_ins, name="sign_ins"),
    path("programs/", programs.page, name="programs"),
    path("programs/<int:pk>/", programs.end, name="end_token"),
    path("demo/", views.demo, name="demo"),
]
