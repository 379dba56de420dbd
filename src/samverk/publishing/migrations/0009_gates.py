# When links to all that somebody follows are shut, and how far each search that is followed has come

from django.db import migrations, models

from samverk.foundation import migrating

# What was told in the rounds before is not looked for again
REACHED = """
UPDATE publishing_subscription one SET reached_at = round.reached_at FROM publishing_newsround round
WHERE round.pace = one.pace AND one.what = 'sokning' AND one.confirmed_at < round.reached_at
"""


class Migration(migrating.Migration):

    dependencies = [
        ('publishing', '0008_marks'),
    ]

    operations = [
        migrations.AddField(
            model_name='follower',
            name='ended',
            field=models.PositiveIntegerField(default=0, verbose_name='avslutade bevakningar'),
        ),
        migrations.AddField(
            model_name='subscription',
            name='reached_at',
            field=models.DateTimeField(null=True, verbose_name='berättad till och med'),
        ),
        migrations.AddField(
            model_name='subscription',
            name='tried_at',
            field=models.DateTimeField(null=True, verbose_name='senast prövad'),
        ),
        migrations.RunSQL(REACHED, migrations.RunSQL.noop),
    ]
