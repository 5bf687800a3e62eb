from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identification", "0005_findings_by_family"),
    ]

    operations = [
        migrations.CreateModel(
            name="SamplesRound",
            fields=[
                ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("received_before", models.CharField(max_length=10)),
                ("families", models.IntegerField()),
                ("recorded_index", models.BigIntegerField()),
            ],
        ),
    ]
