"""What is noted when a secret paragraph is handed over."""

from __future__ import annotations

from django import forms

from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.meetings.models import SafeWay
from samverk.rules.handing_over import Ground


class HandOverForm(ActForm):
    """Note that a secret paragraph was handed over."""

    recipient = forms.CharField(label="Vem fick paragrafen?", max_length=300)
    way = forms.ChoiceField(
        label="På vilket sätt?",
        choices=SafeWay.choices,
        widget=forms.RadioSelect,
        help_text="Sekretessbelagda uppgifter går inte som e-post.",
    )
    handed_on = DayField(label="Vilken dag?", initial=clock.today)
    ground = forms.ChoiceField(
        label="På vilken grund?",
        choices=[(each.value, each.value.capitalize()) for each in Ground],
        widget=forms.RadioSelect,
    )
    considered = forms.CharField(
        label="Vad kom prövningen fram till?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Prövningen görs på nytt för varje mottagare.",
    )
    reservation = forms.CharField(
        label="Förbehåll",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Fylls i när paragrafen lämnas ut med förbehåll.",
    )
