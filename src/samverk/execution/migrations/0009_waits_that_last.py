# Reads the register in its own order: the longest wait first
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ('execution', '0008_walls'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='registerwait',
            index=models.Index(condition=models.Q(('ended_on', None)), fields=['controller', 'began_on', 'decision', 'nth'], name='register_waits_that_last'),
        ),
    ]
