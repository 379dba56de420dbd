# Keeps what was noted of who came when it is corrected
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from samverk.foundation import migrating

class Migration(migrating.Migration):

    dependencies = [
        ('persons', '0077_planned_once'),
    ]

    operations = [
        migrations.AddField(
            model_name='attendance',
            name='earlier',
            field=models.JSONField(blank=True, default=list, verbose_name='förut noterat'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='earlier_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    NEW.earlier := OLD.earlier;\n    IF NEW.came IS DISTINCT FROM OLD.came THEN\n        NEW.earlier := OLD.earlier || jsonb_build_object('came', OLD.came, 'until', now());\n    END IF;\n    RETURN NEW;\n", hash='64f1133c7366ba158c239f2a8a1d6cae78d17420', operation='UPDATE', pgid='pgtrigger_earlier_is_kept_24cbe', table='persons_attendance', when='BEFORE')),
        ),
    ]
