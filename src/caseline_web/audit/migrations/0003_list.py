"""Which courses a page showed together; the database refuses to change that too."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from caseline_web.audit.kept import protect, unprotect


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    protect("audit_list", editor.connection)


def backwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    unprotect("audit_list", editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_only_added_to")]
    operations = [
        migrations.CreateModel(
            name="AuditListRow",
            fields=[
                (
                    "digest",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                ("pseudonyms", models.TextField()),
            ],
            options={"db_table": "audit_list"},
        ),
        migrations.RunPython(forwards, backwards),
    ]
