"""A referral at its sender: what was written, what has happened, and what the referrer can do."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.foundation import clock
from samverk.foundation.forms import ActForm
from samverk.foundation.middleware import actor_of
from samverk.foundation.pages import Offer, Offers, offers
from samverk.foundation.permissions import Allowed, Right
from samverk.interventions.persons import actions
from samverk.interventions.persons.actions import Content
from samverk.interventions.persons.actions.far import is_far
from samverk.interventions.persons.actions.reading import Who, inside, row_at, who
from samverk.interventions.persons.actions.support import WAITS
from samverk.interventions.persons.forms.people import WithdrawForm
from samverk.interventions.persons.forms.referrals import CODED, QUESTIONS, ReplyForm, SupportForm
from samverk.interventions.persons.forms.team import OfferAnswerForm
from samverk.interventions.persons.models import Referral, Side
from samverk.interventions.persons.queries.expected import Expected, expected_waits
from samverk.interventions.persons.queries.grounds import kinds_named
from samverk.interventions.persons.queries.lists import support_of
from samverk.interventions.persons.queries.proposals import proposals_on
from samverk.interventions.persons.queries.steps import StepLine, referral_history
from samverk.interventions.persons.queries.undelivered import Undelivered, undelivered
from samverk.interventions.persons.queries.waits import Waiting, waits_behind
from samverk.interventions.persons.records import told
from samverk.interventions.persons.views.pages import (
    REFERRAL_TONES,
    FormPage,
    form_page,
    of_persons,
)
from samverk.rules.interventions.disclosure import ANSWERS, DataKind, left_out
from samverk.rules.interventions.queue import QueueState
from samverk.rules.interventions.referral import OPEN, ReferralEvent, ReferralState

NOT_GIVEN = "Inte lämnat: personens samtycke omfattar det inte."
# The person may be referred anew, there or elsewhere
REFERRED_AGAIN = frozenset({ReferralState.RETURNED, ReferralState.WITHDRAWN, ReferralState.LAPSED})
ANSWERED = (ReferralEvent.ACCEPT, ReferralEvent.RETURN)
_FIELDS = {one.name for one in fields(Content)}


@dataclass(frozen=True, slots=True)
class SentAt:
    """A referral as it lies at its sender, opened: the person is noted as read."""

    row: Referral
    who: Who
    content: Content


def content_of(row: Referral) -> Content:
    """Open what a referral says. The caller has noted that its person is read."""
    said = told(row.person, row)
    return Content(**{name: str(said.get(name, "")) for name in _FIELDS})


def answers(content: Content, withheld: Collection[str] = ()) -> list[tuple[str, str, str]]:
    """List a referral's questions with their answers, and each one's place in the address.

    Of what was ``withheld`` (kinds of data) it says that it was not given.
    """
    return [
        (
            one.title,
            NOT_GIVEN
            if ANSWERS[one.field] in withheld
            else _said(one.field, getattr(content, one.field)),
            one.slug,
        )
        for one in QUESTIONS
    ]


def withheld_of(row: Referral) -> list[str]:
    """List the kinds of data that were left out of a referral that came. Its person is noted as read."""
    return [str(one) for one in told(row.person, row).get("withheld", [])]


def reservation_of(row: Referral) -> str:
    """Give the reservation that a referral was sent with; "" for none. Its person is noted as read."""
    return str(told(row.person, row).get("reservation", ""))


def _said(field: str, answer: str) -> str:
    return dict(CODED.get(field, ())).get(answer, answer)


def sent_of(request: HttpRequest, pk: uuid.UUID) -> SentAt:
    """Find a referral that was sent from where somebody refers; its person is noted."""
    actor = actor_of(request)
    with inside(actor, Right.REFER):
        return _opened(request, _row(pk))


def _row(pk: uuid.UUID) -> Referral:
    beside = ("delivery__provider", "delivery__intervention", "moving_to__provider")
    return row_at(Referral, pk, *beside, side=Side.SENT)


def _opened(request: HttpRequest, row: Referral) -> SentAt:
    named = who(actor_of(request), [row.person])
    return SentAt(row, named[row.person_id], content_of(row))


@require_GET
@of_persons()
def sent_referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Show a referral to those who sent it, and what happens next with it."""
    with inside(actor_of(request), Right.REFER):
        at = _opened(request, _row(referral))
        wait = waits_behind([at.row]).get(referral)
        steps = referral_history(at.row)
        context: dict[str, Any] = {
            "at": at,
            "home": at.row.person.controller,
            "answers": answers(at.content),
            "reservation": reservation_of(at.row),
            "not_told": _not_told(at.row),
            "steps": steps,
            "wait": wait,
            "undelivered": _undelivered(at.row, wait),
            "next_row": _next(at.row),
            "today": clock.today(),
            "expected": _expected(at.row, wait),
            "waited": _days(at.row, wait),
            "last_note": _last_note(steps),
            "beside": _beside(steps),
            "question": _question(steps),
            "support": support_of(referral),
            "proposals": proposals_on(at.row),
            "tone": REFERRAL_TONES.get(at.row.state, "neutral"),
            "offers": _offers(at, wait),
        }
    return render(request, "persons/sent.html", context)


def _not_told(row: Referral) -> str:
    """Name what the consent behind a referral leaves out; "" for nothing, and for a draft."""
    if row.state == ReferralState.DRAFT:
        return ""
    return kinds_named([one.value for one in left_out(row.shared, DataKind)])


def _next(row: Referral) -> Referral | None:
    """Find where a referral that has gone on is now, None for one that has not."""
    if row.state != ReferralState.REDIRECTED:
        return None
    rows = Referral.objects.filter(thread=row.thread, side=Side.SENT).exclude(pk=row.pk)
    later = rows.exclude(state=ReferralState.REDIRECTED).select_related("delivery__provider")
    return later.order_by("-recorded_at").first()


def _undelivered(row: Referral, wait: Waiting | None) -> list[Undelivered]:
    """List what the receiver was to be told of a referral, in another installation, and was not."""
    is_here = wait is not None and not wait.is_far
    if is_here or not is_far(row.delivery.provider_id):
        return []
    return undelivered(row.controller_id, row.thread)


def _expected(row: Referral, wait: Waiting | None) -> tuple[Expected, str] | None:
    """Tell the wait while somebody waits, and when a place comes for them; None when nobody does."""
    if row.state not in (*OPEN, ReferralState.ACCEPTED):
        return None
    if wait is not None and wait.state not in (QueueState.WAITING, QueueState.PAUSED):
        return None
    delivery = wait.delivery if wait else row.delivery
    found = expected_waits([delivery], clock.today())[delivery.pk]
    return found, found.coming(wait.rank, wait.clock_start) if wait else ""


def _days(row: Referral, wait: Waiting | None) -> int | None:
    """Count the days since the clock started, until today or until the person left the queue."""
    if row.clock_start is None:
        return None
    stop = wait.left_on if wait and wait.left_on else clock.today()
    return (stop - row.clock_start).days


def _last_note(steps: list[StepLine]) -> str:
    return next((one.note for one in reversed(steps) if one.note), "")


def _beside(steps: list[StepLine]) -> tuple[tuple[str, str], ...]:
    """Tell what the team has said beside its answer: what it suggests, or on which conditions."""
    return next((one.beside for one in reversed(steps) if one.event in ANSWERED), ())


def _question(steps: list[StepLine]) -> StepLine | None:
    """Find what the team asked last: what it is about, in words, and the question itself."""
    return next((one for one in reversed(steps) if one.event == ReferralEvent.ASK), None)


def _offers(at: SentAt, wait: Waiting | None) -> Offers:
    row = at.row
    state = ReferralState(row.state)
    waits = state in WAITS
    first = reverse("ask_referral", args=[row.pk, _next_question(at.content)])
    named = [
        ("Fortsätt skriva", first, state is ReferralState.DRAFT),
        ("Kontrollera och skicka", _to("check_referral", row), state is ReferralState.DRAFT),
        ("Svara på frågan", _to("answer_question", row), state is ReferralState.INCOMPLETE),
        ("Svara på erbjudandet", _to("answer_for_person", row), _is_offered(wait)),
        ("Bekräfta väntan", _to("confirm_wait", row), _confirms(wait)),
        ("Pausa väntan", _to("pause_for_person", row), _confirms(wait)),
        ("Avsluta pausen", _to("resume_for_person", row), _is_paused(wait)),
        ("Personen vill inte ha platsen", _to("leave_for_person", row), _leaves(wait)),
        ("Registrera stöd under väntan", _to("note_support", row), waits),
        ("Personen vill inte flytta", _to("refuse_move", row), row.is_asked_to_move),
        ("Återta remissen", _to("withdraw_referral", row), state in OPEN),
        ("Ny remiss", reverse("new_referral", args=[row.person_id]), state in REFERRED_AGAIN),
    ]
    return offers(*(Offer(label, url, Allowed()) for label, url, there in named if there))


def _next_question(content: Content) -> str:
    """Answer which question is the first without an answer; the first of all when none is."""
    left = (one.slug for one in QUESTIONS if not getattr(content, one.field).strip())
    return next(left, QUESTIONS[0].slug)


def _confirms(wait: Waiting | None) -> bool:
    return wait is not None and wait.state is QueueState.WAITING


def _is_paused(wait: Waiting | None) -> bool:
    return wait is not None and wait.state is QueueState.PAUSED


def _leaves(wait: Waiting | None) -> bool:
    return wait is not None and wait.state in (
        QueueState.WAITING,
        QueueState.PAUSED,
        QueueState.OFFERED,
    )


def _is_offered(wait: Waiting | None) -> bool:
    return wait is not None and wait.is_offered(clock.today())


def _to(name: str, row: Referral) -> str:
    return reverse(name, args=[row.pk])


Write = Callable[[SentAt, dict[str, Any], str], object]


def act(
    request: HttpRequest, at: SentAt, form: ActForm, words: tuple[str, str], write: Write
) -> HttpResponse:
    """Do something with a sent referral, or show the form; ``words`` are the title and the lead."""
    if form.carry_out(lambda values, key: write(at, values, key)):
        return redirect("sent_referral", at.row.pk)
    title, lead = words
    page = FormPage(title, lead, _to("sent_referral", at.row), at.who)
    return form_page(request, form, page)


@of_persons()
def answer_question(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Answer the team's question."""
    with inside(actor_of(request), Right.REFER):
        at = _opened(request, _row(referral))
        question = _question(referral_history(at.row))

    def write(at: SentAt, values: dict[str, Any], key: str) -> object:
        return actions.answer_question(
            actor_of(request), at.row.controller_id, at.row.pk, values["text"], key=key
        )

    lead = "Skriv det som teamet behöver veta."
    if question is not None:
        about = f" om {question.reason}" if question.reason else ""
        lead = f"Teamet frågar{about}: {question.note}"
    form = ReplyForm(request.POST or None)
    return act(request, at, form, ("Svara på frågan", lead), write)


@of_persons()
def withdraw_referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Take a referral back."""

    def write(at: SentAt, values: dict[str, Any], key: str) -> object:
        place, own = (at.row.controller_id, at.row.pk), values["is_own"]
        return actions.withdraw_referral(
            actor_of(request), *place, values["why"], key=key, is_own=own
        )

    lead = "Teamet får veta att remissen är återtagen, och varför."
    form = WithdrawForm(request.POST or None)
    return act(request, sent_of(request, referral), form, ("Återta remissen", lead), write)


@of_persons()
def answer_for_person(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Answer an offer with what the person says."""

    def write(at: SentAt, values: dict[str, Any], key: str) -> object:
        day = values.pop("day")
        said = actions.Answer(**values)
        place = (at.row.controller_id, at.row.pk)
        return actions.answer_for_person(actor_of(request), *place, said, key=key, day=day)

    lead = "Ett ja ger personen platsen. Ett nej behåller platsen i kön. Svaret går till teamet."
    form = OfferAnswerForm(request.POST or None)
    return act(request, sent_of(request, referral), form, ("Svara på erbjudandet", lead), write)


@of_persons()
def note_support(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Note support that is given while the person waits."""
    form = SupportForm(request.POST or None)

    def write(at: SentAt, values: dict[str, Any], key: str) -> object:
        new = form.new_support(values)
        return actions.note_support(
            actor_of(request), at.row.controller_id, at.row.pk, new, key=key
        )

    lead = "Det som ni själva ger, med vad det kostar er."
    words = ("Registrera stöd under väntan", lead)
    return act(request, sent_of(request, referral), form, words, write)
