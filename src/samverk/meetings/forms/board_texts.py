"""What is written on a notice board by whoever keeps it: how to appeal, and what other law asks for."""

from __future__ import annotations

from django import forms

from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.rules.law_notice import LONGEST


class AppealWordsForm(ActForm):
    """Say how decisions are appealed from a day on."""

    from_date = DayField(label="Gäller anslag från och med", initial=clock.today)
    words = forms.CharField(
        label="Så överklagar man", widget=forms.Textarea(attrs={"rows": 6}), max_length=4000
    )
    statute = forms.CharField(
        label="Lagrum",
        max_length=300,
        help_text="Lagrummet som gäller den dagen, till exempel 13 kap. 1 § kommunallagen (2017:725).",
    )
    source = forms.CharField(
        label="Vad bekräftar orden?",
        max_length=300,
        required=False,
        help_text="Till exempel vem som har prövat dem. Utan svar visas de inte: på anslagen står då att"
        " det inte är bekräftat hur man överklagar.",
    )


class LawNoticeForm(ActForm):
    """Make a notice that other law asks for."""

    title = forms.CharField(label="Vad gäller anslaget?", max_length=300)
    words = forms.CharField(
        label="Vad som anslås",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
        help_text="Alla kan läsa det. Skriv inga personnummer.",
    )
    statute = forms.CharField(
        label="Lagrum",
        max_length=300,
        help_text="Den lag som säger att det ska anslås, med paragraf.",
    )
    ground = forms.CharField(
        label="Vad säger lagen om tiden?",
        max_length=300,
        help_text="Till exempel: minst tre veckor.",
    )
    first_day = DayField(label="Första dagen på tavlan", initial=clock.today)
    days = forms.IntegerField(
        label="Antal dagar",
        required=False,
        min_value=1,
        max_value=LONGEST,
        help_text="Dagen då anslaget sätts upp räknas inte. Skriv antal dagar eller sista dagen.",
    )
    last_day = DayField(label="Sista dagen på tavlan", required=False)
    appeal = forms.CharField(
        label="Hur överklagar man?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
        help_text="Bara om den lagen säger det.",
    )
    asked_by = forms.CharField(
        label="Vem har begärt anslaget?",
        max_length=200,
        help_text="Den får beviset när tiden är ute. Visas bara för er och på beviset.",
    )
