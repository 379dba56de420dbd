"""What the open catalogue tells of each intervention, as it is given: for whom, how, and how long one waits.

No number is told here that everybody may not read there: the waits are those of the month, medians of
at least ten people, and how many they rest on is told in tens.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from samverk.directory.queries import OrganisationRef
from samverk.interventions import queries as interventions
from samverk.interventions.ports import WAITS, Between, Wait, WaitFigure
from samverk.interventions.queries import (
    Delivery,
    Intake,
    Listed,
    PublishedStatistics,
    YearSubject,
)
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind
from samverk.rules.interventions.capacity import Places
from samverk.rules.wording import running_date, sentence

KINDS = (Kind.INTERVENTION,)
REFERRAL = (
    "Remiss behövs. Den skickas av den som du har kontakt med hos kommunen, regionen, "
    "Försäkringskassan eller Arbetsförmedlingen."
)
FOR_ALL = "Inget krav är angivet: den är för alla i förbundet."
COUNTED = {
    YearSubject.OUTCOMES: "De som avslutade sitt deltagande och har samtyckt till uppföljning.",
    YearSubject.RETURNS: (
        "Remisser som återremitterades, av dem som har samtyckt till uppföljning. Räknat i remisser."
    ),
}
EXAMPLE = "Ett exempel: det som ingen källa anger är påhittat."


def listed_in(federations: Collection[int] | Mapping[int, object], day: date) -> list[Listed]:
    """List what the catalogue of a day has of some federations (organisation ids)."""
    if not federations:
        return []
    shelves = interventions.catalogue(interventions.Sought(day)).shelves
    rows = (row for shelf in shelves for row in shelf.rows)
    return [row for row in rows if row.delivery.intervention.federation_id in federations]


def intervention_drafts(organisations: Sequence[OrganisationRef], day: date) -> list[Draft]:
    """Give what the federations among some organisations offer; as many questions whatever it is."""
    listed = listed_in({one.id for one in organisations if one.kind == "federation"}, day)
    given = [one.delivery for one in listed]
    waits = WAITS.how_long_each(given, day) if given else {}
    keys = [one.pk for one in given]
    places = interventions.places_of(keys, day) if given else {}
    told = interventions.statistics_of_each(keys) if given else {}
    return [
        _draft(one, waits[one.delivery.pk], places, told.get(one.delivery.pk, []), day)
        for one in listed
    ]


def _draft(
    one: Listed,
    wait: Wait,
    places: Mapping[int, Places],
    told: Sequence[PublishedStatistics],
    day: date,
) -> Draft:
    found = one.delivery
    return Draft(
        Kind.INTERVENTION,
        found.pk,
        f"{found.name} (exempel)" if found.is_example else found.name,
        text=_text(found),
        organisation=found.intervention.federation_id,
        status="Öppet" if one.intake.is_open else "Inte öppet",
        data={
            "provider": found.provider.name,
            "places": _places(places.get(found.pk)),
            "window": _window(one.intake),
            "requirements": _requirements(found, day),
            "waits": _waits(wait),
            "intervention": found.intervention_id,
            "statistics": [_published(row) for row in told],
        },
    )


def _published(row: PublishedStatistics) -> dict[str, Any]:
    """Tell a year's tables as they are published: what is not told in them is null."""
    return {
        "title": f"{row.get_subject_display()} {row.year}",
        "year": row.year,
        "counted": COUNTED.get(YearSubject(row.subject), ""),
        "tables": row.tables,
        "published_by": row.published_by,
        "published_on": row.published_on.isoformat(),
    }


def _text(found: Delivery) -> str:
    """Tell what one does there, what it is to lead to, and how one comes there."""
    outcomes = [line.strip() for line in found.outcomes.splitlines() if line.strip()]
    parts = (
        EXAMPLE if found.is_example else "",
        found.content,
        f"Det ska leda till: {'; '.join(outcomes)}." if outcomes else "",
        REFERRAL if found.needs_referral else "Ingen remiss behövs.",
        found.how_to_apply,
    )
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _places(found: Places | None) -> str:
    if found is None:
        return "inte angivet"
    shut = f", {found.out_of_service} stängda" if found.out_of_service else ""
    return f"{found.funded} finansierade, högst {found.maximum}{shut}"


def _window(found: Intake) -> str:
    """Tell whether one can apply now, and where else; dates in words."""
    words = [f"{_state(found)}."]
    if not found.is_open:
        words += [found.why, f"Sök i stället: {found.successor}." if found.successor else ""]
    return " ".join(filter(None, words))


def _state(found: Intake) -> str:
    if found.is_open:
        return f"Öppet till och med {running_date(found.until)}" if found.until else "Öppet"
    if found.opens_on:
        return f"Öppnar {running_date(found.opens_on)}"
    if found.closed_on:
        return f"Stängt efter {running_date(found.closed_on)}"
    return "Inte öppet än"


def _requirements(found: Delivery, day: date) -> list[str]:
    told = interventions.told(found.requirements.all(), day)
    words = [sentence(text) for one in told for text in one.words]
    return words or [FOR_ALL]


def _waits(found: Wait) -> dict[str, Any]:
    """Give a wait with its figures in words; ``n`` is the least number of people behind any of them."""
    people = {one.least for one in found.figures}
    words = (_figure(one, is_counted=len(people) > 1) for one in found.figures)
    return {
        "words": " ".join([found.text, *words]),
        "n": min(people, default=None),
        "day": found.day.isoformat() if found.day and people else None,
    }


def _figure(one: WaitFigure, *, is_counted: bool) -> str:
    usual = f"högst {one.longest_usual} dagar" if one.longest_usual is not None else "okänt"
    counted = f", räknat på minst {one.least} personer" if is_counted else ""
    return (
        f"{one.measure}: hälften väntar högst {one.median} dagar{_within(one.median_between)}, "
        f"nio av tio {usual}{_within(one.usual_between)}{counted}."
    )


def _within(found: Between) -> str:
    return f" ({found.in_words})" if found.in_words else ""
