# Reports that were made, with the decisions that each told of; these leave with their decision

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
        ("execution", "0004_sendings"),
        ('memos', '0002_row_security_of_all'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('recipient', models.CharField(choices=[('namnden', 'nämnden'), ('fullmaktige', 'kommunfullmäktige'), ('revisorerna', 'kommunens revisorer')], max_length=12, verbose_name='till')),
                ('quarter', models.CharField(max_length=6, verbose_name='kvartal')),
                ('definition', models.CharField(choices=[('open', 'open'), ('open-or-ended', 'open-or-ended')], max_length=14, verbose_name='definition')),
                ('figures', models.JSONField(verbose_name='siffror')),
                ('unlisted', models.PositiveIntegerField(default=0, verbose_name='utan rad')),
                ('failed', models.JSONField(default=list, verbose_name='kontroller som inte stämde')),
                ('why', models.CharField(blank=True, max_length=1000, verbose_name='varför den lämnades ändå')),
                ('made_on', models.DateField(verbose_name='gjord')),
                ('made_by_name', models.CharField(max_length=200, verbose_name='gjord av')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='execution.keptreport')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('memo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memos.memo')),
            ],
            options={
                'verbose_name': 'lämnad rapport',
                'verbose_name_plural': 'lämnade rapporter',
            },
        ),
        migrations.CreateModel(
            name='KeptReportRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('nth', models.PositiveSmallIntegerField(verbose_name='väntan')),
                ('is_counted', models.BooleanField(verbose_name='räknad')),
                ('is_ended', models.BooleanField(verbose_name='räknad som slutad')),
                ('waits_at_end', models.BooleanField(verbose_name='väntade vid kvartalets slut')),
                ('sealed', models.BinaryField(verbose_name='förseglade uppgifter')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reported', to='execution.granteddecision')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='execution.keptreport')),
            ],
            options={
                'verbose_name': 'rad i lämnad rapport',
                'verbose_name_plural': 'rader i lämnade rapporter',
            },
        ),
        migrations.AddIndex(
            model_name='keptreport',
            index=models.Index(fields=['controller', '-quarter', '-number'], name='execution_k_control_4417e5_idx'),
        ),
        migrations.AddConstraint(
            model_name='keptreport',
            constraint=models.UniqueConstraint(fields=('controller', 'number'), name='kept_report_numbered_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptreport',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='92fad01ef57f6647bf01e33d3065153d23193e31', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_1e87a', table='execution_keptreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptreport',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1b028114fcad3a482e1c7df4e3acdd28afba97c3', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_da57a', table='execution_keptreport', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='keptreportrow',
            constraint=models.UniqueConstraint(fields=('report', 'decision', 'nth'), name='decision_once_in_a_report'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptreportrow',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='1b2fea7b2ec547f3ad39d50e8ab4e1e0ef6f3182', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_6bf5f', table='execution_keptreportrow', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptreportrow',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='17332e85869df0d5996756afd8cf0f56f511aa0b', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_d824a', table='execution_keptreportrow', when='BEFORE')),
        ),
        ForceRowSecurity("execution_keptreport"),
        ForceRowSecurity("execution_keptreportrow"),
        HideProtectedDecisions("execution_keptreportrow", "decision_id"),
        GuardRegister(),
        RemoveDecisions(
            "registerstep",
            "registerwait",
            "registerprotection",
            "registerhandler",
            "registerhold",
            "sentdecision",
            "keptreportrow",
        ),
    ]
