import pgtrigger.compiler
import pgtrigger.migrations

from samverk.foundation import migrating
from samverk.interventions.persons.sealing_columns import SealColumn


class Migration(migrating.Migration):

    dependencies = [
        ('persons', '0050_earlier_ends'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name='placeoffer', name='kept_as_made'),
        SealColumn('placeoffer', 'out_of_order', 'förseglat varför utom turordningen', 300),
        SealColumn('queueentry', 'priority_ground', 'förseglad grund för prioriteten', 300),
        SealColumn('numberreveal', 'why', 'förseglat varför', 300),
        pgtrigger.migrations.AddTrigger(
            model_name='placeoffer',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_made', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."controller_id" IS DISTINCT FROM (NEW."controller_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."entry_id" IS DISTINCT FROM (NEW."entry_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."made_on" IS DISTINCT FROM (NEW."made_on") OR OLD."out_of_order" IS DISTINCT FROM (NEW."out_of_order"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c6b472aa5df34cca2cd39ad6759b00d2bfef139c', operation='UPDATE', pgid='pgtrigger_kept_as_made_c34e4', table='persons_placeoffer', when='BEFORE')),
        ),
    ]
