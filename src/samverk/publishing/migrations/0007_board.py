# What is up on a board by its sort, and which files are the authority's own work

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('publishing', '0006_feedback'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.BigIntegerField(verbose_name='handling')),
                ('is_own', models.BooleanField(verbose_name='eget verk')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'eget verk',
                'verbose_name_plural': 'egna verk',
            },
        ),
        migrations.CreateModel(
            name='OwnWorkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('source', models.BigIntegerField(verbose_name='handling')),
                ('is_own', models.BooleanField(verbose_name='eget verk')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True), ('kind', 'notice'), ('status', 'up')), fields=['sort', 'day', 'id'], name='published_up'),
        ),
        migrations.AddIndex(
            model_name='ownwork',
            index=models.Index(fields=['source', 'id'], name='own_work_of_file'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownwork',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_ownworkevent" ("id", "is_own", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."id", NEW."is_own", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source"); RETURN NULL;', hash='9d9593083f50d5371732b6ab365c529f0e106711', operation='INSERT', pgid='pgtrigger_insert_insert_f3114', table='publishing_ownwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownwork',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "publishing_ownworkevent" ("id", "is_own", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."id", NEW."is_own", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source"); RETURN NULL;', hash='99da294749811687d56d8c6b895eb778a46d6fa6', operation='UPDATE', pgid='pgtrigger_update_update_a4613', table='publishing_ownwork', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownwork',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_ownworkevent" ("id", "is_own", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."id", OLD."is_own", OLD."made_at", OLD."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source"); RETURN NULL;', hash='7957ad52fdcece25202c44bc762b100a851b6af4', operation='DELETE', pgid='pgtrigger_delete_delete_222df', table='publishing_ownwork', when='AFTER')),
        ),
        migrations.AddField(
            model_name='ownworkevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='publishing.ownwork'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownworkevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cea1560803096d7f768fd2699847fcc4d9123328', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_606b0', table='publishing_ownworkevent', when='BEFORE')),
        ),
    ]
