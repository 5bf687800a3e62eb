"""Lets the emptying of the intake read all acts again: more of what came in goes with an erasure than it once knew."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0002_form_of_tables'),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE ledger_runcursor SET next_index = 0 WHERE consumer = 'emptying'", migrations.RunSQL.noop,
        ),
    ]
