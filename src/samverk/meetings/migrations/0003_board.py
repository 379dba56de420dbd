# How to appeal as a board says it, and the notices that other law asks for

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ('meetings', '0002_row_security_of_all'),
    ]

    operations = [
        migrations.CreateModel(
            name='AppealWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_date', models.DateField(verbose_name='gäller från')),
                ('words', models.TextField(verbose_name='så överklagar man')),
                ('statute', models.CharField(max_length=300, verbose_name='lagrum')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='bekräftat av')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
            ],
            options={
                'verbose_name': 'ord om överklagande',
                'verbose_name_plural': 'ord om överklagande',
            },
        ),
        migrations.CreateModel(
            name='AppealWordsEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('from_date', models.DateField(verbose_name='gäller från')),
                ('words', models.TextField(verbose_name='så överklagar man')),
                ('statute', models.CharField(max_length=300, verbose_name='lagrum')),
                ('source', models.CharField(blank=True, max_length=300, verbose_name='bekräftat av')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('board', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.appealwords')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LawNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='rubrik')),
                ('words', models.TextField(verbose_name='vad som anslås')),
                ('statute', models.CharField(max_length=300, verbose_name='lagrum')),
                ('ground', models.CharField(max_length=300, verbose_name='vad lagen säger om tiden')),
                ('asked_by', models.CharField(max_length=200, verbose_name='begärt av')),
                ('first_day', models.DateField(verbose_name='första dag')),
                ('last_day', models.DateField(verbose_name='sista dag')),
                ('appeal', models.TextField(blank=True, verbose_name='så överklagar man')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
            ],
            options={
                'verbose_name': 'anslag enligt annan lag',
                'verbose_name_plural': 'anslag enligt annan lag',
            },
        ),
        migrations.CreateModel(
            name='LawNoticeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('title', models.CharField(max_length=300, verbose_name='rubrik')),
                ('words', models.TextField(verbose_name='vad som anslås')),
                ('statute', models.CharField(max_length=300, verbose_name='lagrum')),
                ('ground', models.CharField(max_length=300, verbose_name='vad lagen säger om tiden')),
                ('asked_by', models.CharField(max_length=200, verbose_name='begärt av')),
                ('first_day', models.DateField(verbose_name='första dag')),
                ('last_day', models.DateField(verbose_name='sista dag')),
                ('appeal', models.TextField(blank=True, verbose_name='så överklagar man')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('board', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.lawnotice')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LawNoticeFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='nummer')),
                ('kind', models.CharField(choices=[('posted', 'uppsatt'), ('missing', 'borta'), ('up_again', 'uppe igen'), ('taken_down', 'nedtaget'), ('struck', 'struket')], max_length=10, verbose_name='händelse')),
                ('happened_on', models.DateField(verbose_name='dag')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='anteckning')),
                ('noted_by', models.CharField(max_length=200, verbose_name='av')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facts', to='meetings.lawnotice')),
            ],
            options={
                'verbose_name': 'händelse med anslag enligt annan lag',
                'verbose_name_plural': 'händelser med anslag enligt annan lag',
            },
        ),
        migrations.CreateModel(
            name='LawNoticeFactEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveSmallIntegerField(verbose_name='nummer')),
                ('kind', models.CharField(choices=[('posted', 'uppsatt'), ('missing', 'borta'), ('up_again', 'uppe igen'), ('taken_down', 'nedtaget'), ('struck', 'struket')], max_length=10, verbose_name='händelse')),
                ('happened_on', models.DateField(verbose_name='dag')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='anteckning')),
                ('noted_by', models.CharField(max_length=200, verbose_name='av')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('notice', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='meetings.lawnotice')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='meetings.lawnoticefact')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appealwords',
            trigger=pgtrigger.compiler.Trigger(name='locked', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='acbc564e38a5e9ba73f922d3e9478da15a94ef42', operation='UPDATE OR DELETE', pgid='pgtrigger_locked_de26c', table='meetings_appealwords', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appealwords',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_appealwordsevent" ("board_id", "from_date", "id", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "statute", "words") VALUES (NEW."board_id", NEW."from_date", NEW."id", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source", NEW."statute", NEW."words"); RETURN NULL;', hash='bb760b9e735066780e8bd352c2d89fbca56322ca', operation='INSERT', pgid='pgtrigger_insert_insert_34cd9', table='meetings_appealwords', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appealwords',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_appealwordsevent" ("board_id", "from_date", "id", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "statute", "words") VALUES (NEW."board_id", NEW."from_date", NEW."id", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source", NEW."statute", NEW."words"); RETURN NULL;', hash='0f61bb5b3ef3d9c787e3f79ca12be7909fa299a8', operation='UPDATE', pgid='pgtrigger_update_update_7d161', table='meetings_appealwords', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appealwords',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_appealwordsevent" ("board_id", "from_date", "id", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "statute", "words") VALUES (OLD."board_id", OLD."from_date", OLD."id", OLD."made_at", OLD."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source", OLD."statute", OLD."words"); RETURN NULL;', hash='68ebfab0b19e716ca098d8a4251b25cc225b5dd9', operation='DELETE', pgid='pgtrigger_delete_delete_d21a8', table='meetings_appealwords', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appealwordsevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fc89340db9b74204396f32633c47f605e888647f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_aedcc', table='meetings_appealwordsevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='lawnotice',
            index=models.Index(fields=['board', '-first_day'], name='law_notice_of_board'),
        ),
        migrations.AddConstraint(
            model_name='lawnotice',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__lte', models.F('last_day'))), name='law_notice_ends_after_it_begins'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lawnotice',
            trigger=pgtrigger.compiler.Trigger(name='locked', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c4a5e0537d8f6632d18d4dc659b6ca6d132e28a2', operation='UPDATE OR DELETE', pgid='pgtrigger_locked_7ac73', table='meetings_lawnotice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lawnotice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_lawnoticeevent" ("appeal", "asked_by", "board_id", "first_day", "ground", "id", "last_day", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statute", "title", "words") VALUES (NEW."appeal", NEW."asked_by", NEW."board_id", NEW."first_day", NEW."ground", NEW."id", NEW."last_day", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."statute", NEW."title", NEW."words"); RETURN NULL;', hash='a570e3476707d60e9c6f294699dfddfd476e1ec5', operation='INSERT', pgid='pgtrigger_insert_insert_d1370', table='meetings_lawnotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lawnotice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_lawnoticeevent" ("appeal", "asked_by", "board_id", "first_day", "ground", "id", "last_day", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statute", "title", "words") VALUES (NEW."appeal", NEW."asked_by", NEW."board_id", NEW."first_day", NEW."ground", NEW."id", NEW."last_day", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."statute", NEW."title", NEW."words"); RETURN NULL;', hash='41ad8bcee80d0f8b4514fb2003a5e5814a07a574', operation='UPDATE', pgid='pgtrigger_update_update_b5acd', table='meetings_lawnotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lawnotice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_lawnoticeevent" ("appeal", "asked_by", "board_id", "first_day", "ground", "id", "last_day", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statute", "title", "words") VALUES (OLD."appeal", OLD."asked_by", OLD."board_id", OLD."first_day", OLD."ground", OLD."id", OLD."last_day", OLD."made_at", OLD."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."statute", OLD."title", OLD."words"); RETURN NULL;', hash='91548280b3110327601929d0f995bb021405be88', operation='DELETE', pgid='pgtrigger_delete_delete_72799', table='meetings_lawnotice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lawnoticeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3b51d67b56add23c5d5251a61956c703df17b1f4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_18a19', table='meetings_lawnoticeevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='lawnoticefact',
            constraint=models.UniqueConstraint(fields=('notice', 'number'), name='law_notice_fact_numbered_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lawnoticefact',
            trigger=pgtrigger.compiler.Trigger(name='locked', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='467e949ecce802830a45dd0a69abb0cd89e9f3b6', operation='UPDATE OR DELETE', pgid='pgtrigger_locked_50823', table='meetings_lawnoticefact', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lawnoticefact',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_lawnoticefactevent" ("happened_on", "id", "kind", "note", "noted_by", "notice_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") VALUES (NEW."happened_on", NEW."id", NEW."kind", NEW."note", NEW."noted_by", NEW."notice_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at"); RETURN NULL;', hash='a2b6a861239574e995252df778163138209af142', operation='INSERT', pgid='pgtrigger_insert_insert_e1339', table='meetings_lawnoticefact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lawnoticefact',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "meetings_lawnoticefactevent" ("happened_on", "id", "kind", "note", "noted_by", "notice_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") VALUES (NEW."happened_on", NEW."id", NEW."kind", NEW."note", NEW."noted_by", NEW."notice_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at"); RETURN NULL;', hash='feadd4e2a7bab6a5d9b54cc4805e4d04d79969cd', operation='UPDATE', pgid='pgtrigger_update_update_148d3', table='meetings_lawnoticefact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lawnoticefact',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "meetings_lawnoticefactevent" ("happened_on", "id", "kind", "note", "noted_by", "notice_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") VALUES (OLD."happened_on", OLD."id", OLD."kind", OLD."note", OLD."noted_by", OLD."notice_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at"); RETURN NULL;', hash='392fee4fc7a2fee2859e265f9fbd5044f73ad41f', operation='DELETE', pgid='pgtrigger_delete_delete_f122a', table='meetings_lawnoticefact', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lawnoticefactevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cd5df5504a9361f5521c3a9ed06e568deb0aa33b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bba8f', table='meetings_lawnoticefactevent', when='BEFORE')),
        ),
    ]
