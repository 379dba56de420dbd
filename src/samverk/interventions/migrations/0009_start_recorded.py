# Keeps when a start became known: of those from before it is not known, and no day is made up

import pgtrigger.compiler
import pgtrigger.migrations
import samverk.foundation.clock
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ("interventions", "0008_published_returns"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='cohortstart',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='cohortstart',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='cohortstart',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='cohortstart',
            name='recorded_on',
            field=models.DateField(blank=True, null=True, verbose_name='registrerat'),
        ),
        migrations.AddField(
            model_name='cohortstartevent',
            name='recorded_on',
            field=models.DateField(blank=True, null=True, verbose_name='registrerat'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cohortstart',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "interventions_cohortstartevent" ("apply_by", "called_off", "delivery_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "recorded_on", "starts_on") VALUES (NEW."apply_by", NEW."called_off", NEW."delivery_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."places", NEW."recorded_on", NEW."starts_on"); RETURN NULL;', hash='bdb420d636fbceb21a6c5d8aa175a4babe8a2b01', operation='INSERT', pgid='pgtrigger_insert_insert_2c1ef', table='interventions_cohortstart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cohortstart',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "interventions_cohortstartevent" ("apply_by", "called_off", "delivery_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "recorded_on", "starts_on") VALUES (NEW."apply_by", NEW."called_off", NEW."delivery_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."places", NEW."recorded_on", NEW."starts_on"); RETURN NULL;', hash='66711bb5523d2e865237b47144ce3d5d68a4d28f', operation='UPDATE', pgid='pgtrigger_update_update_9729e', table='interventions_cohortstart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cohortstart',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "interventions_cohortstartevent" ("apply_by", "called_off", "delivery_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "recorded_on", "starts_on") VALUES (OLD."apply_by", OLD."called_off", OLD."delivery_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."places", OLD."recorded_on", OLD."starts_on"); RETURN NULL;', hash='97abb8bccd86866e32bbfad4e0a6992afa92038d', operation='DELETE', pgid='pgtrigger_delete_delete_f5d62', table='interventions_cohortstart', when='AFTER')),
        ),
        migrations.AlterField(
            model_name='cohortstart',
            name='recorded_on',
            field=models.DateField(blank=True, default=samverk.foundation.clock.today, null=True, verbose_name='registrerat'),
        ),
        migrations.AlterField(
            model_name='cohortstartevent',
            name='recorded_on',
            field=models.DateField(blank=True, default=samverk.foundation.clock.today, null=True, verbose_name='registrerat'),
        ),
    ]
