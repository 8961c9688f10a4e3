"""The address of a calendar is stored encrypted, and found by a keyed digest."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from caseline_web.crypt import EncryptedTextField, decrypted, encrypted, fingerprint


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    rows: Any = apps.get_model("reminders", "ChoiceRow").objects.all()  # with columns of their time
    for row in rows:
        row.sealed = encrypted(row.feed)
        row.feed_fingerprint = fingerprint(row.feed) if row.feed else ""
        row.save()


def backwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    rows: Any = apps.get_model("reminders", "ChoiceRow").objects.all()  # with columns of their time
    for row in rows:
        row.feed = decrypted(row.sealed)
        row.save()


class Migration(migrations.Migration):
    dependencies = [("reminders", "0001_initial")]
    operations = [
        migrations.AddField("ChoiceRow", "sealed", models.TextField(blank=True, default="")),
        migrations.AddField(
            "ChoiceRow",
            "feed_fingerprint",
            models.CharField(blank=True, db_index=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(forwards, backwards),
        migrations.RemoveField("ChoiceRow", "feed"),
        migrations.RenameField("ChoiceRow", "sealed", "feed"),
        migrations.AlterField("ChoiceRow", "feed", EncryptedTextField(blank=True)),
    ]
