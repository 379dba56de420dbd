# What is published, who looked it through, and the views that everybody reads

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from samverk.foundation import migrating

VIEWS = (
    """
    CREATE VIEW publishing_open_record AS
    SELECT id, kind, source, organisation, body, meeting, "case", day, sort, status, number, title,
        text, parties, data, words, published_at, modified_at
    FROM publishing_record WHERE withdrawn_at IS NULL
    """,
    """
    CREATE VIEW publishing_open_withdrawn AS
    SELECT id, kind, source, published_at, withdrawn_at FROM publishing_record
    WHERE withdrawn_at IS NOT NULL
    """,
    """
    CREATE VIEW publishing_open_link AS
    SELECT link.id, near.kind AS from_kind, near.source AS from_source, link.relation,
        far.kind AS to_kind, far.source AS to_source, near.id AS from_record, far.id AS to_record
    FROM publishing_link link
    JOIN publishing_record near ON near.id = link.record_id AND near.withdrawn_at IS NULL
    JOIN publishing_record far ON far.kind = link.kind AND far.source = link.source
        AND far.withdrawn_at IS NULL
    """,
    """
    CREATE VIEW publishing_open_file AS
    SELECT file.id, record.source, file.name, file.media_type, file.content, file.sha512,
        octet_length(file.content) AS size
    FROM publishing_openfile file JOIN publishing_record record ON record.id = file.record_id
    WHERE record.withdrawn_at IS NULL
    """,
)
NAMES = (
    "publishing_open_record",
    "publishing_open_withdrawn",
    "publishing_open_link",
    "publishing_open_file",
)


class Migration(migrating.Migration):

    initial = True

    dependencies = [
        ('directory', '0002_private_providers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OpenFileRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.BigIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('content', models.BinaryField()),
                ('sha512', models.CharField(max_length=128)),
                ('size', models.IntegerField()),
            ],
            options={
                'db_table': 'publishing_open_file',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='OpenLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_kind', models.CharField(max_length=14)),
                ('from_source', models.BigIntegerField()),
                ('relation', models.CharField(max_length=24)),
                ('to_kind', models.CharField(max_length=14)),
                ('to_source', models.BigIntegerField()),
                ('from_record', models.BigIntegerField()),
                ('to_record', models.BigIntegerField()),
            ],
            options={
                'db_table': 'publishing_open_link',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='OpenRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('organisation', 'organisation'), ('body', 'organ'), ('person', 'förtroendevald'), ('membership', 'uppdrag'), ('meeting', 'sammanträde'), ('item', 'paragraf'), ('case', 'ärende'), ('file', 'handling'), ('vote', 'omröstning'), ('decision', 'beslut'), ('notice', 'anslag'), ('federation', 'samordningsförbund'), ('intervention', 'insats')], max_length=14)),
                ('source', models.BigIntegerField()),
                ('organisation', models.BigIntegerField(null=True)),
                ('body', models.BigIntegerField(null=True)),
                ('meeting', models.BigIntegerField(null=True)),
                ('case', models.BigIntegerField(null=True)),
                ('day', models.DateField(null=True)),
                ('sort', models.CharField(max_length=24)),
                ('status', models.CharField(max_length=200)),
                ('number', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=400)),
                ('text', models.TextField()),
                ('parties', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ('data', models.JSONField()),
                ('words', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('published_at', models.DateTimeField()),
                ('modified_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'publishing_open_record',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Withdrawn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('organisation', 'organisation'), ('body', 'organ'), ('person', 'förtroendevald'), ('membership', 'uppdrag'), ('meeting', 'sammanträde'), ('item', 'paragraf'), ('case', 'ärende'), ('file', 'handling'), ('vote', 'omröstning'), ('decision', 'beslut'), ('notice', 'anslag'), ('federation', 'samordningsförbund'), ('intervention', 'insats')], max_length=14)),
                ('source', models.BigIntegerField()),
                ('published_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'publishing_open_withdrawn',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.CharField(max_length=24, verbose_name='hur')),
                ('kind', models.CharField(choices=[('organisation', 'organisation'), ('body', 'organ'), ('person', 'förtroendevald'), ('membership', 'uppdrag'), ('meeting', 'sammanträde'), ('item', 'paragraf'), ('case', 'ärende'), ('file', 'handling'), ('vote', 'omröstning'), ('decision', 'beslut'), ('notice', 'anslag'), ('federation', 'samordningsförbund'), ('intervention', 'insats')], max_length=14, verbose_name='slag')),
                ('source', models.BigIntegerField(verbose_name='nummer')),
            ],
            options={
                'verbose_name': 'koppling',
                'verbose_name_plural': 'kopplingar',
            },
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('organisation', 'organisation'), ('body', 'organ'), ('person', 'förtroendevald'), ('membership', 'uppdrag'), ('meeting', 'sammanträde'), ('item', 'paragraf'), ('case', 'ärende'), ('file', 'handling'), ('vote', 'omröstning'), ('decision', 'beslut'), ('notice', 'anslag'), ('federation', 'samordningsförbund'), ('intervention', 'insats')], max_length=14, verbose_name='slag')),
                ('source', models.BigIntegerField(verbose_name='nummer')),
                ('organisation', models.BigIntegerField(null=True)),
                ('body', models.BigIntegerField(null=True)),
                ('meeting', models.BigIntegerField(null=True)),
                ('case', models.BigIntegerField(null=True)),
                ('day', models.DateField(null=True, verbose_name='dag')),
                ('sort', models.CharField(blank=True, max_length=24, verbose_name='sort')),
                ('status', models.CharField(blank=True, max_length=200, verbose_name='status')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='beteckning')),
                ('title', models.CharField(blank=True, max_length=400, verbose_name='rubrik')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('parties', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None)),
                ('data', models.JSONField(default=dict, verbose_name='uppgifter')),
                ('words', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('digest', models.CharField(max_length=64, verbose_name='avtryck')),
                ('published_at', models.DateTimeField(verbose_name='publicerad')),
                ('modified_at', models.DateTimeField(verbose_name='ändrad')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='tillbakadragen')),
            ],
            options={
                'verbose_name': 'publicerad uppgift',
                'verbose_name_plural': 'publicerade uppgifter',
            },
        ),
        migrations.CreateModel(
            name='HeldBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=14, verbose_name='slag')),
                ('source', models.BigIntegerField(verbose_name='nummer')),
                ('what', models.CharField(max_length=200, verbose_name='vad')),
                ('found_at', models.DateTimeField(auto_now_add=True)),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
            ],
            options={
                'verbose_name': 'stoppad uppgift',
                'verbose_name_plural': 'stoppade uppgifter',
            },
        ),
        migrations.CreateModel(
            name='HeldBackEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=14, verbose_name='slag')),
                ('source', models.BigIntegerField(verbose_name='nummer')),
                ('what', models.CharField(max_length=200, verbose_name='vad')),
                ('found_at', models.DateTimeField(auto_now_add=True)),
                ('body', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.body')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='publishing.heldback')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OpenFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='namn')),
                ('media_type', models.CharField(max_length=100, verbose_name='format')),
                ('content', models.BinaryField(verbose_name='innehåll')),
                ('sha512', models.CharField(max_length=128, verbose_name='kontrollsumma')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='file', to='publishing.record')),
            ],
            options={
                'verbose_name': 'publicerad fil',
                'verbose_name_plural': 'publicerade filer',
            },
        ),
        migrations.CreateModel(
            name='LinkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('relation', models.CharField(max_length=24, verbose_name='hur')),
                ('kind', models.CharField(choices=[('organisation', 'organisation'), ('body', 'organ'), ('person', 'förtroendevald'), ('membership', 'uppdrag'), ('meeting', 'sammanträde'), ('item', 'paragraf'), ('case', 'ärende'), ('file', 'handling'), ('vote', 'omröstning'), ('decision', 'beslut'), ('notice', 'anslag'), ('federation', 'samordningsförbund'), ('intervention', 'insats')], max_length=14, verbose_name='slag')),
                ('source', models.BigIntegerField(verbose_name='nummer')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='publishing.link')),
                ('record', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='publishing.record')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='link',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='publishing.record'),
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('calling', 'kallelse'), ('minutes', 'protokoll'), ('case', 'ärende'), ('decision', 'beslut')], max_length=10, verbose_name='slag')),
                ('subject', models.BigIntegerField(verbose_name='av vad')),
                ('title', models.CharField(max_length=400, verbose_name='rubrik')),
                ('state', models.CharField(choices=[('draft', 'under granskning'), ('waiting', 'väntar på godkännande'), ('published', 'publicerad'), ('replaced', 'ersatt av en senare'), ('withdrawn', 'tillbakadragen'), ('dropped', 'avbruten')], default='draft', max_length=10, verbose_name='läge')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='avtryck')),
                ('prepared_by_name', models.CharField(max_length=200, verbose_name='granskad av')),
                ('begun_at', models.DateTimeField(auto_now_add=True, verbose_name='påbörjad')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='lämnad till godkännande')),
                ('decided_by_name', models.CharField(blank=True, max_length=200, verbose_name='godkänd av')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='godkänd')),
                ('remark', models.TextField(blank=True, verbose_name='vad som behöver ändras')),
                ('withdrawn_by_name', models.CharField(blank=True, max_length=200, verbose_name='tillbakadragen av')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='tillbakadragen')),
                ('withdrawn_why', models.CharField(blank=True, max_length=300, verbose_name='varför')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'publicering',
                'verbose_name_plural': 'publiceringar',
            },
        ),
        migrations.CreateModel(
            name='RecordEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('organisation', 'organisation'), ('body', 'organ'), ('person', 'förtroendevald'), ('membership', 'uppdrag'), ('meeting', 'sammanträde'), ('item', 'paragraf'), ('case', 'ärende'), ('file', 'handling'), ('vote', 'omröstning'), ('decision', 'beslut'), ('notice', 'anslag'), ('federation', 'samordningsförbund'), ('intervention', 'insats')], max_length=14, verbose_name='slag')),
                ('source', models.BigIntegerField(verbose_name='nummer')),
                ('organisation', models.BigIntegerField(null=True)),
                ('body', models.BigIntegerField(null=True)),
                ('meeting', models.BigIntegerField(null=True)),
                ('case', models.BigIntegerField(null=True)),
                ('day', models.DateField(null=True, verbose_name='dag')),
                ('sort', models.CharField(blank=True, max_length=24, verbose_name='sort')),
                ('status', models.CharField(blank=True, max_length=200, verbose_name='status')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='beteckning')),
                ('title', models.CharField(blank=True, max_length=400, verbose_name='rubrik')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('parties', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None)),
                ('data', models.JSONField(default=dict, verbose_name='uppgifter')),
                ('digest', models.CharField(max_length=64, verbose_name='avtryck')),
                ('published_at', models.DateTimeField(verbose_name='publicerad')),
                ('modified_at', models.DateTimeField(verbose_name='ändrad')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='tillbakadragen')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='publishing.record')),
                ('release', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='publishing.release')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='record',
            name='release',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='publishing.release'),
        ),
        migrations.CreateModel(
            name='ReleaseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('calling', 'kallelse'), ('minutes', 'protokoll'), ('case', 'ärende'), ('decision', 'beslut')], max_length=10, verbose_name='slag')),
                ('subject', models.BigIntegerField(verbose_name='av vad')),
                ('title', models.CharField(max_length=400, verbose_name='rubrik')),
                ('state', models.CharField(choices=[('draft', 'under granskning'), ('waiting', 'väntar på godkännande'), ('published', 'publicerad'), ('replaced', 'ersatt av en senare'), ('withdrawn', 'tillbakadragen'), ('dropped', 'avbruten')], default='draft', max_length=10, verbose_name='läge')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='avtryck')),
                ('prepared_by_name', models.CharField(max_length=200, verbose_name='granskad av')),
                ('begun_at', models.DateTimeField(auto_now_add=True, verbose_name='påbörjad')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='lämnad till godkännande')),
                ('decided_by_name', models.CharField(blank=True, max_length=200, verbose_name='godkänd av')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='godkänd')),
                ('remark', models.TextField(blank=True, verbose_name='vad som behöver ändras')),
                ('withdrawn_by_name', models.CharField(blank=True, max_length=200, verbose_name='tillbakadragen av')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='tillbakadragen')),
                ('withdrawn_why', models.CharField(blank=True, max_length=300, verbose_name='varför')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.body')),
                ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='publishing.release')),
                ('prepared_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReleaseMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('literal', models.TextField(verbose_name='ord')),
                ('handling', models.CharField(choices=[('mask', 'maskas'), ('keep', 'behålls')], max_length=4, verbose_name='hur')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='varför')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='publishing.release')),
            ],
            options={
                'verbose_name': 'maskning',
                'verbose_name_plural': 'maskningar',
            },
        ),
        migrations.CreateModel(
            name='ReleaseMarkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('literal', models.TextField(verbose_name='ord')),
                ('handling', models.CharField(choices=[('mask', 'maskas'), ('keep', 'behålls')], max_length=4, verbose_name='hur')),
                ('why', models.CharField(blank=True, max_length=300, verbose_name='varför')),
                ('made_by', models.CharField(max_length=200, verbose_name='av')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='publishing.releasemark')),
                ('release', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='publishing.release')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='heldback',
            constraint=models.UniqueConstraint(fields=('kind', 'source'), name='held_back_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='heldback',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_heldbackevent" ("body_id", "found_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "what") VALUES (NEW."body_id", NEW."found_at", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."source", NEW."what"); RETURN NULL;', hash='3a8c8d4c6d8728920801e2d079f4146613f1bba8', operation='INSERT', pgid='pgtrigger_insert_insert_04fe0', table='publishing_heldback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='heldback',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "publishing_heldbackevent" ("body_id", "found_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "what") VALUES (NEW."body_id", NEW."found_at", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."source", NEW."what"); RETURN NULL;', hash='4f5cb4669c3821ad286965883fc2b12e88040067', operation='UPDATE', pgid='pgtrigger_update_update_babb8', table='publishing_heldback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='heldback',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_heldbackevent" ("body_id", "found_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "what") VALUES (OLD."body_id", OLD."found_at", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."source", OLD."what"); RETURN NULL;', hash='4991264c5832031ec2c7778ed66bb182448ba26a', operation='DELETE', pgid='pgtrigger_delete_delete_b0010', table='publishing_heldback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='heldbackevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f6aeaf342d0d75b33f712b9a971caf72aefbbe4e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_62ccc', table='publishing_heldbackevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='linkevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c354c04df093e1ede0a70f26c45412672ed617f9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_51047', table='publishing_linkevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(fields=['kind', 'source'], name='published_link_to'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(fields=('record', 'relation', 'kind', 'source'), name='published_link_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='link',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_linkevent" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "relation", "source") VALUES (OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."record_id", OLD."relation", OLD."source"); RETURN NULL;', hash='8755ca47bad8b72c2f4e5c9e193e5198e1b86035', operation='DELETE', pgid='pgtrigger_delete_delete_3cb43', table='publishing_link', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='release',
            index=models.Index(fields=['body', 'state', '-begun_at'], name='publishing__body_id_be8985_idx'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'waiting'])), fields=('kind', 'subject'), name='looked_through_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('kind', 'subject'), name='one_published_release'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'replaced']), _negated=True), ('decided_by__isnull', True), ('prepared_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='published_by_two'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_releaseevent" ("begun_at", "body_id", "decided_at", "decided_by_id", "decided_by_name", "digest", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "prepared_by_name", "remark", "sent_at", "state", "subject", "title", "withdrawn_at", "withdrawn_by_name", "withdrawn_why") VALUES (NEW."begun_at", NEW."body_id", NEW."decided_at", NEW."decided_by_id", NEW."decided_by_name", NEW."digest", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prepared_by_id", NEW."prepared_by_name", NEW."remark", NEW."sent_at", NEW."state", NEW."subject", NEW."title", NEW."withdrawn_at", NEW."withdrawn_by_name", NEW."withdrawn_why"); RETURN NULL;', hash='7e5eb59c57a8bbfcabfc1bf8d8346243219da954', operation='INSERT', pgid='pgtrigger_insert_insert_4018f', table='publishing_release', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "publishing_releaseevent" ("begun_at", "body_id", "decided_at", "decided_by_id", "decided_by_name", "digest", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "prepared_by_name", "remark", "sent_at", "state", "subject", "title", "withdrawn_at", "withdrawn_by_name", "withdrawn_why") VALUES (NEW."begun_at", NEW."body_id", NEW."decided_at", NEW."decided_by_id", NEW."decided_by_name", NEW."digest", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prepared_by_id", NEW."prepared_by_name", NEW."remark", NEW."sent_at", NEW."state", NEW."subject", NEW."title", NEW."withdrawn_at", NEW."withdrawn_by_name", NEW."withdrawn_why"); RETURN NULL;', hash='05de13b0f33a6b254efe8f1b1bada8fbb8f36f95', operation='UPDATE', pgid='pgtrigger_update_update_b57a0', table='publishing_release', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_releaseevent" ("begun_at", "body_id", "decided_at", "decided_by_id", "decided_by_name", "digest", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "prepared_by_name", "remark", "sent_at", "state", "subject", "title", "withdrawn_at", "withdrawn_by_name", "withdrawn_why") VALUES (OLD."begun_at", OLD."body_id", OLD."decided_at", OLD."decided_by_id", OLD."decided_by_name", OLD."digest", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prepared_by_id", OLD."prepared_by_name", OLD."remark", OLD."sent_at", OLD."state", OLD."subject", OLD."title", OLD."withdrawn_at", OLD."withdrawn_by_name", OLD."withdrawn_why"); RETURN NULL;', hash='4d82debba2d114b1bbac85d45210926df0767672', operation='DELETE', pgid='pgtrigger_delete_delete_77f70', table='publishing_release', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recordevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5737f0420b2d462f30bbe92ab846dd8a2cc4196d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a6e91', table='publishing_recordevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='record',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('withdrawn_at__isnull', True)), fields=['words'], name='published_words'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(models.F('kind'), models.OrderBy(models.F('day'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('withdrawn_at__isnull', True)), name='published_by_day'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(models.F('body'), models.F('kind'), models.OrderBy(models.F('day'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('withdrawn_at__isnull', True)), name='published_of_body'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['kind', 'modified_at', 'id'], name='published_by_change'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['meeting', 'kind'], name='published_of_meeting'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['case', 'kind'], name='published_of_case'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True)), fields=['organisation', 'kind'], name='published_of_owner'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.UniqueConstraint(fields=('kind', 'source'), name='published_once'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('data', {}), ('text', ''), ('title', ''), ('words__isnull', True)), _connector='OR'), name='withdrawn_says_nothing'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='record',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."case" IS DISTINCT FROM (NEW."case") OR OLD."data" IS DISTINCT FROM (NEW."data") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."meeting" IS DISTINCT FROM (NEW."meeting") OR OLD."modified_at" IS DISTINCT FROM (NEW."modified_at") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organisation" IS DISTINCT FROM (NEW."organisation") OR OLD."parties" IS DISTINCT FROM (NEW."parties") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."release_id" IS DISTINCT FROM (NEW."release_id") OR OLD."sort" IS DISTINCT FROM (NEW."sort") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))', func='INSERT INTO "publishing_recordevent" ("body", "case", "data", "day", "digest", "id", "kind", "meeting", "modified_at", "number", "organisation", "parties", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "release_id", "sort", "source", "status", "text", "title", "withdrawn_at") VALUES (OLD."body", OLD."case", OLD."data", OLD."day", OLD."digest", OLD."id", OLD."kind", OLD."meeting", OLD."modified_at", OLD."number", OLD."organisation", OLD."parties", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."published_at", OLD."release_id", OLD."sort", OLD."source", OLD."status", OLD."text", OLD."title", OLD."withdrawn_at"); RETURN NULL;', hash='f4f76c96290bdef35e8b0e7c6996bcde45096d1a', operation='UPDATE', pgid='pgtrigger_changed_update_70596', table='publishing_record', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='record',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_recordevent" ("body", "case", "data", "day", "digest", "id", "kind", "meeting", "modified_at", "number", "organisation", "parties", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "release_id", "sort", "source", "status", "text", "title", "withdrawn_at") VALUES (OLD."body", OLD."case", OLD."data", OLD."day", OLD."digest", OLD."id", OLD."kind", OLD."meeting", OLD."modified_at", OLD."number", OLD."organisation", OLD."parties", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_at", OLD."release_id", OLD."sort", OLD."source", OLD."status", OLD."text", OLD."title", OLD."withdrawn_at"); RETURN NULL;', hash='7fa3b5eab66a770cc29d493f384f621ad06832c4', operation='DELETE', pgid='pgtrigger_delete_delete_c59ed', table='publishing_record', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releaseevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3f347d4324010591f38be8efad6e4259fcf3d389', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d5960', table='publishing_releaseevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='releasemark',
            constraint=models.UniqueConstraint(fields=('release', 'literal'), name='words_marked_once'),
        ),
        migrations.AddConstraint(
            model_name='releasemark',
            constraint=models.CheckConstraint(condition=models.Q(('handling', 'mask'), models.Q(('why', ''), _negated=True), _connector='OR'), name='kept_words_have_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasemark',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_releasemarkevent" ("handling", "id", "literal", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_id", "why") VALUES (NEW."handling", NEW."id", NEW."literal", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."release_id", NEW."why"); RETURN NULL;', hash='069b8e09017bb868025fee25eee81b0065c8f024', operation='INSERT', pgid='pgtrigger_insert_insert_d1828', table='publishing_releasemark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasemark',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "publishing_releasemarkevent" ("handling", "id", "literal", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_id", "why") VALUES (NEW."handling", NEW."id", NEW."literal", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."release_id", NEW."why"); RETURN NULL;', hash='8b4f7be5184d3f79f367839dc1c4abd60661dda7', operation='UPDATE', pgid='pgtrigger_update_update_76ed0', table='publishing_releasemark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasemark',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_releasemarkevent" ("handling", "id", "literal", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_id", "why") VALUES (OLD."handling", OLD."id", OLD."literal", OLD."made_at", OLD."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."release_id", OLD."why"); RETURN NULL;', hash='15b6ffaf3a13483a233379b467b2aec9e5512cee', operation='DELETE', pgid='pgtrigger_delete_delete_db03a', table='publishing_releasemark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasemarkevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bd03c0a197f68ad844fa198a1e2e02c6ccb7407f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_66a6e', table='publishing_releasemarkevent', when='BEFORE')),
        ),
        *[
            migrations.RunSQL(view, f"DROP VIEW {name}")
            for name, view in zip(NAMES, VIEWS, strict=True)
        ],
    ]
