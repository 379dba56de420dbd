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
        ('exchange', '0001_tables'),
        ('foundation', '0004_archivist'),
        ('interventions', '0002_statistics'),
        ('persons', '0009_far_waits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DisposalDecision',
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
                'verbose_name': 'gallringsbeslut',
                'verbose_name_plural': 'gallringsbeslut',
            },
        ),
        migrations.CreateModel(
            name='DisposalCertificate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('finished_on', models.DateField(verbose_name='klar')),
                ('content', models.JSONField(verbose_name='innehåll')),
                ('digest', models.CharField(max_length=64, verbose_name='kontrollsumma')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='persons.disposaldecision')),
            ],
            options={
                'verbose_name': 'gallringsbevis',
                'verbose_name_plural': 'gallringsbevis',
            },
        ),
        migrations.CreateModel(
            name='DisposalHold',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('reason', models.CharField(choices=[('appeal', 'ett överklagande eller mål pågår'), ('access', 'personen har begärt att få veta vad som finns'), ('supervision', 'tillsyn eller revision pågår'), ('excepted', 'lagen undantar akten, till exempel faderskap, adoption eller placering'), ('research', 'akten bevaras för forskning')], max_length=12, verbose_name='skäl')),
                ('reference', models.CharField(max_length=60, verbose_name='ärende- eller målnummer')),
                ('held_by', models.CharField(max_length=200, verbose_name='undantagen av')),
                ('lifted_on', models.DateField(blank=True, null=True, verbose_name='undantaget hävt')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.person')),
            ],
            options={
                'verbose_name': 'undantag från gallring',
                'verbose_name_plural': 'undantag från gallring',
            },
        ),
        migrations.CreateModel(
            name='DisposalStart',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('started_by', models.CharField(max_length=200, verbose_name='verkställd av')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='start', to='persons.disposaldecision')),
            ],
            options={
                'verbose_name': 'verkställighet',
                'verbose_name_plural': 'verkställigheter',
            },
        ),
        migrations.CreateModel(
            name='DryRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('day', models.DateField(verbose_name='dag')),
                ('made_by_name', models.CharField(max_length=200, verbose_name='gjord av')),
                ('totals', models.JSONField(verbose_name='summor')),
                ('digest', models.CharField(max_length=64, verbose_name='kontrollsumma')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'provgallring',
                'verbose_name_plural': 'provgallringar',
            },
        ),
        migrations.AddField(
            model_name='disposaldecision',
            name='run',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='persons.dryrun'),
        ),
        migrations.CreateModel(
            name='DryRunLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('whom', models.UUIDField(verbose_name='person')),
                ('standing', models.CharField(choices=[('due', 'ska gallras'), ('not_yet', 'bevaras än'), ('ongoing', 'pågår'), ('held', 'undantagen'), ('unknown', 'går inte att bedöma')], max_length=8, verbose_name='läge')),
                ('why', models.JSONField(verbose_name='skäl')),
                ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='år för sista anteckningen')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='tiden går ut')),
                ('finish_by', models.DateField(blank=True, null=True, verbose_name='klart senast')),
                ('rows', models.JSONField(verbose_name='rader per tabell')),
                ('facts', models.CharField(max_length=64, verbose_name='underlagets kontrollsumma')),
                ('is_protected', models.BooleanField(default=False, verbose_name='hade skydd')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='persons.dryrun')),
            ],
            options={
                'verbose_name': 'rad i provgallring',
                'verbose_name_plural': 'rader i provgallring',
            },
        ),
        migrations.CreateModel(
            name='DisposalOutcome',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('outcome', models.CharField(choices=[('removed', 'gallrad'), ('changed', 'kvar: underlaget har ändrats sedan provgallringen'), ('not_due', 'kvar: ska inte gallras längre'), ('gone', 'redan gallrad')], max_length=8, verbose_name='utfall')),
                ('rows', models.JSONField(default=dict, verbose_name='rader per tabell')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='persons.disposaldecision')),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='persons.dryrunline')),
            ],
            options={
                'verbose_name': 'utfall av gallring',
                'verbose_name_plural': 'utfall av gallring',
            },
        ),
        migrations.CreateModel(
            name='KeptCount',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('measured', models.CharField(max_length=16, verbose_name='mått')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('began', models.PositiveSmallIntegerField(verbose_name='började år')),
                ('sex', models.CharField(choices=[('woman', 'kvinna'), ('man', 'man'), ('unknown', 'inte uppgivet')], max_length=8, verbose_name='kön')),
                ('is_followed', models.BooleanField(verbose_name='följdes upp')),
                ('is_protected', models.BooleanField(verbose_name='hade skydd')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='antal')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='interventions.delivery')),
            ],
            options={
                'verbose_name': 'antal efter gallrade',
                'verbose_name_plural': 'antal efter gallrade',
            },
        ),
        migrations.CreateModel(
            name='RetentionPlan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('from_date', models.DateField(verbose_name='gäller från')),
                ('decision', models.CharField(max_length=120, verbose_name='beslut')),
                ('decided_on', models.DateField(verbose_name='beslutad')),
                ('made_by', models.CharField(max_length=200, verbose_name='inlagd av')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
            ],
            options={
                'verbose_name': 'gallringsplan',
                'verbose_name_plural': 'gallringsplaner',
            },
        ),
        migrations.AddField(
            model_name='dryrun',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='persons.retentionplan'),
        ),
        migrations.CreateModel(
            name='RetentionRuleRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('record', models.CharField(choices=[('took_part', 'allt om en person som har deltagit'), ('never_took_part', 'allt om en person som aldrig har deltagit'), ('draft', 'utkast till remiss')], max_length=16, verbose_name='handlingsslag')),
                ('trigger', models.CharField(choices=[('last_entry', 'den sista anteckningen'), ('last_end', 'slutet på det sista deltagandet'), ('closed', 'den dag då den sista remissen återtogs, återremitterades eller lämnade kön'), ('untouched', 'den dag då utkastet senast ändrades')], max_length=12, verbose_name='räknas från')),
                ('years', models.PositiveSmallIntegerField(default=0, verbose_name='år')),
                ('days', models.PositiveSmallIntegerField(default=0, verbose_name='dagar')),
                ('by_year_end', models.BooleanField(default=False, verbose_name='klart kalenderåret efter')),
                ('ground', models.CharField(blank=True, max_length=200, verbose_name='grund')),
                ('is_confirmed', models.BooleanField(default=False, verbose_name='grunden är bekräftad')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='persons.retentionplan')),
            ],
            options={
                'verbose_name': 'gallringsregel',
                'verbose_name_plural': 'gallringsregler',
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposalcertificate',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='1130fc4c129343f593379f377a1e93fdaff5aa64', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_711a6', table='persons_disposalcertificate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposalcertificate',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='99bb118d5bea062e393f66c95aa4108704739f52', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_0bc74', table='persons_disposalcertificate', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposalhold',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='94872f2c072d57ab79dca7a54c44cc88cc1ff968', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_d7507', table='persons_disposalhold', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposalhold',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_made', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."controller_id" IS DISTINCT FROM (NEW."controller_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."held_by" IS DISTINCT FROM (NEW."held_by"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='13c5229c2e419b7d84b2d767e9b13437520d1a87', operation='UPDATE', pgid='pgtrigger_kept_as_made_215dc', table='persons_disposalhold', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposalstart',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='79415ba2163500b828d364504131b5f089706ce2', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_7f110', table='persons_disposalstart', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposalstart',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7fda0d47db9c8cfb9b2b3e2c032b7850489983e9', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_b0615', table='persons_disposalstart', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='disposaldecision',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', models.F('tried_by')), _negated=True), name='disposal_decided_by_two'),
        ),
        migrations.AddConstraint(
            model_name='disposaldecision',
            constraint=models.CheckConstraint(condition=models.Q(('reference', ''), _negated=True), name='disposal_cites_a_decision'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposaldecision',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='8b41e82619a616d19ecbf5bc8f8074240a353ba1', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_01b90', table='persons_disposaldecision', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposaldecision',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b42ddb9580a7fa949b6be7d52dc72f5ed34f3151', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_654c6', table='persons_disposaldecision', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='dryrunline',
            index=models.Index(fields=['run', 'standing', 'due_on'], name='persons_dry_run_id_d509a0_idx'),
        ),
        migrations.AddConstraint(
            model_name='dryrunline',
            constraint=models.UniqueConstraint(fields=('run', 'whom'), name='tried_once_in_a_dry_run'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dryrunline',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='bfd9bf98e87b6584e81b074b9cdcc40374d6c005', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_20592', table='persons_dryrunline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dryrunline',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='15213a3f63df5822ea27119479a1b9f91c1623ba', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_129fa', table='persons_dryrunline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposaloutcome',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='966549ac042fd3f8f60abad2cc7d55fd34536697', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_35b5b', table='persons_disposaloutcome', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposaloutcome',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fb8370d5790df51cf4faf8412f0ff22662b64e13', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_2dbb4', table='persons_disposaloutcome', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='keptcount',
            constraint=models.UniqueConstraint(fields=('controller', 'delivery', 'measured', 'year', 'began', 'sex', 'is_followed', 'is_protected'), name='counted_once_after_removal'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptcount',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='08c6e7fb19569b00723ef17edd594936f520be2e', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_93574', table='persons_keptcount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptcount',
            trigger=pgtrigger.compiler.Trigger(name='kept_as_made', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."controller_id" IS DISTINCT FROM (NEW."controller_id") OR OLD."delivery_id" IS DISTINCT FROM (NEW."delivery_id") OR OLD."measured" IS DISTINCT FROM (NEW."measured") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."began" IS DISTINCT FROM (NEW."began") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."is_followed" IS DISTINCT FROM (NEW."is_followed") OR OLD."is_protected" IS DISTINCT FROM (NEW."is_protected"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2c78e93363cb85f9c939b0dad1c7377001fb97b5', operation='UPDATE', pgid='pgtrigger_kept_as_made_4216f', table='persons_keptcount', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptcount',
            trigger=pgtrigger.compiler.Trigger(name='only_grows', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."number" < (OLD."number"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f4965beae49875186d00893abb6b8679624d1e76', operation='UPDATE', pgid='pgtrigger_only_grows_d0075', table='persons_keptcount', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='retentionplan',
            constraint=models.CheckConstraint(condition=models.Q(('decision', ''), _negated=True), name='plan_is_decided'),
        ),
        migrations.AddConstraint(
            model_name='retentionplan',
            constraint=models.UniqueConstraint(fields=('controller', 'from_date'), name='one_plan_from_each_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='retentionplan',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='f9ded133bdc5fc291ba68f2d0bc7977e2405101e', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_4c9c6', table='persons_retentionplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='retentionplan',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cb6cb257c65c29fc95bb2d7a05ef35a1c0cfa86c', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_c6bab', table='persons_retentionplan', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='dryrun',
            index=models.Index(fields=['controller', '-recorded_at'], name='persons_dry_control_16a2f9_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dryrun',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='df8cb44152feb25153389f114256d4ca2af16248', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_54c90', table='persons_dryrun', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dryrun',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='512c77b7d8f7905a31b8ed282dc711a8b6fe3b81', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_f01e4', table='persons_dryrun', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='retentionrulerow',
            constraint=models.UniqueConstraint(fields=('plan', 'record'), name='one_rule_for_a_record'),
        ),
        migrations.AddConstraint(
            model_name='retentionrulerow',
            constraint=models.CheckConstraint(condition=models.Q(('years__gt', 0), ('days__gt', 0), _connector='OR'), name='kept_at_least_a_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='retentionrulerow',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='9081908da0eef5eb5feb9afe7656623856a6656f', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_f3142', table='persons_retentionrulerow', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='retentionrulerow',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1c5aa9027224f39b9b8f10a636db0cfe6a8fc946', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_d5029', table='persons_retentionrulerow', when='BEFORE')),
        ),
        ForceRowSecurity('persons_disposalcertificate'),
        ForceRowSecurity('persons_disposaldecision'),
        ForceRowSecurity('persons_disposalhold'),
        ForceRowSecurity('persons_disposaloutcome'),
        ForceRowSecurity('persons_disposalstart'),
        ForceRowSecurity('persons_dryrun'),
        ForceRowSecurity('persons_dryrunline'),
        ForceRowSecurity('persons_keptcount'),
        ForceRowSecurity('persons_retentionplan'),
        ForceRowSecurity('persons_retentionrulerow'),
        HideProtected('persons_disposalhold', 'person_id'),
        HideProtected('persons_dryrunline', 'whom'),
        RemovePersons(
            'attendance',
            'consent',
            'consentreceiver',
            'disclosure',
            'disposalhold',
            'emergencygrant',
            'farwait',
            'goal',
            'hold',
            'measurement',
            'namedhandler',
            'numberreveal',
            'participation',
            'participationstep',
            'placeoffer',
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
