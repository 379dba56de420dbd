# The protection is lifted by two, who say why; what is left to nobody is taken over by two

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from samverk.execution.guarding import GuardRegister
from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity

BY_TWO = """
ALTER TABLE execution_registerprotection ADD CONSTRAINT register_lifted_by_two CHECK (
    lifted_at IS NULL
    OR (lifted_by_id IS NOT NULL AND lift_asked_by_id IS NOT NULL AND lifted_by_id <> lift_asked_by_id)
) NOT VALID;
"""
NO_LONGER_BY_TWO = "ALTER TABLE execution_registerprotection DROP CONSTRAINT register_lifted_by_two;"


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ("execution", "0007_settings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterTakeover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='godkändes')),
            ],
            options={
                'verbose_name': 'begäran att bli handläggare',
                'verbose_name_plural': 'begäran att bli handläggare',
            },
        ),
        migrations.AddField(
            model_name='registerprotection',
            name='lift_asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registerprotection',
            name='lifted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registerprotection',
            name='why',
            field=models.BinaryField(default=b'', verbose_name='förseglat skäl'),
        ),
        # What was lifted before stays as it was
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(BY_TWO, NO_LONGER_BY_TWO)],
            state_operations=[
                migrations.AddConstraint(
                    model_name='registerprotection',
                    constraint=models.CheckConstraint(condition=models.Q(('lifted_at', None), models.Q(('lifted_by__isnull', False), ('lift_asked_by__isnull', False), models.Q(('lifted_by', models.F('lift_asked_by')), _negated=True)), _connector='OR'), name='register_lifted_by_two'),
                ),
            ],
        ),
        migrations.AddField(
            model_name='registertakeover',
            name='agreed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registertakeover',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registertakeover',
            name='controller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body'),
        ),
        migrations.AddConstraint(
            model_name='registertakeover',
            constraint=models.UniqueConstraint(condition=models.Q(('agreed_at', None)), fields=('controller',), name='one_takeover_asked_for'),
        ),
        migrations.AddConstraint(
            model_name='registertakeover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_at', None), ('agreed_by', None)), models.Q(('agreed_at__isnull', False), ('agreed_by__isnull', False), models.Q(('agreed_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='takeover_by_two'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registertakeover',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='f98579488b2a747e523a8a434899fb818c44734b', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_0abca', table='execution_registertakeover', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registertakeover',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_made', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."controller_id" IS DISTINCT FROM (NEW."controller_id") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e04fb99a0354ac708a9dd4e63e24888778b667c4', operation='UPDATE', pgid='pgtrigger_kept_as_made_eee6a', table='execution_registertakeover', when='BEFORE')),
        ),
        ForceRowSecurity("execution_registertakeover"),
        GuardRegister(),
    ]
