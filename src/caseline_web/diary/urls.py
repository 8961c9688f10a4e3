"""The addresses of the patient's pages."""

from django.urls import path

from caseline_web.diary.views import course, evening, events, forms, link, offline

urlpatterns = [
    path("", evening.start, name="tonight"),
    path("sw.js", offline.worker, name="service_worker"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("offline/", offline.page, name="offline"),
    path("e/<str:token>/", link.page, name="evening_link"),
    path("<str:pseudonym>/tonight/", evening.page, name="evening"),
    path("<str:pseudonym>/form/<slug:instrument>/", forms.page, name="form"),
    path("<str:pseudonym>/drawing/", forms.drawing, name="my_drawing"),
    path("<str:pseudonym>/events/", events.page, name="events"),
    path("<str:pseudonym>/events/back/", events.take_back, name="take_back"),
    path("<str:pseudonym>/events/ended/", events.ended, name="ended"),
    path("<str:pseudonym>/course/", course.page, name="my_course"),
    path("<str:pseudonym>/course/chart.svg", course.chart, name="my_chart"),
    path("<str:pseudonym>/inbox/", course.inbox, name="inbox"),
    path("<str:pseudonym>/export/<slug:name>/", course.export, name="export"),
    path("<str:pseudonym>/delete/", course.delete, name="delete"),
]
