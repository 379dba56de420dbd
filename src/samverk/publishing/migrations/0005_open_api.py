# What the open API walks by: indexes in its two orders, and whose what was withdrawn is

import django.db.models.fields.json
import django.db.models.functions.comparison
from django.db import migrations, models


from samverk.foundation import migrating

WITHDRAWN = "CREATE OR REPLACE VIEW publishing_open_withdrawn AS SELECT {} FROM publishing_record"
STOOD = " WHERE withdrawn_at IS NOT NULL"
BEFORE = "id, kind, source, published_at, withdrawn_at"


class Migration(migrating.Migration):

    dependencies = [
        ('publishing', '0004_search'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='record',
            name='published_of_owner',
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['kind', 'published_at', 'id'], name='published_in_order'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['organisation', 'kind', 'published_at', 'id'], name='published_in_order_of_owner'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['organisation', 'kind', 'modified_at', 'id'], name='published_changed_of_owner'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', False)), fields=['kind', 'withdrawn_at', 'id'], name='published_then_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(django.db.models.functions.comparison.Cast(django.db.models.fields.json.KeyTextTransform('person', 'data'), models.BigIntegerField()), condition=models.Q(('withdrawn_at__isnull', True), ('kind', 'membership')), name='published_role_of_person'),
        ),
        migrations.RunSQL(
            WITHDRAWN.format(f"{BEFORE}, organisation, body") + STOOD,
            # A view loses no column by being replaced
            "DROP VIEW publishing_open_withdrawn;"
            + WITHDRAWN.format(BEFORE).replace(" OR REPLACE", "")
            + STOOD,
        ),
    ]
