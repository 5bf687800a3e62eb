import repatria.records.vault.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0002_reason_sealed'),
    ]

    operations = [
        migrations.AddField(
            model_name='batchscan',
            name='struck_index',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='batchcount',
            name='why_differs',
            field=repatria.records.vault.models.SealedField(purpose='identity'),
        ),
    ]
