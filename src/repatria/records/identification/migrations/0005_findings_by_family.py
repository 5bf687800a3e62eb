import repatria.records.vault.models
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("identification", "0004_findings_sealed"),
    ]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="by_family",
            field=repatria.records.vault.models.BlindField(db_index=True, max_length=16, null=True),
        ),
    ]
