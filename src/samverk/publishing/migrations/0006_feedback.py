# What anybody tells of how accessible the pages are

import uuid
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('publishing', '0005_open_api'),
    ]

    operations = [
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField(max_length=4000, verbose_name='vad som inte fungerar')),
                ('page', models.CharField(blank=True, max_length=300, verbose_name='sida')),
                ('key', models.BinaryField(default=bytes, verbose_name='nyckel')),
                ('sealed', models.BinaryField(default=bytes, verbose_name='adress, förseglad')),
                ('given_at', models.DateTimeField(verbose_name='lämnad')),
                ('answered_at', models.DateTimeField(null=True, verbose_name='besvarad')),
                ('answered_by_name', models.CharField(blank=True, max_length=200, verbose_name='besvarad av')),
            ],
            options={
                'verbose_name': 'synpunkt',
                'verbose_name_plural': 'synpunkter',
                'indexes': [models.Index(models.OrderBy(models.F('answered_at'), descending=True, nulls_first=True), name='feedback_answered')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_at', None), models.Q(('sealed', b''), models.Q(('answered_by_name', ''), _negated=True)), _connector='OR'), name='answered_feedback_keeps_no_address')],
            },
        ),
    ]
