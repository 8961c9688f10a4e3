"""The addresses of the pain drawing."""

from django.urls import path

from caseline_web.drawing.views import page

urlpatterns = [path("", page, name="drawing")]
