import repatria.records.vault.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0003_scans_struck'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReleasedItem',
            fields=[
                ('id', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('given_id', models.CharField(db_index=True, max_length=40)),
                ('recorded_index', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='RemainsRelease',
            fields=[
                ('id', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('enquiry_id', models.CharField(db_index=True, max_length=40)),
                ('person_id', models.CharField(db_index=True, max_length=40)),
                ('packets', models.TextField()),
                ('at', models.CharField(max_length=27)),
                ('receipt', models.TextField()),
                ('recorded_index', models.BigIntegerField()),
                ('receiver', repatria.records.vault.models.SealedField(purpose='identity')),
                ('relation', repatria.records.vault.models.SealedField(purpose='identity')),
                ('document', repatria.records.vault.models.SealedField(purpose='identity')),
                ('place', repatria.records.vault.models.SealedField(purpose='identity')),
                ('by', repatria.records.vault.models.SealedField(purpose='identity')),
                ('second', repatria.records.vault.models.SealedField(purpose='identity')),
                ('named_by', repatria.records.vault.models.SealedField(purpose='identity')),
                ('as_wished', repatria.records.vault.models.SealedField(purpose='identity')),
            ],
        ),
    ]
