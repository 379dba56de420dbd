# What search needs: an index of all that is found by its day, and the words that misspelt ones are led to

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from samverk.foundation import migrating

VIEW = "CREATE VIEW publishing_open_word AS SELECT word, sounds FROM publishing_word"
# A search may read many rows' words: they stay in the row. What is published is found at once
KEPT = (
    (
        "ALTER TABLE publishing_record ALTER COLUMN words SET STORAGE MAIN",
        "ALTER TABLE publishing_record ALTER COLUMN words SET STORAGE EXTENDED",
    ),
    (
        "ALTER INDEX published_words SET (fastupdate = off)",
        "ALTER INDEX published_words RESET (fastupdate)",
    ),
    (VIEW, "DROP VIEW publishing_open_word"),
)


class Migration(migrating.Migration):

    dependencies = [
        ('publishing', '0003_subscriptions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='ord')),
                ('sounds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
            ],
            options={
                'verbose_name': 'ord',
                'verbose_name_plural': 'ord',
            },
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(models.OrderBy(models.F('day'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('withdrawn_at__isnull', True), ('words__isnull', False)), name='published_found'),
        ),
        migrations.AddIndex(
            model_name='word',
            index=django.contrib.postgres.indexes.GinIndex(fields=['sounds'], name='published_sounds'),
        ),
        *(migrations.RunSQL(there, back) for there, back in KEPT),
    ]
