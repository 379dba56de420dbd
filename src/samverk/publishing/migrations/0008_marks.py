# The words that are masked are kept no longer, neither in what is marked nor in its history

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from samverk.foundation import migrating
from samverk.foundation.sealing import search_key
from samverk.rules.masking import plain_of, size_of

# What a publication was called had the words of what it is of
TITLES = """
ALTER TABLE {table} DISABLE TRIGGER USER;
UPDATE {table} AS r SET title = left('Ärende ' || c.diary_number, 400)
FROM registry_case AS c WHERE r.kind = 'case' AND c.id = r.subject;
UPDATE {table} AS r SET title =
    left('Beslut ' || b.name || coalesce(' § ' || d.paragraph::text, ''), 400)
FROM decisions_decision AS d JOIN directory_body AS b ON b.id = d.body_id
WHERE r.kind = 'decision' AND d.id = r.subject;
ALTER TABLE {table} ENABLE TRIGGER USER;
"""
# A column that is dropped lies left in its rows until they are written anew
ANEW = "ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar({size}) USING ({column} || '')"
TABLES = (
    ("publishing_releasemark", "why", 300),
    ("publishing_releasemarkevent", "why", 300),
    ("publishing_releaseevent", "title", 400),
)


def keep_digests(apps, schema_editor):
    """Keep of each mark a keyed digest of its words; of two that have the same, the first."""
    mark = apps.get_model("publishing", "ReleaseMark")
    known = set()
    for one in mark.objects.select_related("release").order_by("handling", "pk").reverse():
        digest = search_key(one.release.body_id, f"publishing/{plain_of(one.literal)}")
        if (one.release_id, digest) in known:
            mark.objects.filter(pk=one.pk).delete()
            continue
        known.add((one.release_id, digest))
        mark.objects.filter(pk=one.pk).update(digest=digest, size=size_of(one.literal))


class Migration(migrating.Migration):

    dependencies = [
        ('publishing', '0007_board'),
        ('registry', '0001_tables'),
        ('decisions', '0001_tables'),
        ('directory', '0001_tables'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='release',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='release',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='release',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='releasemark',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='releasemark',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='releasemark',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='releasemark',
            name='words_marked_once',
        ),
        migrations.RemoveField(
            model_name='releaseevent',
            name='remark',
        ),
        migrations.AddField(
            model_name='releasemark',
            name='digest',
            field=models.CharField(default='', max_length=64, verbose_name='avtryck'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='releasemark',
            name='places',
            field=models.JSONField(default=list, verbose_name='ställen'),
        ),
        migrations.AddField(
            model_name='releasemark',
            name='size',
            field=models.IntegerField(default=0, verbose_name='antal ord'),
        ),
        migrations.AddField(
            model_name='releasemarkevent',
            name='digest',
            field=models.CharField(default='', max_length=64, verbose_name='avtryck'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='releasemarkevent',
            name='places',
            field=models.JSONField(default=list, verbose_name='ställen'),
        ),
        migrations.AddField(
            model_name='releasemarkevent',
            name='size',
            field=models.IntegerField(default=0, verbose_name='antal ord'),
        ),
        migrations.RunPython(keep_digests, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='releasemark',
            name='literal',
        ),
        migrations.RemoveField(
            model_name='releasemarkevent',
            name='literal',
        ),
        *(
            migrations.RunSQL(TITLES.format(table=table), migrations.RunSQL.noop)
            for table in ("publishing_release", "publishing_releaseevent")
        ),
        *(
            migrations.RunSQL(
                ANEW.format(table=table, column=column, size=size), migrations.RunSQL.noop
            )
            for table, column, size in TABLES
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_releaseevent" ("begun_at", "body_id", "decided_at", "decided_by_id", "decided_by_name", "digest", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "prepared_by_name", "sent_at", "state", "subject", "title", "withdrawn_at", "withdrawn_by_name", "withdrawn_why") VALUES (NEW."begun_at", NEW."body_id", NEW."decided_at", NEW."decided_by_id", NEW."decided_by_name", NEW."digest", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prepared_by_id", NEW."prepared_by_name", NEW."sent_at", NEW."state", NEW."subject", NEW."title", NEW."withdrawn_at", NEW."withdrawn_by_name", NEW."withdrawn_why"); RETURN NULL;', hash='73bd399a774700fb524d4a8c59a0dc56f6ead6b5', operation='INSERT', pgid='pgtrigger_insert_insert_4018f', table='publishing_release', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decided_by_name" IS DISTINCT FROM (NEW."decided_by_name") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."prepared_by_id" IS DISTINCT FROM (NEW."prepared_by_id") OR OLD."prepared_by_name" IS DISTINCT FROM (NEW."prepared_by_name") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_name" IS DISTINCT FROM (NEW."withdrawn_by_name") OR OLD."withdrawn_why" IS DISTINCT FROM (NEW."withdrawn_why"))', func='INSERT INTO "publishing_releaseevent" ("begun_at", "body_id", "decided_at", "decided_by_id", "decided_by_name", "digest", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "prepared_by_name", "sent_at", "state", "subject", "title", "withdrawn_at", "withdrawn_by_name", "withdrawn_why") VALUES (NEW."begun_at", NEW."body_id", NEW."decided_at", NEW."decided_by_id", NEW."decided_by_name", NEW."digest", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prepared_by_id", NEW."prepared_by_name", NEW."sent_at", NEW."state", NEW."subject", NEW."title", NEW."withdrawn_at", NEW."withdrawn_by_name", NEW."withdrawn_why"); RETURN NULL;', hash='ed76e41d7ea54591fac586fe3711eb1c7a1ee3bb', operation='UPDATE', pgid='pgtrigger_update_update_b57a0', table='publishing_release', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_releaseevent" ("begun_at", "body_id", "decided_at", "decided_by_id", "decided_by_name", "digest", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_by_id", "prepared_by_name", "sent_at", "state", "subject", "title", "withdrawn_at", "withdrawn_by_name", "withdrawn_why") VALUES (OLD."begun_at", OLD."body_id", OLD."decided_at", OLD."decided_by_id", OLD."decided_by_name", OLD."digest", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prepared_by_id", OLD."prepared_by_name", OLD."sent_at", OLD."state", OLD."subject", OLD."title", OLD."withdrawn_at", OLD."withdrawn_by_name", OLD."withdrawn_why"); RETURN NULL;', hash='4aa86ec677e78ea42a84ea08711822062592f3f1', operation='DELETE', pgid='pgtrigger_delete_delete_77f70', table='publishing_release', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasemark',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_releasemarkevent" ("digest", "handling", "id", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "release_id", "size", "why") VALUES (NEW."digest", NEW."handling", NEW."id", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."places", NEW."release_id", NEW."size", NEW."why"); RETURN NULL;', hash='608d7e5893f153310ad530b4637670afaabc837c', operation='INSERT', pgid='pgtrigger_insert_insert_d1828', table='publishing_releasemark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasemark',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "publishing_releasemarkevent" ("digest", "handling", "id", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "release_id", "size", "why") VALUES (NEW."digest", NEW."handling", NEW."id", NEW."made_at", NEW."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."places", NEW."release_id", NEW."size", NEW."why"); RETURN NULL;', hash='fcc3803970c01ce8b93d88627fcc27203615f9a3', operation='UPDATE', pgid='pgtrigger_update_update_76ed0', table='publishing_releasemark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='releasemark',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "publishing_releasemarkevent" ("digest", "handling", "id", "made_at", "made_by", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "release_id", "size", "why") VALUES (OLD."digest", OLD."handling", OLD."id", OLD."made_at", OLD."made_by", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."places", OLD."release_id", OLD."size", OLD."why"); RETURN NULL;', hash='c4ae6973931446619fa56ef2d2b4e591dbece4df', operation='DELETE', pgid='pgtrigger_delete_delete_db03a', table='publishing_releasemark', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='releasemark',
            constraint=models.UniqueConstraint(fields=('release', 'digest'), name='words_marked_once'),
        ),
    ]
