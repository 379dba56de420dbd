from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0001_tables'),
        ('interventions', '0003_starts'),
        ('persons', '0014_change_proposals'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(fields=['delivery', 'ended_on'], name='persons_par_deliver_53d65e_idx'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(condition=models.Q(('side', 'received'), ('state__in', ['incomplete', 'submitted', 'under_assessment'])), fields=['controller', 'clock_start'], name='inbox'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(condition=models.Q(('unshared_on__isnull', False)), fields=['controller', 'unshared_on'], name='unshared_referrals'),
        ),
    ]
