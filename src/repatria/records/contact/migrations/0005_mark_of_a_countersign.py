from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0004_parcels"),
    ]

    operations = [
        migrations.AlterField(
            model_name="parcelstep",
            name="mark",
            field=models.CharField(default="", max_length=16),
        ),
    ]
