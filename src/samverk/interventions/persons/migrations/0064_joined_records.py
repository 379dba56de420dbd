# Lets two records of one person be joined, and guards and removes the table that says so
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity
from samverk.interventions.persons.guarding import GuardRows
from samverk.interventions.persons.joined_rows import JoinRecords
from samverk.interventions.persons.removing import RemovePersonsWhenDue
from samverk.interventions.persons.walls import HideProtected


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ("persons", "0063_towns_of_before"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='JoinedRecord',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('was', models.UUIDField(unique=True, verbose_name='den andra posten')),
                ('made_at', models.DateTimeField(verbose_name='den andra posten registrerad')),
                ('sealed', models.BinaryField(verbose_name='förseglat om den andra posten')),
                ('moved', models.JSONField(default=dict, verbose_name='raderna som kom därifrån')),
                ('user_name', models.CharField(max_length=200, verbose_name='sammanslagen av')),
            ],
            options={
                'verbose_name': 'sammanslagen post',
                'verbose_name_plural': 'sammanslagna poster',
            },
        ),
        migrations.RemoveConstraint(
            model_name='protection',
            name='lifted_by_two',
        ),
        migrations.RemoveConstraint(
            model_name='whatifperson',
            name='in_a_what_if_once',
        ),
        migrations.AddField(
            model_name='protection',
            name='ended_by_joining',
            field=models.BooleanField(default=False, verbose_name='gick upp i den andra postens skydd'),
        ),
        migrations.AddConstraint(
            model_name='protection',
            constraint=models.CheckConstraint(condition=models.Q(('lifted_at__isnull', True), ('ended_by_joining', True), models.Q(('lifted_by__isnull', False), ('lift_asked_by__isnull', False), models.Q(('lifted_by', models.F('lift_asked_by')), _negated=True)), _connector='OR'), name='lifted_by_two'),
        ),
        migrations.AddField(
            model_name='joinedrecord',
            name='controller',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body'),
        ),
        migrations.AddField(
            model_name='joinedrecord',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person'),
        ),
        migrations.AddField(
            model_name='joinedrecord',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='joinedrecord',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='306d103fbfd402912331a9043f92ee37c23984de', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_0f774', table='persons_joinedrecord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='joinedrecord',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='143412975097685dc5f99478b9b211cd85566974', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_dffd8', table='persons_joinedrecord', when='BEFORE')),
        ),
        ForceRowSecurity('persons_joinedrecord'),
        HideProtected('persons_joinedrecord', 'person_id'),
        GuardRows(),
        RemovePersonsWhenDue(
            "attendance",
            "changeproposal",
            "consent",
            "consentreceiver",
            "dayentry",
            "disclosure",
            "disposalhold",
            "earlierend",
            "earlierresult",
            "emergencygrant",
            "farwait",
            "goal",
            "hold",
            "joinedrecord",
            "measurement",
            "namedhandler",
            "numbercorrection",
            "numberreveal",
            "participation",
            "participationextent",
            "participationstep",
            "placeoffer",
            "proposalstep",
            "protection",
            "queueentry",
            "queuepause",
            "queuestep",
            "referral",
            "referralstep",
            "struck",
            "subjectrequest",
            "support",
            "whatifperson",
        ),
        JoinRecords(),
    ]
