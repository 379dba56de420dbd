# Of readings noted before this, roles, ground, session and kind are not known: "" says so
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ("foundation", "0005_limited_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name='auditevent',
            name='ground',
            field=models.CharField(blank=True, db_default='', default='', max_length=80),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='reading',
            field=models.CharField(blank=True, db_default='', default='', max_length=10),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='request',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='role',
            field=models.CharField(blank=True, db_default='', default='', max_length=120),
        ),
        migrations.AddField(
            model_name='auditevent',
            name='session',
            field=models.CharField(blank=True, db_default='', default='', max_length=32),
        ),
    ]
