# An offer has a first day; those from before have none, and none is made up

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ("persons", "0061_published_returns"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='placeoffer',
            name='kept_as_made',
        ),
        migrations.AddField(
            model_name='farwait',
            name='first_day',
            field=models.DateField(blank=True, null=True, verbose_name='första dag'),
        ),
        migrations.AddField(
            model_name='placeoffer',
            name='first_day',
            field=models.DateField(blank=True, null=True, verbose_name='första dag'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placeoffer',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_made', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."controller_id" IS DISTINCT FROM (NEW."controller_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."entry_id" IS DISTINCT FROM (NEW."entry_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."made_on" IS DISTINCT FROM (NEW."made_on") OR OLD."first_day" IS DISTINCT FROM (NEW."first_day") OR OLD."out_of_order" IS DISTINCT FROM (NEW."out_of_order"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1afa8aaeafcb93ca4ffc55ab8d80986baa401416', operation='UPDATE', pgid='pgtrigger_kept_as_made_c34e4', table='persons_placeoffer', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='placeoffer',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__isnull', True), ('first_day__gte', models.F('answer_by')), _connector='OR'), name='answered_before_it_begins'),
        ),
        migrations.RemoveConstraint(
            model_name='participation',
            name='ended_after_the_start',
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('starts_on')), ('state__in', ['planned', 'never_started', 'entered_in_error']), _connector='OR'), name='ended_after_the_start'),
        ),
    ]
