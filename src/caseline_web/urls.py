"""The addresses of the application."""

from django.urls import include, path
from django.views.generic.base import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="drawing", permanent=False)),
    path("drawing/", include("caseline_web.drawing.urls")),
]

handler400 = "caseline_web.refusals.bad_request"
handler403 = "caseline_web.refusals.forbidden"
handler404 = "caseline_web.refusals.not_found"
handler500 = "caseline_web.refusals.failed"
