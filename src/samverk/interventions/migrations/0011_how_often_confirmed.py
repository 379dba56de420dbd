from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ("interventions", "0009_start_recorded"),
    ]

    operations = [
        migrations.AlterField(
            model_name='timelimit',
            name='kind',
            field=models.CharField(choices=[('wait_pause', 'paus i kön'), ('hold', 'uppehåll i deltagandet'), ('stay', 'deltagande'), ('reconfirm', 'tid mellan bekräftelser av väntan')], max_length=12, verbose_name='gäller'),
        ),
        migrations.AlterField(
            model_name='timelimitevent',
            name='kind',
            field=models.CharField(choices=[('wait_pause', 'paus i kön'), ('hold', 'uppehåll i deltagandet'), ('stay', 'deltagande'), ('reconfirm', 'tid mellan bekräftelser av väntan')], max_length=12, verbose_name='gäller'),
        ),
    ]
