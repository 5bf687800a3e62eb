import repatria.records.vault.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('identification', '0006_samples_round'),
    ]

    operations = [
        migrations.CreateModel(
            name='OneSought',
            fields=[
                ('id', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('first_enquiry', models.CharField(db_index=True, max_length=40)),
                ('second_enquiry', models.CharField(db_index=True, max_length=40)),
                ('state', models.CharField(default='proposed', max_length=12)),
                ('recorded_index', models.BigIntegerField()),
                ('said', repatria.records.vault.models.SealedField(purpose='identity')),
            ],
        ),
    ]
