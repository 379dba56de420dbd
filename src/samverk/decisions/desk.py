"""The piles that decisions lay on the start page's desk."""

from __future__ import annotations

from django.urls import reverse

from samverk.decisions import waiting
from samverk.decisions.models import Assignment, Citation, Decision
from samverk.foundation.desk import Pile, Task, Visit
from samverk.rules.wording import running_date


def assignments(visit: Visit) -> Pile:
    """Lay the tasks that decisions gave and nobody has reported done."""
    tasks = tuple(_assignment(one, visit) for one in waiting.open_assignments(visit.actor))
    return Pile("Uppdrag att återrapportera", "uppdrag", "Uppdrag som beslut har gett.", tasks)


def _assignment(found: Assignment, visit: Visit) -> Task:
    tone, state = "running", "Utan slutdag"
    if found.due_on:
        is_late = found.due_on < visit.day
        tone = "attention" if is_late else "running"
        state = f"{'Försenat sedan' if is_late else 'Senast'} {found.due_on}"
    url = reverse("decision", args=[found.decision_id])
    return Task(found.task, f"{url}#uppdrag", tone, state, f"{found.owner}, {found.decision}")


def legal_force(visit: Visit) -> Pile:
    """Lay the decisions whose legal force wants confirming, and those that lack a day of posting."""
    ripe = [
        _decision(one, "attention", f"Antas ha laga kraft från {running_date(day)}")
        for one, day in waiting.presumed_in_force(visit.actor, visit.day)
    ]
    unposted = [
        _decision(one, "unknown", "Okänt, anslagsdagen är inte registrerad")
        for one in waiting.without_posting(visit.actor, visit.day)
    ]
    why = "Bekräfta när ingen har överklagat, eller registrera dagen då beslutet anslogs."
    return Pile("Laga kraft", "laga-kraft", why, (*ripe, *unposted))


def citations(visit: Visit) -> Pile:
    """Lay the decisions that are known only because others cite them."""
    unseen = [
        _decision(one, "unknown", "Känt bara genom hänvisningar")
        for one in waiting.unseen_decisions(visit.actor)
    ]
    loose = [_citation(one) for one in waiting.loose_citations(visit.actor)]
    why = "Registrera besluten, så hänger kedjan ihop."
    return Pile("Hänvisningar till beslut som saknas", "hanvisningar", why, (*unseen, *loose))


def _decision(found: Decision, tone: str, state: str) -> Task:
    label = f"{found}: {found.title}"
    place = found.organisation.short_name
    return Task(label, reverse("decision", args=[found.pk]), tone, state, place)


def _citation(found: Citation) -> Task:
    if found.decision:
        url, where = reverse("decision", args=[found.decision.pk]), str(found.decision)
    else:
        case = found.document.case if found.document else None
        url, where = (reverse("case", args=[case.pk]), str(case)) if case else ("", "")
    return Task(
        str(found), f"{url}#hanvisningar", "unknown", "Inte registrerat", f"nämns i {where}"
    )
