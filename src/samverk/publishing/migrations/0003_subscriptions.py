# Who follows what by e-mail, and when something was last withdrawn

import django.db.models.deletion
import uuid
from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ('publishing', '0002_archive'),
    ]

    operations = [
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='avtryck')),
                ('key', models.BinaryField(verbose_name='nyckel')),
                ('sealed', models.BinaryField(verbose_name='adress, förseglad')),
                ('refused', models.PositiveSmallIntegerField(default=0, verbose_name='brev som inte togs emot')),
            ],
            options={
                'verbose_name': 'följare',
                'verbose_name_plural': 'följare',
            },
        ),
        migrations.CreateModel(
            name='NewsLetter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('queued_at', models.DateTimeField(verbose_name='köad')),
                ('begun_at', models.DateTimeField(null=True, verbose_name='påbörjad')),
            ],
            options={
                'verbose_name': 'nyhetsbrev',
                'verbose_name_plural': 'nyhetsbrev',
            },
        ),
        migrations.CreateModel(
            name='NewsRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pace', models.CharField(choices=[('genast', 'så fort något publiceras'), ('dag', 'högst en gång om dagen, på morgonen'), ('vecka', 'högst en gång i veckan, på måndag morgon')], max_length=6, unique=True, verbose_name='hur ofta')),
                ('reached_at', models.DateTimeField(verbose_name='till och med')),
            ],
            options={
                'verbose_name': 'omgång',
                'verbose_name_plural': 'omgångar',
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(choices=[('organ', 'organ'), ('arende', 'ärende'), ('anslagstavla', 'anslagstavla'), ('sokning', 'sökning')], max_length=12, verbose_name='vad')),
                ('subject', models.BigIntegerField(default=0, verbose_name='nummer')),
                ('query', models.CharField(blank=True, max_length=2000, verbose_name='sökning')),
                ('pace', models.CharField(choices=[('genast', 'så fort något publiceras'), ('dag', 'högst en gång om dagen, på morgonen'), ('vecka', 'högst en gång i veckan, på måndag morgon')], max_length=6, verbose_name='hur ofta')),
                ('site', models.CharField(max_length=300, verbose_name='webbplats')),
                ('asked_at', models.DateTimeField(verbose_name='begärd')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='bekräftad')),
            ],
            options={
                'verbose_name': 'bevakning',
                'verbose_name_plural': 'bevakningar',
            },
        ),
        migrations.CreateModel(
            name='ToldNews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=14, verbose_name='slag')),
                ('source', models.BigIntegerField(verbose_name='nummer')),
                ('mark', models.CharField(max_length=16, verbose_name='avtryck')),
                ('letter', models.UUIDField(verbose_name='brev')),
            ],
            options={
                'verbose_name': 'berättad nyhet',
                'verbose_name_plural': 'berättade nyheter',
            },
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', True), _negated=True), fields=['withdrawn_at'], name='published_withdrawn'),
        ),
        migrations.AddField(
            model_name='subscription',
            name='follower',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to='publishing.follower'),
        ),
        migrations.AddField(
            model_name='newsletter',
            name='subscription',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='publishing.subscription'),
        ),
        migrations.AddField(
            model_name='toldnews',
            name='subscription',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='publishing.subscription'),
        ),
        migrations.AddIndex(
            model_name='subscription',
            index=models.Index(fields=['pace', 'confirmed_at'], name='followed_at_a_pace'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.UniqueConstraint(fields=('follower', 'what', 'subject', 'query'), name='followed_once'),
        ),
        migrations.AddIndex(
            model_name='toldnews',
            index=models.Index(fields=['letter'], name='told_in_a_letter'),
        ),
        migrations.AddConstraint(
            model_name='toldnews',
            constraint=models.UniqueConstraint(fields=('subscription', 'kind', 'source', 'mark'), name='told_once'),
        ),
    ]
