import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity
from samverk.interventions.persons.walls import HideProtected


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0001_tables'),
        ('persons', '0052_number_corrections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StruckSession',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('fault', models.CharField(choices=[('wrong_day', 'fel dag'), ('wrong_delivery', 'fel verksamhet'), ('twice', 'registrerad två gånger'), ('not_held', 'träffen blev inte av'), ('wrong_length', 'fel längd')], max_length=14, verbose_name='fel')),
                ('user_name', models.CharField(max_length=200, verbose_name='av')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='struck', to='persons.session')),
            ],
            options={
                'verbose_name': 'felregistrerad träff',
                'verbose_name_plural': 'felregistrerade träffar',
            },
        ),
        migrations.CreateModel(
            name='Struck',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('user_name', models.CharField(max_length=200, verbose_name='av')),
                ('why', models.BinaryField(verbose_name='förseglat varför')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('goal', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='struck', to='persons.goal')),
                ('measurement', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='struck', to='persons.measurement')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
                ('support', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='struck', to='persons.support')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'felregistrering',
                'verbose_name_plural': 'felregistreringar',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('goal__isnull', True), ('measurement__isnull', False), ('support__isnull', True)), models.Q(('goal__isnull', False), ('measurement__isnull', True), ('support__isnull', True)), models.Q(('goal__isnull', True), ('measurement__isnull', True), ('support__isnull', False)), _connector='OR'), name='strikes_one_thing')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='struck',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='a69b0cf636e9eef3f0d4226a2c2fbc34c1edf5c3', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_20682', table='persons_struck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='struck',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d23d5c057434bd076076cd967bbf2184ae289d25', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_0cf15', table='persons_struck', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='strucksession',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='05d6ec00b13909208a4b1500f085b4e8dd9dca2f', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_61f9e', table='persons_strucksession', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='strucksession',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1db0ebcc327d143bb4a172baee21be78b8145247', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_16496', table='persons_strucksession', when='BEFORE')),
        ),
        ForceRowSecurity('persons_struck'),
        ForceRowSecurity('persons_strucksession'),
        HideProtected('persons_struck', 'person_id'),
    ]
