from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_token")]
    operations = [
        migrations.AddField(
            "organisationrow", "contact", models.CharField(blank=True, max_length=200)
        ),
    ]
