"""The addresses of the application."""

from django.urls import include, path

from caseline_web.api.endpoints import api
from caseline_web.health import healthz
from caseline_web.home import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("api/", api.urls),
    path("drawing/", include("caseline_web.drawing.urls")),
    path("accounts/", include("caseline_web.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("my/", include("caseline_web.diary.urls")),
    path("clinic/", include("caseline_web.clinic.urls")),
    path("operation/", include("caseline_web.operation.urls")),
    path("reminders/", include("caseline_web.reminders.urls")),
]

handler400 = "caseline_web.refusals.bad_request"
handler403 = "caseline_web.refusals.forbidden"
handler404 = "caseline_web.refusals.not_found"
handler429 = "caseline_web.refusals.too_often"  # the sign-in package's name for it
handler500 = "caseline_web.refusals.failed"
