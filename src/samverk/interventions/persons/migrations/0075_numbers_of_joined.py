# Lets the number of a record that was emptied lead to the one that lives on
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ("persons", "0074_kept_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name='joinedrecord',
            name='number_key',
            field=models.CharField(blank=True, max_length=64, verbose_name='den andra postens nummernyckel'),
        ),
        migrations.AddIndex(
            model_name='joinedrecord',
            index=models.Index(fields=['controller', 'number_key'], name='joined_by_number'),
        ),
    ]
