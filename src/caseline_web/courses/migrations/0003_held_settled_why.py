"""What became of something that was held."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("courses", "0002_only_added_to")]

    operations = [
        migrations.AddField(
            model_name="heldrow",
            name="settled_why",
            field=models.CharField(blank=True, default="", max_length=500),
            preserve_default=False,
        )
    ]
