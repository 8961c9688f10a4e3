"""The database refuses to change what is only ever added to."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from caseline_web.audit.kept import protect, unprotect


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    protect("entry", editor.connection)


def backwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    unprotect("entry", editor.connection)


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
