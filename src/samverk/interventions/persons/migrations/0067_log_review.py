# The monthly review of the log. The tables name no person: they point at the log's own lines

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity
from samverk.interventions.persons.guarding import GuardRows


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ('foundation', '0006_reading_marks'),
        ("persons", "0066_responsible"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewRound',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('share', models.PositiveSmallIntegerField(default=20, verbose_name='andel i tusendelar')),
                ('least', models.PositiveSmallIntegerField(default=25, verbose_name='minst antal')),
                ('opens', models.PositiveSmallIntegerField(default=6, verbose_name='arbetstid från klockan')),
                ('closes', models.PositiveSmallIntegerField(default=19, verbose_name='arbetstid till klockan')),
                ('days_after', models.PositiveSmallIntegerField(default=30, verbose_name='dagar efter avslutat ärende')),
                ('deviations', models.PositiveSmallIntegerField(default=3, verbose_name='standardavvikelser')),
                ('user_name', models.CharField(max_length=200, verbose_name='av')),
                ('month', models.DateField(verbose_name='månad')),
                ('seed', models.BigIntegerField(verbose_name='frö')),
                ('readings', models.PositiveIntegerField(verbose_name='lästillfällen')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
            ],
            options={
                'verbose_name': 'granskningsomgång',
                'verbose_name_plural': 'granskningsomgångar',
            },
        ),
        migrations.CreateModel(
            name='ReviewLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('times', models.PositiveIntegerField(verbose_name='gånger')),
                ('signs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('protected', 'skyddade personuppgifter'), ('emergency', 'nödåtkomst'), ('many_searches', 'fler sökningar än dagens gräns'), ('no_relation', 'inget pågående ärende'), ('same_name', 'samma efternamn som läsaren'), ('colleague', 'kan vara en kollega'), ('out_of_hours', 'utanför arbetstid'), ('far_above', 'långt över läsarens vanliga antal'), ('by_lot', 'lottad')], max_length=16), size=None, verbose_name='varför dragen')),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), size=None, verbose_name='skäl')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.auditevent')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='persons.reviewround')),
            ],
            options={
                'verbose_name': 'dragen läsning',
                'verbose_name_plural': 'dragna läsningar',
            },
        ),
        migrations.CreateModel(
            name='ReviewSignature',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('user_name', models.CharField(max_length=200, verbose_name='av')),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='sammanfattning')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='persons.reviewround')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'underskrift av granskning',
                'verbose_name_plural': 'underskrifter av granskningar',
            },
        ),
        migrations.CreateModel(
            name='ReviewTerms',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('share', models.PositiveSmallIntegerField(default=20, verbose_name='andel i tusendelar')),
                ('least', models.PositiveSmallIntegerField(default=25, verbose_name='minst antal')),
                ('opens', models.PositiveSmallIntegerField(default=6, verbose_name='arbetstid från klockan')),
                ('closes', models.PositiveSmallIntegerField(default=19, verbose_name='arbetstid till klockan')),
                ('days_after', models.PositiveSmallIntegerField(default=30, verbose_name='dagar efter avslutat ärende')),
                ('deviations', models.PositiveSmallIntegerField(default=3, verbose_name='standardavvikelser')),
                ('user_name', models.CharField(max_length=200, verbose_name='av')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
            ],
            options={
                'verbose_name': 'villkor för loggranskning',
                'verbose_name_plural': 'villkor för loggranskning',
            },
        ),
        migrations.CreateModel(
            name='ReviewJudgement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('verdict', models.CharField(choices=[('justified', 'motiverad'), ('investigate', 'att utreda')], max_length=12, verbose_name='bedömning')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='anteckning')),
                ('user_name', models.CharField(max_length=200, verbose_name='av')),
                ('controller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='persons.reviewline')),
            ],
            options={
                'verbose_name': 'bedömning av läsning',
                'verbose_name_plural': 'bedömningar av läsningar',
                'constraints': [models.CheckConstraint(condition=models.Q(('note', ''), ('verdict', 'investigate'), _negated=True), name='investigation_says_what')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewjudgement',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='4ee5057f6b594612886b8e459feb5f5244db050b', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_e47e2', table='persons_reviewjudgement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewjudgement',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='601566a1e0e576b858b8971e10063f07793d4da3', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_da3ab', table='persons_reviewjudgement', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.UniqueConstraint(fields=('controller', 'month'), name='month_reviewed_once'),
        ),
        migrations.AddConstraint(
            model_name='reviewround',
            constraint=models.CheckConstraint(condition=models.Q(('month__day', 1)), name='round_is_of_a_month'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewround',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='1fc43691d43ca03575e627ba3c227ad3b1d838c0', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_7579c', table='persons_reviewround', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewround',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='88cf336230af79c32e6d4697ae0fec7f4baf2bc0', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_95009', table='persons_reviewround', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='reviewline',
            constraint=models.UniqueConstraint(fields=('round', 'event'), name='reading_drawn_once'),
        ),
        migrations.AddConstraint(
            model_name='reviewline',
            constraint=models.CheckConstraint(condition=models.Q(('signs__len__gt', 0)), name='drawn_for_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewline',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='7f26e790c7e2ce653763c29141389305682953fb', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_f2e85', table='persons_reviewline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewline',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9361a250aa6fb91424fd6398d7baaabe3423e405', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_d55f8', table='persons_reviewline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewsignature',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='0e1b6e23147eb406ca04509773c92b71c3b4b612', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_6586d', table='persons_reviewsignature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewsignature',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2cd87fea2d35a7ecd2bf2c88256b6a8f2fd06d59', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_d9a51', table='persons_reviewsignature', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='reviewterms',
            index=models.Index(fields=['controller', '-recorded_at'], name='persons_rev_control_cbc8e4_idx'),
        ),
        migrations.AddConstraint(
            model_name='reviewterms',
            constraint=models.CheckConstraint(condition=models.Q(('closes__lte', 24), ('opens__lt', models.F('closes')), ('share__gt', 0), ('share__lte', 1000)), name='review_terms_can_be'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewterms',
            trigger=pgtrigger.compiler.Trigger(name='no_federation', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT FROM directory_body b JOIN directory_organisation o ON o.id = b.organisation_id\n               WHERE b.id = NEW.controller_id AND o.kind = 'federation') THEN\n        RAISE EXCEPTION 'a federation is no controller of persons';\n    END IF;\n    RETURN NEW;\n", hash='3a85c8482bbf1f2e70404e8f8ab3d1c7622b06e9', operation='INSERT OR UPDATE', pgid='pgtrigger_no_federation_7da2e', table='persons_reviewterms', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewterms',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d554ed7874c91d6be613d2af2485efe21ea1b114', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_bbd03', table='persons_reviewterms', when='BEFORE')),
        ),
        ForceRowSecurity('persons_reviewterms'),
        ForceRowSecurity('persons_reviewround'),
        ForceRowSecurity('persons_reviewline'),
        ForceRowSecurity('persons_reviewjudgement'),
        ForceRowSecurity('persons_reviewsignature'),
        GuardRows(),
    ]
