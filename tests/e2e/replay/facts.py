"""What an installation knows of Härryda's matter, as plain facts: run in its surroundings.

Each fact has a path, so that two installations are compared field by field.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

if __name__ == "__main__":
    import django

    django.setup()

from samverk.decisions.models import Decision, Lineage, Proceedings
from samverk.federation.models import MembershipFact, StatedFee
from samverk.federation.queries import members
from samverk.registry.models import Case, CaseLink, Document

TOWN, FEDERATION = "harryda", "insjoriket"
# After the board's proposal, and before anything that the seeds do not tell of
DAYS = (date(2020, 1, 1), date(2020, 7, 20), date(2022, 10, 3), date(2022, 11, 30))
Facts = dict[str, Any]


def facts() -> Facts:
    """Gather all facts by path."""
    found: Facts = {}
    for decision in Decision.objects.filter(organisation__slug=TOWN).select_related("body", "case"):
        found |= {f"{_place(decision)}: {key}": told for key, told in _decision(decision)}
    for case in Case.objects.filter(body__organisation__slug=TOWN).select_related("body"):
        found |= {f"{case.diary_number}: {key}": told for key, told in _case(case)}
    found |= {f"membership: {what}": told for what, told in _membership()}
    fees = StatedFee.objects.filter(membership__member__slug=TOWN).select_related("document")
    found["fees"] = [[f.year, f.amount, f.precision, _paper(f.document)] for f in fees]
    (member,) = (one for one in members(_home()) if one.membership.member.slug == TOWN)
    for day in DAYS:
        found[f"{day}: headline"] = member.status_on(day).value.headline
    return found


def _home() -> int:
    from samverk.directory.queries import organisation_by_slug

    return organisation_by_slug(FEDERATION).id


def _place(decision: Decision) -> str:
    return f"{decision.body.abbreviation if decision.body else '?'} § {decision.paragraph}"


def _decision(found: Decision) -> Iterator[tuple[str, Any]]:
    yield "day", _day(found.decided_on)
    yield "kind", found.kind
    yield "title", found.title
    yield "case", found.case.diary_number if found.case else ""
    yield "diary number", found.diary_number
    yield "appeal", found.appeal_form
    yield "known by citations alone", found.cited_only
    yield "cites", sorted(_place(c.target) for c in found.citations.all() if c.target)
    yield "acts on", sorted(f"{s.relation} {_place(s.target)}" for s in found.acts_on.all())
    steps = Lineage.objects.filter(target=found, document__isnull=False)
    yield "papers to it", sorted(f"{s.relation} {_paper(s.document)}" for s in steps)
    yield "tasks", sorted([task.task, task.owner] for task in found.assignments.all())
    yield from _proceedings(found)
    kinds = found.force_facts.values_list("kind", "happened_on").order_by("happened_on", "id")
    yield "force", [[kind, _day(day)] for kind, day in kinds]


def _proceedings(found: Decision) -> Iterator[tuple[str, Any]]:
    """Tell of how it was taken, as the first source that tells of it does."""
    told = Proceedings.objects.filter(decision=found).order_by("id").first()
    events = told.vote_events.order_by("order") if told else []
    yield (
        "votes",
        [[v.yes, v.no, v.abstain, v.yes_means, v.no_means] for v in events],
    )
    rolls = (Counter(f"{b.party} {b.option}" for b in v.votes.all()) for v in events)
    yield "votes by party", [dict(sorted(roll.items())) for roll in rolls]
    dissent = Counter(r.party for r in told.reservations.all()) if told else {}
    yield "reservations", dict(sorted(dissent.items()))
    put = told.motions.filter(kind="to_next_body") if told else []
    yield "proposed to", sorted({one.addressed_to for one in put})


def _case(case: Case) -> Iterator[tuple[str, Any]]:
    yield "body", case.body.abbreviation
    yield "title", case.title
    yield "opened", _day(case.opened_on)
    links = CaseLink.objects.filter(case=case).select_related("other")
    yield "linked", sorted(f"{one.kind} {one.other.diary_number}" for one in links)
    memos = Document.objects.filter(case=case, kind="memo")
    yield "memos", sorted(_paper(one) for one in memos)


def _membership() -> Iterator[tuple[str, list[str | None]]]:
    rows = MembershipFact.objects.filter(membership__member__slug=TOWN, kept=True)
    for row in rows.select_related("decision__body", "document"):
        source = _place(row.decision) if row.decision else _paper(row.document)
        day = row.happened_on or (row.decision.decided_on if row.decision else None)
        yield f"{row.kind} {source}".strip(), [_day(day), _day(row.states_exit)]


def _paper(found: Document | None) -> str:
    return f"{found.kind} {found.dated_on}" if found else ""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


if __name__ == "__main__":
    print(json.dumps(facts()))  # noqa: T201
