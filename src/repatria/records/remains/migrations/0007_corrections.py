import repatria.records.vault.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('remains', '0006_graves'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('item_code', models.CharField(db_index=True, max_length=40)),
                ('step_index', models.BigIntegerField(null=True)),
                ('kind', models.CharField(max_length=12)),
                ('disc', models.CharField(max_length=8)),
                ('is_disc_left', models.BooleanField()),
                ('state', models.CharField(db_index=True, default='proposed', max_length=12)),
                ('recorded_index', models.BigIntegerField()),
                ('ended_index', models.BigIntegerField(null=True)),
                ('reason', repatria.records.vault.models.SealedField(purpose='identity')),
                ('found_where', repatria.records.vault.models.SealedField(purpose='identity')),
                ('description', repatria.records.vault.models.SealedField(purpose='identity')),
                ('disc_says', repatria.records.vault.models.SealedField(purpose='identity')),
                ('why_removed', repatria.records.vault.models.SealedField(purpose='identity')),
            ],
        ),
        migrations.AddField(
            model_name='itemsteprow',
            name='taken_back_index',
            field=models.BigIntegerField(null=True),
        ),
    ]
