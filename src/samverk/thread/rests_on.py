"""Where an agreement and what it pays for come from: from the claim or the intervention to the council."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.urls import reverse

from samverk.decisions import queries as decisions
from samverk.decisions.queries import Decision
from samverk.federation.queries.agreements import agreement_by_id
from samverk.federation.queries.claims import claim_by_id
from samverk.federation.queries.paid_for import (
    Agreement,
    Behind,
    agreements_about,
    decisions_behind,
    facts_of_decisions,
    names_resting_on,
)
from samverk.foundation.pages import Panel, PanelRow, Reading
from samverk.interventions import queries as interventions

TITLE, PLACE = "Vilar på", "vilar-pa"
NO_DECISION = "Inget beslut är registrerat bakom överenskommelsen."
NO_AGREEMENT = "Ingen beslutad överenskommelse betalar för det här."
LED_TO_NOTHING = (
    "Ingen överenskommelse vilar på beslutet. Det syns här när beslutet står i en överenskommelses steg,"
    " eller är registrerat som en händelse i utförarens medlemskap."
)


def led_panel(reading: Reading) -> Panel:
    """Make the decision page's section with the agreements that the decision led to."""
    reached = decisions.following([reading.subject])
    facts = facts_of_decisions(reached)
    found = names_resting_on(reached, {fact.membership_id for fact in facts})
    rows = tuple(_agreement(one) for one in found)
    more = reverse("led_to", args=[reading.subject]) if found or facts else ""
    label = "Antal, kostnad och vad som saknas"
    return Panel("Vad beslutet ledde till", "ledde-till", rows, LED_TO_NOTHING, label, more)


def agreement_panel(reading: Reading) -> Panel:
    """Make the agreement page's section: the decisions behind it, and the cases they were taken in."""
    return _panel((), [reading.subject])


def claim_panel(reading: Reading) -> Panel:
    """Make the claim page's section: its agreement, and what that rests on."""
    found = agreement_by_id(claim_by_id(reading.subject).agreement_id)
    return _panel([found], [found.pk])


def intervention_panel(reading: Reading) -> Panel:
    """Make the intervention page's section: who pays for it, and by which decision."""
    return _paid_by(agreements_about([reading.subject]).get(reading.subject, []))


def delivery_panel(reading: Reading) -> Panel:
    """Make the delivery page's section: the agreements with the one who gives it."""
    found = interventions.delivery_by_id(reading.subject)
    about = agreements_about([found.intervention_id]).get(found.intervention_id, [])
    return _paid_by([one for one in about if one.payee.member_id == found.provider_id])


def _paid_by(found: Collection[Agreement]) -> Panel:
    if not found:
        return Panel(TITLE, PLACE, (), NO_AGREEMENT)
    return _panel(found, [one.pk for one in found])


def _panel(found: Iterable[Agreement], agreements: Collection[int]) -> Panel:
    """Tell the way: agreements, the decisions behind them, what led to those, and the cases."""
    behind = [one for each in decisions_behind(agreements).values() for one in each]
    own = {one.decision.pk: one for one in behind}
    earlier = decisions.decisions_by_id(decisions.preceding(own) - own.keys())
    taken = [one.decision for one in own.values()]
    rows = (
        *(_agreement(one) for one in found),
        *(_decision(one.decision, one.step) for one in _latest_first(own.values())),
        *(_decision(one, "ledde dit") for one in reversed(earlier)),
        *_cases([*taken, *earlier]),
    )
    first = min(taken, key=lambda one: (one.decided_on or date.max, one.pk), default=None)
    more = reverse("led_to", args=[first.pk]) if first else ""
    return Panel(TITLE, PLACE, rows, NO_DECISION, "Vad beslutet ledde till", more)


def _latest_first(behind: Iterable[Behind]) -> list[Behind]:
    return sorted(behind, key=lambda one: one.decision.decided_on or date.min, reverse=True)


def _agreement(found: Agreement) -> PanelRow:
    place = reverse("agreement", args=[found.federation.slug, found.pk])
    days = f"{found.starts_on} till {found.ends_on}"
    return PanelRow(found.name, place, f"{found.payee.member.short_name}, {days}")


def _decision(found: Decision, step: str) -> PanelRow:
    note = "; ".join(filter(None, [step, found.unconfirmed]))
    place = reverse("decision", args=[found.pk])
    # Without a body the place names the organisation already
    where = f"{found.place}, {found.organisation.short_name}" if found.body else found.place
    label = f"{where}: {found.title}"
    return PanelRow(label, place, note, found.decided_on)


def _cases(taken: Iterable[Decision]) -> Iterable[PanelRow]:
    cases = {one.case_id: one.case for one in taken if one.case}
    for pk, case in cases.items():
        yield PanelRow(f"Ärende {case}", reverse("case", args=[pk]))
