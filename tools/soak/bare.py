"""The yardstick: a Django application without anything, whose one view writes one row.

Served as the clinic is, on a database of its own with the same settings.
"""

import os

import django
from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import path

from caseline_web import settings as clinic

BASE = dict(clinic.DATABASES["default"])
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": BASE},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY=os.urandom(16).hex(),
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402  after the settings
from django.db import connection, connections, models  # noqa: E402


class BareRow(models.Model):
    """One row."""

    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bare"


def write(request: HttpRequest) -> JsonResponse:
    """Write one row."""
    row = BareRow.objects.create(text=request.body.decode())
    answer = JsonResponse({"id": row.pk}, status=201)
    answer["Content-Length"] = len(answer.content)  # else the connection would end with it
    return answer


urlpatterns = [path("", write)]
if BareRow._meta.db_table not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(BareRow)
connections.close_all()
application = get_wsgi_application()
