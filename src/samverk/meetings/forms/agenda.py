"""Items of the agenda, and what is done with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.directory import queries as directory
from samverk.directory.queries import BodyRef
from samverk.foundation.forms import ActForm, DayField, LeftField
from samverk.meetings.actions import Hidden, ItemFacts
from samverk.meetings.models import AgendaItem, Meeting
from samverk.meetings.models.agenda import MATTERS
from samverk.meetings.queries.doors import shown_at
from samverk.meetings.queries.roster import assembly_of
from samverk.registry import queries as registry
from samverk.registry.queries import Case
from samverk.rules.agenda import Notice, Section
from samverk.rules.assembly import Assembly
from samverk.rules.preparation import Waiver
from samverk.rules.website import Shown

OF_COUNCIL = ("notice", "announced_on", "reached_on", "waiver", "earlier_minority")
ON_WEBSITE = ("treats", "shown_on")
TREATS = {
    Shown.BUDGET: "Fastställer budgeten",
    Shown.ANNUAL_REPORT: "Godkänner årsredovisningen",
    Shown.AUDIT_REPORT: "Behandlar revisionsberättelserna",
}
CASES = 100


def _same(values: type[Notice] | type[Section] | type[Waiver]) -> list[tuple[str, str]]:
    return [(one.value, one.value[:1].upper() + one.value[1:]) for one in values]


class ItemForm(ActForm):
    """Put an item on the agenda, or change it. The council's rules ask for more than a board's."""

    title = forms.CharField(
        label="Rubrik", max_length=300, help_text="Syns för alla: skriv inget sekretessbelagt."
    )
    case = forms.TypedChoiceField(label="Ärende", required=False, coerce=int, empty_value=None)
    find = forms.CharField(
        label="Eller skriv diarienummer eller ord ur rubriken",
        required=False,
        max_length=200,
        help_text="Passar flera ärenden får du välja. Avslutade ärenden är inte med.",
    )
    section = forms.ChoiceField(
        label="Del av listan", choices=_same(Section), initial=Section.HERE.value
    )
    decider = forms.TypedChoiceField(
        label="Vilket organ beslutar?",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Bara när ett annat organ beslutar.",
    )
    matter = forms.ChoiceField(
        label="Slag av ärende",
        choices=[(k.value, v.capitalize()) for k, v in MATTERS.items()],
        initial="ordinary",
        help_text="Val och anställning avgörs med slutna sedlar om någon begär omröstning.",
    )
    notice = forms.ChoiceField(
        label="Hur kom det till sammanträdet?",
        choices=_same(Notice),
        initial=Notice.CALLED.value,
        required=False,
    )
    announced_on = DayField(
        label="Dagen då det tillkännagavs", required=False, help_text="För brådskande ärenden."
    )
    reached_on = DayField(
        label="Dagen då det nådde ledamöterna", required=False, help_text="För brådskande ärenden."
    )
    waiver = forms.ChoiceField(
        label="Undantag från beredning",
        choices=[("", "Inget: ärendet ska vara berett"), *_same(Waiver)],
        required=False,
    )
    earlier_minority = forms.BooleanField(
        label="Har förut skjutits upp på begäran av en minoritet",
        required=False,
        help_text="För det som inte står i Samverk: annars märks det när punkten tas upp.",
    )
    closed_doors = forms.BooleanField(label="Behandlas bakom stängda dörrar", required=False)
    treats = forms.ChoiceField(
        label="Budget och årsredovisning",
        required=False,
        help_text="Handlingen ska finnas på webbplatsen från det att sammanträdet tillkännages.",
    )
    shown_on = DayField(
        label="På webbplatsen sedan",
        required=False,
        help_text="ÅÅÅÅ-MM-DD. Tomt om den inte är där.",
    )
    provision = forms.CharField(
        label="Sekretessbestämmelse",
        max_length=200,
        required=False,
        help_text="Gör punkten sekretessbelagd, till exempel 26 kap. 1 § OSL.",
    )
    secret_title = forms.CharField(
        label="Sekretessbelagd rubrik",
        max_length=300,
        required=False,
        help_text="Syns bara för dem som arbetar i organet.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        meeting: Meeting,
        item: AgendaItem | None = None,
        *,
        cases: Iterable[Case] = (),
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.body = meeting.body_id
        latest = registry.cases_to_take_up(self.body, limit=CASES)
        offered = {one.pk: str(one) for one in (*cases, *self._named(item), *latest)}
        self._choose("case", "Inget ärende", list(offered.items()))
        bodies = directory.bodies(organisation=meeting.body.organisation_id)
        others = [(b.id, b.name) for b in bodies if b.id != meeting.body_id]
        self._choose("decider", "Det här organet", others)
        is_question = item is not None and item.section == Section.QUESTIONS.value
        self.fields["section"].choices = [  # type: ignore[attr-defined]
            one for one in _same(Section) if (one[0] == Section.QUESTIONS.value) is is_question
        ]
        if assembly_of(meeting.body.kind) is not Assembly.COUNCIL:
            for name in OF_COUNCIL:
                del self.fields[name]
        self._offer_website(meeting)

    def _offer_website(self, meeting: Meeting) -> None:
        """Ask for what is on the website, of what the body treats; a board treats nothing of it."""
        wanted = [Shown(each) for each in shown_at(meeting)]
        self.fields["treats"].choices = [  # type: ignore[attr-defined]
            ("", "Inget av det"),
            *((each.value, TREATS[each]) for each in wanted),
        ]
        if not wanted:
            for name in ON_WEBSITE:
                del self.fields[name]

    def _named(self, item: AgendaItem | None) -> list[Case]:
        """List the cases that the form names: the item's own, the one chosen, and what the words find."""
        chosen = (self["case"].value(), item and item.case_id)
        ids = {int(pk) for pk in chosen if pk and str(pk).isdecimal()}
        own = [c for c in registry.cases_by_id(ids) if registry.may_take_up(self.body, c)]
        words = self.data.get("find", "") if self.is_bound else ""
        return own + registry.open_cases_like(words, body=self.body)

    def clean(self) -> dict[str, Any]:
        """Take the case that the words find, when none is chosen; of several one has to be chosen."""
        values = super().clean() or self.cleaned_data
        words = values.pop("find", "")
        if not words or values.get("case"):
            return values
        found = registry.open_cases_like(words, body=self.body)
        if not found:
            self.add_error(
                "find", "Inget öppet ärende passar: skriv diarienumret eller andra ord ur rubriken."
            )
        elif len(found) > 1:
            self.add_error("case", f"{len(found)} ärenden passar orden: välj ett av dem.")
        else:
            values["case"] = found[0].pk
        return values

    def _choose(self, name: str, none: str, choices: list[tuple[int, str]]) -> None:
        self.fields[name].choices = [("", none), *choices]  # type: ignore[attr-defined]

    @staticmethod
    def facts(values: dict[str, Any]) -> ItemFacts:
        """Make what the action asks for of the form's fields."""
        provision, title = values.pop("provision", ""), values.pop("secret_title", "")
        hidden = Hidden(provision, title) if provision or title else None
        given = {name: value for name, value in values.items() if value not in ("", None)}
        return ItemFacts(**given, hidden=hidden)

    @staticmethod
    def initial_of(item: AgendaItem) -> dict[str, Any]:
        """Give the form's fields as the item has them."""
        names = ("title", "section", "matter", *OF_COUNCIL, *ON_WEBSITE, "closed_doors")
        ids = {"case": item.case_id, "decider": item.decider_id}
        return {name: getattr(item, name) for name in names} | ids


class MoveForm(ActForm):
    """Move an item to a place on the agenda."""

    position = forms.IntegerField(
        label="Flytta till plats",
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv platsens nummer som ett heltal."},
    )


class PaperForm(ActForm):
    """Choose a document of the item's case to belong to it."""

    document = LeftField(label="Handling", widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, item: AgendaItem) -> None:
        super().__init__(data)
        near = registry.linked_with([item.case_id])[item.case_id] if item.case_id else ()
        own = item.case_id and registry.documents_in_diary(item.meeting.body_id, near)
        taken = set(item.papers.values_list("document", flat=True))
        listed = [(d.pk, str(d)) for d in own or () if item.secret or not d.secret]
        self.fields["document"].offer(listed, taken)  # type: ignore[attr-defined]
        self.is_empty = taken.issuperset(pk for pk, _ in listed)


class PressForm(ActForm):
    """A button: nothing but its key."""


class WhyForm(ActForm):
    """Say why something is struck or cancelled."""

    why = forms.CharField(
        label="Varför?", max_length=300, help_text="Syns för alla: skriv inget sekretessbelagt."
    )


class HearingForm(ActForm):
    """Say which body was given time to say its word, and when."""

    body = forms.TypedChoiceField(label="Vem fick tillfälle att yttra sig?", coerce=int)
    given_on = DayField(label="Dagen då tillfället gavs")

    def __init__(self, data: QueryDict | None, bodies: Iterable[BodyRef]) -> None:
        super().__init__(data)
        self.fields["body"].choices = [(b.id, b.name) for b in bodies]  # type: ignore[attr-defined]
