import django.db.models.deletion
from django.db import migrations, models

from samverk.foundation import migrating

class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0001_tables'),
        ('interventions', '0008_published_returns'),
        ("persons", "0062_first_day"),
    ]

    operations = [
        migrations.AddField(
            model_name='participation',
            name='town',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
    ]
