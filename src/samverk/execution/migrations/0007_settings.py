# What a board decides for its register: values of settings, and versions of codes

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ("execution", "0006_publishing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterSetting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('from_date', models.DateField(verbose_name='gäller från')),
                ('user_name', models.CharField(max_length=200, verbose_name='av')),
                ('setting', models.CharField(max_length=20, verbose_name='inställning')),
                ('value', models.CharField(max_length=20, verbose_name='värde')),
                ('source', models.CharField(max_length=300, verbose_name='grund')),
                ('is_confirmed', models.BooleanField(default=False, verbose_name='bekräftad')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'inställning för registret',
                'verbose_name_plural': 'inställningar för registret',
            },
        ),
        migrations.CreateModel(
            name='RegisterCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='registrerad')),
                ('number', models.PositiveIntegerField(verbose_name='nummer')),
                ('from_date', models.DateField(verbose_name='gäller från')),
                ('user_name', models.CharField(max_length=200, verbose_name='av')),
                ('list', models.CharField(max_length=6, verbose_name='lista')),
                ('code', models.CharField(max_length=40, verbose_name='kod')),
                ('text', models.CharField(max_length=120, verbose_name='betydelse')),
                ('group', models.CharField(blank=True, max_length=20, verbose_name='grupp')),
                ('is_used', models.BooleanField(default=True, verbose_name='används')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.body')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kod i registret',
                'verbose_name_plural': 'koder i registret',
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='register_code_has_words'), models.UniqueConstraint(fields=('board', 'number'), name='register_code_numbered')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registercode',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d0470b733570ce5385d3cf5d3bf4d98e34cccaf1', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_5c16a', table='execution_registercode', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='registersetting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('value', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='register_setting_has_a_source'),
        ),
        migrations.AddConstraint(
            model_name='registersetting',
            constraint=models.UniqueConstraint(fields=('board', 'number'), name='register_setting_numbered'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='registersetting',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e3f988bc0d16d87bb42da7329acbf8150afc6574', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_29f28', table='execution_registersetting', when='BEFORE')),
        ),
    ]
