import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity
from samverk.interventions.persons.removing import RemovePersons
from samverk.interventions.persons.walls import HideProtected


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0001_tables'),
        ('persons', '0051_sealed_grounds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NumberCorrection',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('user_name', models.CharField(max_length=200, verbose_name='rättat av')),
                ('sealed', models.BinaryField(verbose_name='förseglat tidigare nummer')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rättat personnummer',
                'verbose_name_plural': 'rättade personnummer',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='numbercorrection',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='657ce987b5a347e3de1d10c35e52965f9c41e5f9', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_00599', table='persons_numbercorrection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='numbercorrection',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d095c7324170487a1029e04308f81b064282dda1', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_5fe72', table='persons_numbercorrection', when='BEFORE')),
        ),
        ForceRowSecurity('persons_numbercorrection'),
        HideProtected('persons_numbercorrection', 'person_id'),
        RemovePersons(
            'attendance',
            'changeproposal',
            'consent',
            'consentreceiver',
            'dayentry',
            'disclosure',
            'disposalhold',
            'earlierend',
            'earlierresult',
            'emergencygrant',
            'farwait',
            'goal',
            'hold',
            'measurement',
            'namedhandler',
            'numbercorrection',
            'numberreveal',
            'participation',
            'participationextent',
            'participationstep',
            'placeoffer',
            'proposalstep',
            'protection',
            'queueentry',
            'queuepause',
            'queuestep',
            'referral',
            'referralstep',
            'subjectrequest',
            'support',
        ),
    ]
