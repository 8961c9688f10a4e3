"""The database refuses to change when, by whom, how and why something was sent."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from caseline_web.audit.kept import protect, unprotect


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in ("submission", "held"):
        protect(table, editor.connection)


def backwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in ("submission", "held"):
        unprotect(table, editor.connection)


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_held_settled_why")]
    operations = [migrations.RunPython(forwards, backwards)]
