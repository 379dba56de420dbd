import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity
from samverk.interventions.persons.walls import HideProtected


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0001_tables'),
        ('persons', '0046_livelihoods'),
    ]

    operations = [
        migrations.CreateModel(
            name='EarlierResult',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('turn', models.PositiveSmallIntegerField(verbose_name='omgång')),
                ('result', models.CharField(choices=[('achieved', 'uppnått'), ('partly', 'delvis uppnått'), ('not', 'inte uppnått')], max_length=10, verbose_name='resultat')),
                ('judged_on', models.DateField(verbose_name='bedömt')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier_results', to='persons.goal')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
            ],
            options={
                'verbose_name': 'tidigare bedömning',
                'verbose_name_plural': 'tidigare bedömningar',
            },
        ),
        migrations.CreateModel(
            name='ParticipationExtent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('number', models.PositiveSmallIntegerField(verbose_name='nummer')),
                ('from_date', models.DateField(verbose_name='gäller från')),
                ('extent', models.PositiveSmallIntegerField(verbose_name='omfattning i procent')),
                ('planned_end', models.DateField(blank=True, null=True, verbose_name='planerat slut')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extents', to='persons.participation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
            ],
            options={
                'verbose_name': 'omfattning',
                'verbose_name_plural': 'omfattningar',
            },
        ),
        migrations.CreateModel(
            name='EarlierEnd',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('turn', models.PositiveSmallIntegerField(verbose_name='omgång')),
                ('ended_on', models.DateField(verbose_name='slutade')),
                ('end_reason', models.CharField(blank=True, choices=[('found_work', 'fick arbete'), ('studies', 'började studera'), ('other_support', 'fick annat stöd'), ('health', 'hälsa'), ('moved', 'flyttade'), ('own_wish', 'egen vilja'), ('absent', 'kom inte'), ('provider_left', 'utföraren upphörde'), ('deceased', 'avliden'), ('other', 'annat skäl')], max_length=20, verbose_name='slutade för')),
                ('report', models.BinaryField(default=b'', verbose_name='förseglad slutrapport')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier_ends', to='persons.participation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
            ],
            options={
                'verbose_name': 'tidigare avslut',
                'verbose_name_plural': 'tidigare avslut',
                'constraints': [models.UniqueConstraint(fields=('participation', 'turn'), name='ended_once_a_turn')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlierend',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='05b8b16c76f2099d436931f0d98a83f9829d4114', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_26ed1', table='persons_earlierend', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlierend',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37e975d1cb2374caa6b880c12aef6d2ae30bfff2', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_09588', table='persons_earlierend', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='earlierresult',
            constraint=models.UniqueConstraint(fields=('goal', 'turn'), name='judged_once_a_turn'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlierresult',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='a4c4096a3dbd8c487d5becd49371db004cfc63b4', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_87bbf', table='persons_earlierresult', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlierresult',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2a32384201dcdc9d6a66fdd34baee2b4a01d6007', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_fcd9c', table='persons_earlierresult', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='participationextent',
            constraint=models.UniqueConstraint(fields=('participation', 'number'), name='extent_numbered'),
        ),
        migrations.AddConstraint(
            model_name='participationextent',
            constraint=models.CheckConstraint(condition=models.Q(('extent__gte', 1), ('extent__lte', 100)), name='dated_extent_in_percent'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participationextent',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='4832ddb0d7f8bce9db0b2093e4e3306151b9b7cc', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_7e2ce', table='persons_participationextent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participationextent',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='021e75126083ee8237b8f7cb70da2a68126b0f09', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_464e4', table='persons_participationextent', when='BEFORE')),
        ),
        ForceRowSecurity('persons_earlierend'),
        ForceRowSecurity('persons_earlierresult'),
        ForceRowSecurity('persons_participationextent'),
        HideProtected('persons_earlierend', 'person_id'),
        HideProtected('persons_earlierresult', 'person_id'),
        HideProtected('persons_participationextent', 'person_id'),
    ]
