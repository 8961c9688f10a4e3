"""The addresses of the operator's pages."""

from django.urls import path

from caseline_web.operation import views

urlpatterns = [path("", views.page, name="operation")]
