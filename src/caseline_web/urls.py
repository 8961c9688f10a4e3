"""The addresses of the application."""

from django.urls import include, path
from django.views.generic.base import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="drawing", permanent=False)),
    path("drawing/", include("caseline_web.drawing.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
