# The moment and the name are not known of what was taken back before this
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('directory', '0002_private_providers'),
        ("persons", "0067_log_review"),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='återtaget klockan'),
        ),
        migrations.AddField(
            model_name='consent',
            name='withdrawn_by',
            field=models.CharField(blank=True, db_default='', default='', max_length=200, verbose_name='återtaget av'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_on__isnull', False), models.Q(('withdrawn_by', ''), _negated=True)), _connector='OR'), name='consent_taken_back_by_somebody'),
        ),
    ]
