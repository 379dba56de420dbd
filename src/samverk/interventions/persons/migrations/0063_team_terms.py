# A team has other terms from a day on: what it had at first stays with it

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity
from samverk.interventions.persons.guarding import GuardRows


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ("persons", "0062_town_of_start"),
    ]

    operations = [
        migrations.CreateModel(
            name='TeamTerms',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('from_date', models.DateField(verbose_name='från och med')),
                ('take_up_days', models.PositiveSmallIntegerField(verbose_name='dagar att börja bedöma')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='persons.team')),
            ],
            options={
                'verbose_name': 'teamets villkor',
                'verbose_name_plural': 'teamets villkor',
                'indexes': [models.Index(fields=['team', '-from_date', '-recorded_at'], name='persons_tea_team_id_fb6632_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('take_up_days__gte', 15)), name='terms_with_time_for_two_warnings')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamterms',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='76180379123377d467cee4862369ca6217695b6b', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_4c308', table='persons_teamterms', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamterms',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='38bc06f8fd64accde2762b1e81a575c49da6dc2a', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_fb963', table='persons_teamterms', when='BEFORE')),
        ),
        ForceRowSecurity('persons_teamterms'),
        GuardRows(),
    ]
