# What was sent to the supervisory authority; a sheet is removed with its decision

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
        ("execution", "0003_import"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('quarter', models.CharField(max_length=6, verbose_name='kvartal')),
                ('kind', models.CharField(choices=[('not_executed', 'ej verkställt inom tre månader'), ('interrupted', 'avbrutet och inte verkställt på nytt inom tre månader'), ('executed', 'verkställt efter tidigare rapport'), ('closed', 'avslutat av annan anledning efter tidigare rapport')], max_length=12, verbose_name='rapportens slag')),
                ('sent_on', models.DateField(verbose_name='skickades')),
                ('user_name', models.CharField(max_length=200, verbose_name='av')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'inskickad rapport',
                'verbose_name_plural': 'inskickade rapporter',
            },
        ),
        migrations.CreateModel(
            name='SentDecision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('nth', models.PositiveSmallIntegerField(verbose_name='väntan')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='anmält slut')),
                ('sheet', models.BinaryField(verbose_name='förseglat blad')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='execution.granteddecision')),
                ('sending', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='of', to='execution.sending')),
            ],
            options={
                'verbose_name': 'inskickat blad',
                'verbose_name_plural': 'inskickade blad',
            },
        ),
        migrations.CreateModel(
            name='WithdrawnSending',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('reason', models.CharField(choices=[('not_sent', 'rapporten skickades inte'), ('wrong_day', 'fel dag'), ('other_content', 'rapporten hade andra uppgifter'), ('wrong_decision', 'ett annat beslut skulle ha markerats')], max_length=20, verbose_name='skäl')),
                ('user_name', models.CharField(max_length=200, verbose_name='av')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('sending', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawn', to='execution.sending')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'återtagen markering',
                'verbose_name_plural': 'återtagna markeringar',
            },
        ),
        migrations.AddIndex(
            model_name='sending',
            index=models.Index(fields=['controller', 'quarter', 'kind'], name='execution_s_control_878cf9_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sending',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='c448f1d67116cff19eb68b27c66c6d07724905d1', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_7915d', table='execution_sending', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sending',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ea3324b892a3ce0e4cc4a2ac9475aa7a2400f54e', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_4bbd8', table='execution_sending', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sentdecision',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='066395dba718afa885d2c3da162d67c3f6fb509d', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_24ec7', table='execution_sentdecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sentdecision',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a82066cc0507c66500ab53285fd352935c39d940', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_a1c14', table='execution_sentdecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='withdrawnsending',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='be029182fe8c43613f9bd2b42136c8f65eee4f8c', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_2e2ca', table='execution_withdrawnsending', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='withdrawnsending',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='02a2d47d76bb91e0127cb26d76e73be1cdd4c710', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_700f0', table='execution_withdrawnsending', when='BEFORE')),
        ),
        *(
            ForceRowSecurity(f"execution_{table}")
            for table in ("sending", "sentdecision", "withdrawnsending")
        ),
        HideProtectedDecisions("execution_sentdecision", "decision_id"),
        GuardRegister(),
        RemoveDecisions(
            "registerstep",
            "registerwait",
            "registerprotection",
            "registerhandler",
            "registerhold",
            "sentdecision",
        ),
    ]
