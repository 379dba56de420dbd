# Many files sent at once, and what became of each

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import samverk.intake.models.batches
from django.conf import settings
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ('intake', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='namn')),
                ('state', models.CharField(choices=[('listing', 'gås igenom'), ('open', 'att starta'), ('running', 'läses in'), ('done', 'klar'), ('cancelled', 'avbruten'), ('refused', 'tas inte emot')], default='listing', max_length=10, verbose_name='läge')),
                ('archive', models.FileField(blank=True, upload_to=samverk.intake.models.batches.batch_storage_name, verbose_name='arkiv')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='storlek i byte')),
                ('message', models.TextField(blank=True, verbose_name='besked')),
                ('sent_at', models.DateTimeField(auto_now_add=True, verbose_name='skickad')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='startad')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='slutförd')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='import_batches', to='directory.body')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'inläsningsbunt',
                'verbose_name_plural': 'inläsningsbuntar',
            },
        ),
        migrations.CreateModel(
            name='ImportBatchEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='namn')),
                ('state', models.CharField(choices=[('listing', 'gås igenom'), ('open', 'att starta'), ('running', 'läses in'), ('done', 'klar'), ('cancelled', 'avbruten'), ('refused', 'tas inte emot')], default='listing', max_length=10, verbose_name='läge')),
                ('archive', models.FileField(blank=True, upload_to=samverk.intake.models.batches.batch_storage_name, verbose_name='arkiv')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='storlek i byte')),
                ('message', models.TextField(blank=True, verbose_name='besked')),
                ('sent_at', models.DateTimeField(auto_now_add=True, verbose_name='skickad')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='startad')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='slutförd')),
                ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.body')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='intake.importbatch')),
                ('sent_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('started_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportBatchFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(verbose_name='ordning')),
                ('name', models.CharField(max_length=300, verbose_name='namn')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='storlek i byte')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='kontrollsumma')),
                ('media_type', models.CharField(blank=True, max_length=100, verbose_name='filtyp')),
                ('place', models.PositiveIntegerField(blank=True, null=True, verbose_name='plats i arkivet')),
                ('content', models.FileField(blank=True, upload_to=samverk.intake.models.batches.batch_storage_name, verbose_name='fil')),
                ('state', models.CharField(choices=[('waiting', 'att läsa in'), ('taken', 'inläst'), ('double', 'fanns redan'), ('refused', 'tas inte emot'), ('skipped', 'hoppas över'), ('cancelled', 'avbruten')], max_length=10, verbose_name='läge')),
                ('message', models.TextField(blank=True, verbose_name='besked')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='intake.importbatch')),
                ('first', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='doubles', to='intake.importbatchfile')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='batch_files', to='intake.source')),
            ],
            options={
                'verbose_name': 'fil i bunt',
                'verbose_name_plural': 'filer i bunt',
                'ordering': ['batch', 'order'],
            },
        ),
        migrations.AddIndex(
            model_name='importbatch',
            index=models.Index(fields=['body', '-sent_at', '-id'], name='intake_impo_body_id_f52809_idx'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['done', 'cancelled', 'refused']), _negated=True), models.Q(('archive', ''), ('ended_at__isnull', False)), _connector='OR'), name='archive_goes_with_its_batch'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importbatch',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "intake_importbatchevent" ("archive", "body_id", "ended_at", "id", "message", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id", "size", "started_at", "started_by_id", "state") VALUES (NEW."archive", NEW."body_id", NEW."ended_at", NEW."id", NEW."message", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sent_at", NEW."sent_by_id", NEW."size", NEW."started_at", NEW."started_by_id", NEW."state"); RETURN NULL;', hash='fe0aa97e597e4da2b8809d43a004cce82e407055', operation='INSERT', pgid='pgtrigger_insert_insert_1a990', table='intake_importbatch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importbatch',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "intake_importbatchevent" ("archive", "body_id", "ended_at", "id", "message", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id", "size", "started_at", "started_by_id", "state") VALUES (NEW."archive", NEW."body_id", NEW."ended_at", NEW."id", NEW."message", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sent_at", NEW."sent_by_id", NEW."size", NEW."started_at", NEW."started_by_id", NEW."state"); RETURN NULL;', hash='0fe86cd70825689883e505733fb147d3b7f09994', operation='UPDATE', pgid='pgtrigger_update_update_676da', table='intake_importbatch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importbatch',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "intake_importbatchevent" ("archive", "body_id", "ended_at", "id", "message", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id", "size", "started_at", "started_by_id", "state") VALUES (OLD."archive", OLD."body_id", OLD."ended_at", OLD."id", OLD."message", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sent_at", OLD."sent_by_id", OLD."size", OLD."started_at", OLD."started_by_id", OLD."state"); RETURN NULL;', hash='dd49e10ea5d0a929e8654ddc27e96b4da36ac65a', operation='DELETE', pgid='pgtrigger_delete_delete_e706b', table='intake_importbatch', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importbatchevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='df36f9a0b6cac990f8003df6a16814977c5e8918', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f8808', table='intake_importbatchevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='importbatchfile',
            index=models.Index(fields=['batch', 'state', 'order'], name='intake_impo_batch_i_8d7b0e_idx'),
        ),
        migrations.AddConstraint(
            model_name='importbatchfile',
            constraint=models.UniqueConstraint(fields=('batch', 'order'), name='batch_file_ordered_once'),
        ),
        migrations.AddConstraint(
            model_name='importbatchfile',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'waiting'), ('content', ''), _connector='OR'), name='content_goes_when_the_file_waits_no_more'),
        ),
        migrations.AddConstraint(
            model_name='importbatchfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), models.Q(('content', ''), _negated=True), ('place__isnull', False), _connector='OR'), name='waiting_file_has_its_content'),
        ),
        migrations.AddConstraint(
            model_name='importbatchfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), _negated=True), ('source__isnull', False), _connector='OR'), name='taken_file_has_its_source'),
        ),
    ]
