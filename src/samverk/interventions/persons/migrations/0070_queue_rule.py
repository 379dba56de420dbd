import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ("persons", "0069_left_by_choice"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='queueentry',
            name='kept_as_made',
        ),
        migrations.AddField(
            model_name='queueentry',
            name='rule',
            field=models.TextField(blank=True, verbose_name='köregel'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='queueentry',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_made', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."controller_id" IS DISTINCT FROM (NEW."controller_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."referral_id" IS DISTINCT FROM (NEW."referral_id") OR OLD."delivery_id" IS DISTINCT FROM (NEW."delivery_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."joined_on" IS DISTINCT FROM (NEW."joined_on") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."seen_from" IS DISTINCT FROM (NEW."seen_from") OR OLD."moved_from_id" IS DISTINCT FROM (NEW."moved_from_id") OR OLD."rule" IS DISTINCT FROM (NEW."rule"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='37d3512b66d768c4f56e170a97dcc6352d8c6af6', operation='UPDATE', pgid='pgtrigger_kept_as_made_ccec1', table='persons_queueentry', when='BEFORE')),
        ),
    ]
