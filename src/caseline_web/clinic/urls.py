"""The addresses of the clinic's pages."""

from django.urls import path

from caseline_web.clinic.views import (
    changing,
    course,
    documents,
    knowing,
    others,
    patients,
    settling,
)

urlpatterns = [
    path("", patients.page, name="patients"),
    path("new/", patients.new, name="enrol"),
    path("dispensing/", others.dispensing, name="dispensing"),
    path("dispensing/<str:pseudonym>/", others.doses, name="doses"),
    path("research/", others.research, name="research"),
    path("research/<str:pseudonym>/", others.research_file, name="research_file"),
    path("<str:pseudonym>/", course.page, name="course"),
    path("<str:pseudonym>/chart.<slug:kind>", course.chart, name="chart"),
    path("<str:pseudonym>/decide/", changing.decide, name="decide"),
    path("<str:pseudonym>/edit/<slug:kind>/", changing.edit, name="edit"),
    path("<str:pseudonym>/consent/", changing.consent, name="consent"),
    path("<str:pseudonym>/safety/", knowing.safety, name="safety"),
    path("<str:pseudonym>/identity/", knowing.identity, name="identity"),
    path("<str:pseudonym>/looked/", changing.looked, name="looked"),
    path("<str:pseudonym>/settled/", settling.settled, name="settled"),
    path("<str:pseudonym>/versions/", course.versions, name="versions"),
    path("<str:pseudonym>/unblind/", changing.unblind, name="unblind"),
    path("<str:pseudonym>/report/", documents.report, name="report"),
    path("<str:pseudonym>/letter/", documents.letter, name="letter"),
    path("<str:pseudonym>/forms/", documents.forms, name="forms"),
    path("<str:pseudonym>/paper/<slug:instrument>/", documents.paper, name="paper"),
    path("<str:pseudonym>/from-paper/<slug:instrument>/", documents.from_paper, name="from_paper"),
]
