# What the provider of a delivery says is shut, beside the catalogue
import django.contrib.postgres.constraints
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import samverk.foundation.clock
import samverk.foundation.periods
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ("interventions", "0012_intervention_statistics"),
    ]

    operations = [
        migrations.CreateModel(
            name='ShutPlaces',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='från och med')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='till och med')),
                ('number', models.PositiveIntegerField(verbose_name='stängda')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='varför')),
                ('recorded_on', models.DateField(default=samverk.foundation.clock.today, verbose_name='registrerat')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shut_places', to='interventions.delivery')),
            ],
            options={
                'verbose_name': 'platser stängda av utföraren',
                'verbose_name_plural': 'platser stängda av utföraren',
            },
        ),
        migrations.CreateModel(
            name='ShutPlacesEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('from_date', models.DateField(verbose_name='från och med')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='till och med')),
                ('number', models.PositiveIntegerField(verbose_name='stängda')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='varför')),
                ('recorded_on', models.DateField(default=samverk.foundation.clock.today, verbose_name='registrerat')),
                ('delivery', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='interventions.delivery')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='interventions.shutplaces')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='shutplaces',
            constraint=models.CheckConstraint(condition=models.Q(('to_date__isnull', True), ('to_date__gte', models.F('from_date')), _connector='OR'), name='shut_places'),
        ),
        migrations.AddConstraint(
            model_name='shutplaces',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('delivery', '='), (samverk.foundation.periods.DateRange('from_date', 'to_date'), '&&')], name='one_shutting_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shutplaces',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "interventions_shutplacesevent" ("delivery_id", "from_date", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_on", "to_date") VALUES (NEW."delivery_id", NEW."from_date", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_on", NEW."to_date"); RETURN NULL;', hash='a51b84164b99515f57b10409068c3302e54cb5a5', operation='INSERT', pgid='pgtrigger_insert_insert_b8171', table='interventions_shutplaces', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shutplaces',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "interventions_shutplacesevent" ("delivery_id", "from_date", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_on", "to_date") VALUES (NEW."delivery_id", NEW."from_date", NEW."id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_on", NEW."to_date"); RETURN NULL;', hash='cdafe3535b2e6ab550fb6ee08da7b5b36519b157', operation='UPDATE', pgid='pgtrigger_update_update_a23ad', table='interventions_shutplaces', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shutplaces',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "interventions_shutplacesevent" ("delivery_id", "from_date", "id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_on", "to_date") VALUES (OLD."delivery_id", OLD."from_date", OLD."id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_on", OLD."to_date"); RETURN NULL;', hash='640b86a44c3571b7176e8f3ca90d1352f70c708d', operation='DELETE', pgid='pgtrigger_delete_delete_bee6f', table='interventions_shutplaces', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shutplacesevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ef58db17a74fc576a565e9656a430d87ac4c6ffb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5c3c9', table='interventions_shutplacesevent', when='BEFORE')),
        ),
    ]
