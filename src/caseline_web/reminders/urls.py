"""The addresses of reminders."""

from django.urls import path

from caseline_web.reminders import views

urlpatterns = [
    path("feed/<str:address>.ics", views.feed, name="feed"),
    path("<str:pseudonym>/", views.page, name="reminders"),
    path("<str:pseudonym>/push/", views.push, name="push"),
    path("<str:pseudonym>/sent/", views.sent, name="reminders_sent"),
]
