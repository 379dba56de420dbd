# The retention of the register: plan, holds, trials, and the function that alone removes a decision

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from samverk.execution.guarding import GuardRegister
from samverk.execution.removing import RemoveDecisions
from samverk.execution.walls import HideProtectedDecisions
from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ("execution", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterDisposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('decided_by_name', models.CharField(max_length=200, verbose_name='beslutad av')),
                ('reference', models.CharField(max_length=120, verbose_name='beslut')),
                ('decided_on', models.DateField(verbose_name='dag')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tried_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'gallringsbeslut om registret',
                'verbose_name_plural': 'gallringsbeslut om registret',
            },
        ),
        migrations.CreateModel(
            name='RegisterCertificate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('finished_on', models.DateField(verbose_name='klar')),
                ('content', models.JSONField(verbose_name='innehåll')),
                ('digest', models.CharField(max_length=64, verbose_name='kontrollsumma')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('disposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='execution.registerdisposal')),
            ],
            options={
                'verbose_name': 'gallringsbevis för registret',
                'verbose_name_plural': 'gallringsbevis för registret',
            },
        ),
        migrations.CreateModel(
            name='RegisterHold',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('reason', models.CharField(choices=[('appeal', 'ett överklagande eller mål pågår'), ('access', 'personen har begärt att få veta vad som finns'), ('supervision', 'tillsyn eller revision pågår'), ('excepted', 'lagen undantar akten, till exempel faderskap, adoption eller placering'), ('research', 'akten bevaras för forskning')], max_length=12, verbose_name='skäl')),
                ('reference', models.CharField(max_length=60, verbose_name='ärende- eller målnummer')),
                ('held_by', models.CharField(max_length=200, verbose_name='undantagen av')),
                ('lifted_on', models.DateField(blank=True, null=True, verbose_name='undantaget hävt')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='execution.granteddecision')),
            ],
            options={
                'verbose_name': 'undantag från gallring i registret',
                'verbose_name_plural': 'undantag från gallring i registret',
            },
        ),
        migrations.CreateModel(
            name='RegisterPlan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('from_date', models.DateField(verbose_name='gäller från')),
                ('decision', models.CharField(max_length=120, verbose_name='beslut')),
                ('decided_on', models.DateField(verbose_name='beslutad')),
                ('made_by', models.CharField(max_length=200, verbose_name='inlagd av')),
                ('years', models.PositiveSmallIntegerField(verbose_name='år')),
                ('by_year_end', models.BooleanField(default=True, verbose_name='klart kalenderåret efter')),
                ('ground', models.CharField(blank=True, max_length=200, verbose_name='grund')),
                ('is_confirmed', models.BooleanField(default=False, verbose_name='grunden är bekräftad')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
            ],
            options={
                'verbose_name': 'gallringsplan för registret',
                'verbose_name_plural': 'gallringsplaner för registret',
            },
        ),
        migrations.CreateModel(
            name='RegisterTrial',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('day', models.DateField(verbose_name='dag')),
                ('made_by_name', models.CharField(max_length=200, verbose_name='gjord av')),
                ('digest', models.CharField(max_length=64, verbose_name='kontrollsumma')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='execution.registerplan')),
            ],
            options={
                'verbose_name': 'provgallring av registret',
                'verbose_name_plural': 'provgallringar av registret',
            },
        ),
        migrations.AddField(
            model_name='registerdisposal',
            name='trial',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='disposal', to='execution.registertrial'),
        ),
        migrations.CreateModel(
            name='RegisterTrialLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('whom', models.UUIDField(verbose_name='beslut')),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('standing', models.CharField(choices=[('due', 'ska gallras'), ('not_yet', 'bevaras än'), ('ongoing', 'pågår'), ('held', 'undantagen'), ('unknown', 'går inte att bedöma')], max_length=8, verbose_name='läge')),
                ('why', models.JSONField(verbose_name='skäl')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år för sista anteckningen')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='tiden går ut')),
                ('finish_by', models.DateField(blank=True, null=True, verbose_name='klart senast')),
                ('facts', models.CharField(max_length=64, verbose_name='underlagets kontrollsumma')),
                ('is_protected', models.BooleanField(default=False, verbose_name='hade skydd')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('trial', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='execution.registertrial')),
            ],
            options={
                'verbose_name': 'rad i provgallring av registret',
                'verbose_name_plural': 'rader i provgallring av registret',
            },
        ),
        migrations.CreateModel(
            name='RegisterRemoval',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('outcome', models.CharField(choices=[('removed', 'gallrat'), ('changed', 'kvar: underlaget har ändrats sedan provgallringen'), ('not_due', 'kvar: ska inte gallras längre'), ('gone', 'redan gallrat')], max_length=8, verbose_name='utfall')),
                ('rows', models.JSONField(default=dict, verbose_name='rader per tabell')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('disposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='removals', to='execution.registerdisposal')),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='removal', to='execution.registertrialline')),
            ],
            options={
                'verbose_name': 'utfall av gallring i registret',
                'verbose_name_plural': 'utfall av gallring i registret',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registercertificate',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='6e2e9c8d93bc38915b42aa8f5dfbdd0722aca9af', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_8bc52', table='execution_registercertificate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registercertificate',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='51e1d8dcc0f6ced7a70fc91f309a74d718913dc8', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_f09c5', table='execution_registercertificate', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='registerhold',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_on', None)), fields=('decision',), name='decision_held_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerhold',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='2ac760a2dca046677c6f4c83da16c7b13647efc8', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_65498', table='execution_registerhold', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerhold',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_made', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."controller_id" IS DISTINCT FROM (NEW."controller_id") OR OLD."decision_id" IS DISTINCT FROM (NEW."decision_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."held_by" IS DISTINCT FROM (NEW."held_by"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0dbfe6aec1a5671c40cbbc37ffb3bc6df130ed4a', operation='UPDATE', pgid='pgtrigger_kept_as_made_ab95d', table='execution_registerhold', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='registerplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', ''), _negated=True), ('years__gt', 0)), name='register_plan_is_decided'),
        ),
        migrations.AddConstraint(
            model_name='registerplan',
            constraint=models.UniqueConstraint(fields=('controller', 'from_date'), name='one_register_plan_from_each_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerplan',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='2a3cb704313f81dca8b56f6b967023a94cdf8caf', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_68926', table='execution_registerplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerplan',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='673e81256d26550c00dbd12374f20e85a24b33f8', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_e6d85', table='execution_registerplan', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='registertrial',
            index=models.Index(fields=['controller', '-recorded_at'], name='execution_r_control_b5a5e8_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registertrial',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='cee44b27d5c0033de8d198f7a72fef394816c03c', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_5b1cc', table='execution_registertrial', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registertrial',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2844f8a3a5c11a20974355e9dd7d5c55b582ac38', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_b171a', table='execution_registertrial', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='registerdisposal',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', models.F('tried_by')), _negated=True), name='register_disposal_by_two'),
        ),
        migrations.AddConstraint(
            model_name='registerdisposal',
            constraint=models.CheckConstraint(condition=models.Q(('reference', ''), _negated=True), name='register_disposal_cites'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerdisposal',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='606c351f4898863bc61ab781333a651e7bff76c0', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_e9556', table='execution_registerdisposal', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerdisposal',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9f299f15c4384761d48241e6db03e4229b5c2db1', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_adf02', table='execution_registerdisposal', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='registertrialline',
            index=models.Index(fields=['trial', 'standing', 'due_on'], name='execution_r_trial_i_7798f6_idx'),
        ),
        migrations.AddConstraint(
            model_name='registertrialline',
            constraint=models.UniqueConstraint(fields=('trial', 'whom'), name='decision_tried_once_in_a_trial'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registertrialline',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='e4bd66625a8c67f5bc1c6ad09b8b88e78f022a66', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_a6995', table='execution_registertrialline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registertrialline',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='52b368b8952852f18fa34065ebf729dd76372905', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_688ad', table='execution_registertrialline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerremoval',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='831646e93aef9cff1381c674c3cb60e87b18ec3b', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_901f9', table='execution_registerremoval', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registerremoval',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='352d3f71c61ddc65792772607f7e726f11908703', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_92fe7', table='execution_registerremoval', when='BEFORE')),
        ),
        *(
            ForceRowSecurity(f"execution_register{table}")
            for table in (
                "certificate",
                "disposal",
                "hold",
                "plan",
                "removal",
                "trial",
                "trialline",
            )
        ),
        HideProtectedDecisions("execution_registerhold", "decision_id"),
        GuardRegister(),
        RemoveDecisions(
            "registerstep",
            "registerwait",
            "registerprotection",
            "registerhandler",
            "registerhold",
        ),
    ]
