"""What persons lay on the start page's desk: how many wait for the reader, and counts to send.

Numbers alone: who they are is read on the pages, where it is noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from samverk.directory.queries import body_ref
from samverk.exchange.queries import of_type
from samverk.foundation import clock
from samverk.foundation.desk import Pile, Task, Visit
from samverk.foundation.permissions import Right, organisations_where
from samverk.interventions.persons.models import (
    DisposalDecision,
    DryRun,
    Participation,
    Referral,
    ReferralStep,
    RetentionPlan,
    Side,
    SubjectRequest,
)
from samverk.interventions.persons.queries.claims_touched import claims_touched
from samverk.interventions.persons.queries.colleagues import waits_for_answer
from samverk.interventions.persons.queries.disposal import due_in
from samverk.interventions.persons.queries.due import (
    follow_ups_due,
    follow_ups_to_renew,
    shares_to_renew,
    turned_down_lately,
)
from samverk.interventions.persons.queries.lasting import (
    holds_over,
    pauses_over,
    stays_over,
    unconfirmed,
)
from samverk.interventions.persons.queries.left_behind import left_behind
from samverk.interventions.persons.queries.lists import returned_lately
from samverk.interventions.persons.queries.moves import moves_to_answer
from samverk.interventions.persons.queries.participations import DUE
from samverk.interventions.persons.queries.proposals import to_answer
from samverk.interventions.persons.queries.undelivered import undelivered
from samverk.interventions.persons.queries.unnamed import unnamed
from samverk.interventions.persons.zone import authorities_of, looking
from samverk.interventions.queries.telling import COUNTS
from samverk.rules.interventions.participation import ParticipationState
from samverk.rules.interventions.referral import ReferralEvent, ReferralState
from samverk.rules.wording import running_date

WHY = "Förbundet följer upp insatserna med era antal. Det får aldrig veta vilka personerna är."

_R = ReferralState
MOST_UNDELIVERED = 20
TURNED_DOWN = "Platser som fick nej, erbjud nästa"
UNCONFIRMED = "Väntan som inte är bekräftad i tid"
LONG_PAUSES = "Pauser i kön som varat längre än de får"
# These stand at each queue
IN_QUEUES = frozenset({TURNED_DOWN, UNCONFIRMED, LONG_PAUSES})
NOT_THERE = "Mottagaren vet inte det ni vet. Ring dem, och skicka igen när felet är rättat."
UNKNOWN = (
    "En remiss sade att personen har skyddade personuppgifter. Därför ser bara samordnaren personen nu."
    " Namnge den som arbetar med personen."
)
WHY_REMOVED = "Uppgifter om personer gallras när deras tid är ute, klart inom den tid planen säger."
WAITS = "Den som remitteras ska veta vad som händer, och klockan går."


def persons_waiting(visit: Visit) -> Pile:
    """Lay how many referrals and participants wait for something that the reader does."""
    asked = (
        (Right.RECEIVE, "Remisser i inkorgen", _referrals(Side.RECEIVED, _R.SUBMITTED)),
        (Right.RECEIVE, "Remisser under bedömning", _referrals(Side.RECEIVED, _R.UNDER_ASSESSMENT)),
        (Right.RECEIVE, "Remisser som snart förfaller", _warned(Side.RECEIVED)),
        (Right.REFER, "Remisser som ingen har börjat bedöma", _warned(Side.SENT)),
        (Right.REFER, "Remisser att komplettera", _referrals(Side.SENT, _R.INCOMPLETE)),
        (Right.REFER, "Återremitterade, läs rådet", returned_lately(visit.day)),
        (Right.REFER, "Utkast till remisser", _referrals(Side.SENT, _R.DRAFT)),
        (Right.REFER, "Förslag att svara på", to_answer()),
        (Right.REFER, "Flytt att svara på", moves_to_answer(visit.day)),
        (
            Right.HANDLE_PARTICIPANTS,
            "Deltagare som ska börja",
            Participation.objects.filter(state=ParticipationState.PLANNED),
        ),
        (Right.REFER, "Samtycken som snart löper ut", shares_to_renew(visit.day)),
        (Right.RECEIVE, TURNED_DOWN, turned_down_lately(visit.day)),
        (Right.RECEIVE, UNCONFIRMED, unconfirmed(visit.day)),
        (Right.RECEIVE, LONG_PAUSES, pauses_over(visit.day)),
        (Right.HANDLE_PARTICIPANTS, "Uppehåll som skulle ha slutat", holds_over(visit.day)),
        (Right.HANDLE_PARTICIPANTS, "Deltaganden längre än de får vara", stays_over(visit.day)),
        (
            Right.HANDLE_PARTICIPANTS,
            "Samtycken till uppföljning som snart löper ut",
            follow_ups_to_renew(visit.day),
        ),
    )
    tasks = []
    for right, label, rows in asked:
        bodies = authorities_of(visit.actor, right)
        if bodies and (number := _number(rows, bodies, visit, right)):
            url = _where(right, label)
            tasks.append(Task(label, url, "running", f"{number} väntar"))
    tasks += [*_answers(visit), *_left_behind(visit), *_follow_ups(visit)]
    return Pile("Personer", "personer", WAITS, tuple(tasks))


def _where(right: Right, label: str) -> str:
    """Answer at which list somebody finds those that a line counts."""
    if right is Right.HANDLE_PARTICIPANTS:
        # The lines count the whole team's
        return f"{reverse('participations')}?visa=alla"
    return f"{reverse('persons')}#koer" if label in IN_QUEUES else reverse("persons")


def _answers(visit: Visit) -> Iterator[Task]:
    """Tell of the places in queues that wait for the referrer's authority, whoever referred."""
    bodies = authorities_of(visit.actor, Right.REFER)
    if not bodies:
        return
    with looking(visit.actor, bodies, Right.REFER):
        waits = waits_for_answer(bodies, visit.day)
    for label, found in (
        ("Erbjudna platser att svara på", waits.offered),
        ("Väntan att bekräfta", waits.due),
    ):
        if found:
            yield Task(label, reverse("persons"), "attention", f"{len(found)} väntar")


def _left_behind(visit: Visit) -> Iterator[Task]:
    """Tell whoever coordinates of those who take part in what is given no more."""
    for body in authorities_of(visit.actor, Right.COORDINATE_PERSONS):
        if number := _number(left_behind(visit.day), [body], visit, Right.COORDINATE_PERSONS):
            url = reverse("left_behind", args=[body])
            state = f"{number} att avsluta"
            yield Task("Kvar i en verksamhet som upphört", url, "attention", state)


def _follow_ups(visit: Visit) -> Iterator[Task]:
    """Tell of the follow-ups after 3, 6 and 12 months that are due, at the list that has them all."""
    bodies = authorities_of(visit.actor, Right.HANDLE_PARTICIPANTS)
    if not bodies:
        return
    with looking(visit.actor, bodies, Right.HANDLE_PARTICIPANTS):
        ours = Participation.objects.filter(controller__in=bodies)
        number = follow_ups_due(ours, visit.day, slice(0, 1)).total
    if number:
        url = f"{reverse('participations')}?visa=alla&lista={DUE}"
        yield Task("Uppföljningar att göra", url, "running", f"{number} väntar")


def _referrals(side: Side, state: ReferralState) -> QuerySet[Referral]:
    return Referral.objects.filter(side=side, state=state)


def _warned(side: Side) -> QuerySet[Referral]:
    """Those that nobody takes up, and that have been warned of."""
    warned = ReferralStep.objects.filter(subject=OuterRef("pk"), event=ReferralEvent.WARN)
    return _referrals(side, _R.SUBMITTED).filter(Exists(warned))


def _number(
    rows: QuerySet[Any],
    bodies: list[int],
    visit: Visit,
    right: Right,
) -> int:
    """Count those that the reader may see: of their deliveries, protected persons by named handlers."""
    with looking(visit.actor, bodies, right):
        return rows.filter(controller__in=bodies).count()


def access_requests(visit: Visit) -> Pile:
    """Lay the requests for an extract that wait at each authority that the reader coordinates."""
    tasks = []
    for body in authorities_of(visit.actor, Right.COORDINATE_PERSONS):
        with looking(visit.actor, [body], Right.COORDINATE_PERSONS):
            first = SubjectRequest.objects.filter(controller=body, answered_on=None)
            days = list(first.order_by("due_on").values_list("due_on", flat=True))
        if days:
            tone = "stopped" if days[0] < visit.day else "running"
            url = reverse("subject_requests", args=[body])
            state = f"{len(days)} väntar, första senast {days[0]}"
            tasks.append(Task("Registerutdrag att lämna", url, tone, state))
    return Pile("Registerutdrag", "registerutdrag", ACCESS_WHY, tuple(tasks))


ACCESS_WHY = "Den som begär ett utdrag ska få svar inom en månad."


CLAIMS_WHY = "Ett deltagande som aldrig var ska inte betalas."


def claims_to_mend(visit: Visit) -> Pile:
    """Lay the reader's own claims that rest on a participation that was entered in error."""
    payees = organisations_where(visit.actor, Right.SUBMIT_CLAIM)
    tasks = [
        Task(
            f"{one.claim}, {one.claim.agreement.name}",
            reverse("claim", args=[one.claim.agreement.federation.slug, one.claim.pk]),
            "attention",
            "Ett deltagande i perioden är felregistrerat",
            "Stäm av antalen. Är de fel: lämna in på nytt, eller be förbundet rätta.",
        )
        for one in claims_touched(payees, clock.now())
    ]
    return Pile("Rekvisitioner att stämma av", "felregistrerade-dagar", CLAIMS_WHY, tuple(tasks))


def undelivered_messages(visit: Visit) -> Pile:
    """Lay what did not get through of persons whom the reader may know of, to send again.

    Whoever refers sees what was sent by referrers, the coordinator all.
    """
    tasks = []
    coordinates = authorities_of(visit.actor, Right.COORDINATE_PERSONS)
    for body in authorities_of(visit.actor, Right.COORDINATE_PERSONS, Right.REFER):
        with looking(visit.actor, [body], Right.COORDINATE_PERSONS, Right.REFER):
            found = undelivered(body)
        if body not in coordinates:
            found = [one for one in found if one.side == Side.SENT]
        tasks += [
            Task(
                f"Besked om remiss till {one.recipient}",
                reverse("send_again", args=[one.referral]),
                "stopped",
                f"{one.state.capitalize()}: {one.reason}",
                f"Skickat {running_date(timezone.localtime(one.sent_at).date())}",
            )
            for one in found[:MOST_UNDELIVERED]
        ]
    return Pile("Besked om personer som inte kom fram", "ej-framme", NOT_THERE, tuple(tasks))


def without_handler(visit: Visit) -> Pile:
    """Lay whom a referral has hidden from those who work with them, for each coordinator."""
    tasks = []
    for body in authorities_of(visit.actor, Right.COORDINATE_PERSONS):
        with looking(visit.actor, [body], Right.COORDINATE_PERSONS):
            found = unnamed(body)
        tasks += [
            Task(
                "Namnge handläggare för en person",
                reverse("name_handler", args=[one.person]),
                "attention",
                "deltar nu" if one.takes_part else "väntar",
            )
            for one in found[:MOST_UNDELIVERED]
        ]
    return Pile("Skyddade personer utan handläggare", "utan-handlaggare", UNKNOWN, tuple(tasks))


def counts_to_send(visit: Visit) -> Pile:
    """Lay the counts of each authority that the reader coordinates, with when they were last sent."""
    bodies = authorities_of(visit.actor, Right.COORDINATE_PERSONS)
    return Pile("Antal till förbundet", "antal", WHY, tuple(_task(body) for body in bodies))


def _task(body: int) -> Task:
    sent = of_type(COUNTS[0], body, limit=1)
    when = f"Senast skickat {sent[0].message.created_at:%Y-%m-%d}" if sent else "Inte skickat än"
    return Task(
        f"Antal deltagare, {body_ref(body).full_name}",
        f"{reverse('counts_to_send')}?myndighet={body}",
        "neutral" if sent else "attention",
        when,
    )


def disposals(visit: Visit) -> Pile:
    """Lay what waits for the archivist and, once a year, for who tries the plan."""
    decides = authorities_of(visit.actor, Right.DECIDE_DISPOSAL)
    tries = authorities_of(visit.actor, Right.COORDINATE_PERSONS)
    bodies = sorted({*decides, *tries})
    if not bodies:
        return Pile("Gallring", "gallring", WHY_REMOVED, ())
    with looking(visit.actor, bodies, Right.DECIDE_DISPOSAL, Right.COORDINATE_PERSONS):
        plans = set(
            RetentionPlan.objects.filter(from_date__lte=visit.day).values_list(
                "controller", flat=True
            )
        )
        rows = DryRun.objects.select_related("decision__start", "decision__certificate")
        latest = {run.controller_id: run for run in rows.order_by("controller", "recorded_at")}
        due = due_in(latest.values(), visit.actor.user)
    seen = {body: (run, due.get(run.pk, 0)) for body, run in latest.items()}
    made = (
        _disposal(one, seen.get(one), visit.day, has_plan=one in plans, decides=one in decides)
        for one in bodies
    )
    return Pile("Gallring", "gallring", WHY_REMOVED, tuple(one for one in made if one))


def _disposal(
    body: int, tried: tuple[DryRun, int] | None, day: date, *, has_plan: bool, decides: bool
) -> Task | None:
    """Say what is next at one authority, for whoever may do it; None for nothing.

    ``tried`` is the latest trial, and how many the reader sees as due in it.
    """
    run, due = tried or (None, 0)
    if not has_plan:
        state = "Ingen plan är beslutad" if decides else ""
    elif run is None or run.day.year < day.year:
        state = "" if decides else "Årets provgallring är inte gjord"
    elif not decides or hasattr(_decision(run), "certificate"):
        state = ""
    elif _decision(run) is None:
        state = f"{due} att besluta om" if due else ""
    else:
        state = "Beslutad, inte klar"
    if not state:
        return None
    label = f"Gallring, {body_ref(body).full_name}"
    return Task(label, reverse("retention", args=[body]), "attention", state)


def _decision(run: DryRun) -> DisposalDecision | None:
    return getattr(run, "decision", None)
