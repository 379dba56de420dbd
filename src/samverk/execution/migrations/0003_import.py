# Files on their way into the register: the sources, the files, and how far a run has come

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from samverk.execution.guarding import GuardRegister
from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ("execution", "0002_retention"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('uploaded_by_name', models.CharField(max_length=200, verbose_name='uppladdad av')),
                ('mapping', models.JSONField(default=dict, verbose_name='kolumner och värden')),
                ('key', models.BinaryField(default=b'', verbose_name='nyckel')),
                ('sealed', models.BinaryField(default=b'', verbose_name='förseglad fil')),
                ('tried', models.BinaryField(default=b'', verbose_name='förseglad provkörning')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='provets kontrollsumma')),
                ('counts', models.JSONField(default=dict, verbose_name='antal')),
                ('state', models.CharField(choices=[('open', 'provas'), ('asked', 'läses in'), ('done', 'inläst'), ('dropped', 'kastad')], default='open', max_length=8, verbose_name='läge')),
                ('message', models.CharField(blank=True, max_length=400, verbose_name='vad som hindrade')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='klar')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'inläsning till registret',
                'verbose_name_plural': 'inläsningar till registret',
            },
        ),
        migrations.CreateModel(
            name='RegisterImportProgress',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='klara rader')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='rader')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('of', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='execution.registerimport')),
            ],
            options={
                'verbose_name': 'framsteg för inläsning',
                'verbose_name_plural': 'framsteg för inläsningar',
            },
        ),
        migrations.CreateModel(
            name='RegisterSource',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('name', models.CharField(max_length=80, verbose_name='källa')),
                ('mapping', models.JSONField(default=dict, verbose_name='kolumner och värden')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
            ],
            options={
                'verbose_name': 'källa till registret',
                'verbose_name_plural': 'källor till registret',
            },
        ),
        migrations.AddField(
            model_name='registerimport',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='execution.registersource'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerimportprogress',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='af13d003c6809a88305df70c82d8eb53fe8c5ab4', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_7f685', table='execution_registerimportprogress', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerimportprogress',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_made', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."controller_id" IS DISTINCT FROM (NEW."controller_id") OR OLD."of_id" IS DISTINCT FROM (NEW."of_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6f1e645ea3c89fb6ef0883f5cd5dea3276a06e45', operation='UPDATE', pgid='pgtrigger_kept_as_made_6e748', table='execution_registerimportprogress', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='registersource',
            constraint=models.UniqueConstraint(fields=('controller', 'name'), name='register_source_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registersource',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='7fda62086a78615039ae08146de32e054378b4d1', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_ef33c', table='execution_registersource', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registersource',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_made', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."controller_id" IS DISTINCT FROM (NEW."controller_id") OR OLD."name" IS DISTINCT FROM (NEW."name"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f05620e2e04c39383d9139c63e2e1eab7df4bded', operation='UPDATE', pgid='pgtrigger_kept_as_made_86852', table='execution_registersource', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='registerimport',
            index=models.Index(fields=['controller', '-recorded_at'], name='execution_r_control_b04aa3_idx'),
        ),
        migrations.AddConstraint(
            model_name='registerimport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'asked']), models.Q(('key', b''), ('sealed', b''), ('tried', b'')), _connector='OR'), name='register_file_goes_when_it_has_ended'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerimport',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='1fb1aee8ffc947dea4aaed7255a81571905c66e3', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_9a1da', table='execution_registerimport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerimport',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_made', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."controller_id" IS DISTINCT FROM (NEW."controller_id") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id") OR OLD."uploaded_by_name" IS DISTINCT FROM (NEW."uploaded_by_name"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4b01339d663fd956b71cf3120751bce1f69031ce', operation='UPDATE', pgid='pgtrigger_kept_as_made_7c9f6', table='execution_registerimport', when='BEFORE')),
        ),
        ForceRowSecurity("execution_registersource"),
        ForceRowSecurity("execution_registerimport"),
        ForceRowSecurity("execution_registerimportprogress"),
        GuardRegister(),
    ]
