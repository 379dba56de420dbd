# A drawn reading outlives its line of the log, which goes when its time is out
import django.db.models.deletion
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('foundation', '0007_sealed_log'),
        ("persons", "0073_asked_by_policies"),
    ]

    operations = [
        migrations.AlterField(
            model_name='reviewline',
            name='event',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='foundation.auditevent'),
        ),
    ]
