from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matching', '0003_searches'),
    ]

    operations = [
        migrations.AddField(
            model_name='candidatepair',
            name='share_among',
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name='candidatepair',
            name='share_ppm',
            field=models.IntegerField(default=800000),
        ),
        migrations.AddField(
            model_name='candidatepair',
            name='share_source',
            field=models.CharField(default='assumed', max_length=12),
        ),
    ]
