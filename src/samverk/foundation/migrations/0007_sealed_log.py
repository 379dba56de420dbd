# Each line of the log takes a place from a sequence, without waiting; what stood there before gets one too
import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ("foundation", "0006_reading_marks"),
    ]

    operations = [
        migrations.CreateModel(
            name='LogProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.TextField(verbose_name='innehåll')),
                ('signature', models.CharField(max_length=100, verbose_name='signatur')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='gjord')),
            ],
            options={
                'verbose_name': 'prövning av loggen',
                'verbose_name_plural': 'prövningar av loggen',
            },
        ),
        migrations.CreateModel(
            name='LogSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='nummer')),
                ('chain', models.CharField(max_length=20, verbose_name='kedja')),
                ('content', models.TextField(verbose_name='innehåll')),
                ('previous', models.CharField(max_length=64, verbose_name='föregående kontrollsumma')),
                ('digest', models.CharField(max_length=64, verbose_name='kontrollsumma')),
                ('checkpoint', models.TextField(verbose_name='kontrollpunkt')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='gjord')),
            ],
            options={
                'verbose_name': 'försegling av loggen',
                'verbose_name_plural': 'förseglingar av loggen',
            },
        ),
        migrations.AddField(
            model_name='auditevent',
            name='network',
            field=models.CharField(blank=True, db_default='', default='', max_length=10),
        ),
        migrations.RunSQL(
            'CREATE SEQUENCE foundation_auditevent_position_seq',
            'DROP SEQUENCE foundation_auditevent_position_seq',
        ),
        migrations.AddField(
            model_name='auditevent',
            name='position',
            field=models.BigIntegerField(db_default=models.Func(models.Value('foundation_auditevent_position_seq'), function='nextval'), editable=False),
        ),
        # Emptied and copied with its table
        migrations.RunSQL(
            'ALTER SEQUENCE foundation_auditevent_position_seq OWNED BY foundation_auditevent.position',
            'ALTER SEQUENCE foundation_auditevent_position_seq OWNED BY NONE',
        ),
        migrations.AddIndex(
            model_name='auditevent',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['position'], name='log_by_position'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logproof',
            trigger=pgtrigger.compiler.Trigger(name='locked', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bfe36466444356c6deb33231708580c45405a5ca', operation='UPDATE OR DELETE', pgid='pgtrigger_locked_02a03', table='foundation_logproof', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='logseal',
            trigger=pgtrigger.compiler.Trigger(name='locked', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cc80fc6d21f4ee85ae182dbbc8076081b0256066', operation='UPDATE OR DELETE', pgid='pgtrigger_locked_889c7', table='foundation_logseal', when='BEFORE')),
        ),
    ]
