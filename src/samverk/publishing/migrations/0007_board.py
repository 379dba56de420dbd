# What is up on a board by its sort, and what is judged of files, of doubts and of protected persons

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ('publishing', '0006_feedback'),
    ]

    operations = [
        migrations.CreateModel(
            name='DoubtAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='påpekande')),
                ('place', models.BigIntegerField(verbose_name='av vad')),
                ('why', models.CharField(max_length=300, verbose_name='varför')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'svar på påpekande',
                'verbose_name_plural': 'svar på påpekanden',
            },
        ),
        migrations.CreateModel(
            name='DoubtAnswerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=20, verbose_name='påpekande')),
                ('place', models.BigIntegerField(verbose_name='av vad')),
                ('why', models.CharField(max_length=300, verbose_name='varför')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'abstract': False,
            },
        ),
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
        migrations.CreateModel(
            name='ShieldedPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_shielded', models.BooleanField(verbose_name='lämnas utanför')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'person som lämnas utanför',
                'verbose_name_plural': 'personer som lämnas utanför',
            },
        ),
        migrations.CreateModel(
            name='ShieldedPersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('is_shielded', models.BooleanField(verbose_name='lämnas utanför')),
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
        migrations.AddField(
            model_name='doubtanswer',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='doubt_answers', to='publishing.release'),
        ),
        migrations.AddField(
            model_name='doubtanswerevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='publishing.doubtanswer'),
        ),
        migrations.AddField(
            model_name='doubtanswerevent',
            name='release',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='publishing.release'),
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
        migrations.AddField(
            model_name='shieldedperson',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='shieldedperson',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='shieldedpersonevent',
            name='organisation',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='shieldedpersonevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.person'),
        ),
        migrations.AddField(
            model_name='shieldedpersonevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='publishing.shieldedperson'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='doubtanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_doubtanswerevent" ("code", "id", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "release_id", "why") VALUES (NEW."code", NEW."id", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."release_id", NEW."why"); RETURN NULL;', hash='ea1f3b960246cd62819da87b10ff177ad1e7aed3', operation='INSERT', pgid='pgtrigger_insert_insert_9b3aa', table='publishing_doubtanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='doubtanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "publishing_doubtanswerevent" ("code", "id", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "release_id", "why") VALUES (NEW."code", NEW."id", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."release_id", NEW."why"); RETURN NULL;', hash='c51e2430212cbd1ac7f84908eb4593bfd443b9bc', operation='UPDATE', pgid='pgtrigger_update_update_429d0', table='publishing_doubtanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='doubtanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_doubtanswerevent" ("code", "id", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "release_id", "why") VALUES (OLD."code", OLD."id", OLD."made_at", OLD."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."release_id", OLD."why"); RETURN NULL;', hash='bac1ab9aba7c63218081ca949eb585d7bd2e2795', operation='DELETE', pgid='pgtrigger_delete_delete_c2454', table='publishing_doubtanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='doubtanswerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='79513ccd23813ebefc931402a16d86679cf5b20c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_eab58', table='publishing_doubtanswerevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ownworkevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cea1560803096d7f768fd2699847fcc4d9123328', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_606b0', table='publishing_ownworkevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='shieldedperson',
            index=models.Index(fields=['person', 'id'], name='shielded_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shieldedperson',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_shieldedpersonevent" ("id", "is_shielded", "made_at", "made_by", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."is_shielded", NEW."made_at", NEW."made_by", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='814b499b42add0a7735c5556084347c40ec0c5b5', operation='INSERT', pgid='pgtrigger_insert_insert_8bd18', table='publishing_shieldedperson', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shieldedperson',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "publishing_shieldedpersonevent" ("id", "is_shielded", "made_at", "made_by", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."is_shielded", NEW."made_at", NEW."made_by", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='585cbdc52d5c17f974f97409e2379874b7e377af', operation='UPDATE', pgid='pgtrigger_update_update_235ce', table='publishing_shieldedperson', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shieldedperson',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_shieldedpersonevent" ("id", "is_shielded", "made_at", "made_by", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."is_shielded", OLD."made_at", OLD."made_by", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='91b88c4ae0d09e096387957f75db214fa22db142', operation='DELETE', pgid='pgtrigger_delete_delete_337e5', table='publishing_shieldedperson', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='shieldedpersonevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8d4828716b5662b87f3b7b746bd42a745b0c8ad4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e70eb', table='publishing_shieldedpersonevent', when='BEFORE')),
        ),
    ]
