from django.db import migrations, models

from samverk.foundation import migrating


class Migration(migrating.Migration):

    dependencies = [
        ("persons", "0068_withdrawn_at"),
    ]

    operations = [
        migrations.AlterField(
            model_name='disclosure',
            name='what',
            field=models.CharField(choices=[('remiss', 'remiss'), ('take_up', 'besked: bedömningen har börjat'), ('ask', 'fråga om remissen'), ('answer', 'svar på frågan'), ('accept', 'besked: antagen'), ('return', 'besked: återremitterad'), ('redirect', 'besked: hänvisad vidare'), ('withdraw', 'besked: återtagen'), ('unshare', 'besked: samtycket återtaget'), ('correct', 'besked: felregistrerad'), ('warn', 'besked: ingen har börjat bedöma'), ('lapse', 'besked: förfallen'), ('queue', 'besked om köplatsen'), ('reconfirm', 'bekräftelse att platsen önskas'), ('pause_wait', 'väntan pausas'), ('resume_wait', 'pausen är slut'), ('leave_wait', 'personen önskar inte platsen längre'), ('offer_answer', 'svar på erbjudande om plats'), ('offer_refused', 'besked: svaret gällde inte'), ('proposal', 'förslag till ändring'), ('proposal_answer', 'svar på förslag till ändring'), ('shared_until', 'besked: samtyckets omfattning'), ('ask_move', 'fråga om flytt'), ('let_move', 'besked: personen samtycker till flytten'), ('refuse_move', 'besked: personen vill inte flytta'), ('transfer', 'besked: köplatsen är flyttad'), ('moved_referral', 'remiss som går vidare'), ('moved_place', 'köplats som flyttas'), ('come_back', 'köplats som flyttas tillbaka')], max_length=120, verbose_name='vad'),
        ),
    ]
