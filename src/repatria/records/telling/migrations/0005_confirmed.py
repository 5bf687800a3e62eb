import repatria.records.vault.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('telling', '0004_sealed_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='visit',
            name='confirmed_index',
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('enquiry_id', models.CharField(db_index=True, max_length=40)),
                ('reported_by', models.CharField(max_length=12)),
                ('recorded_index', models.BigIntegerField()),
                ('source', repatria.records.vault.models.SealedField(purpose='identity')),
            ],
        ),
    ]
