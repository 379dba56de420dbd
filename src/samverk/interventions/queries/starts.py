"""When groups of a delivery begin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from samverk.foundation.errors import NotFoundError
from samverk.interventions.models import CohortStart, Delivery, StartMode
from samverk.rules.wording import running_date


def starts_of(delivery: int) -> list[CohortStart]:
    """List the starts of a delivery (id), past and called off too, the latest first."""
    return list(CohortStart.objects.filter(delivery=delivery).order_by("-starts_on"))


def coming_starts(delivery: int, day: date) -> list[CohortStart]:
    """List the starts of a delivery (id) that are to come on a day, the next first."""
    return list(still_to_come(starts_of(delivery), day))


def still_to_come(rows: Iterable[CohortStart], day: date) -> list[CohortStart]:
    """Pick the starts that are to come on a day and not called off, the next first."""
    kept = (row for row in rows if row.starts_on >= day and not row.called_off)
    return sorted(kept, key=lambda row: row.starts_on)


def starting_words(deliveries: Iterable[Delivery], day: date) -> dict[int, str]:
    """Say when one who is referred can begin, by delivery (id): nothing of those where it is at any time.

    It is what the catalogue tells everybody: the places of the group, not how many of them are taken.
    """
    asked = list(deliveries)
    grouped = [one.pk for one in asked if one.start_mode == StartMode.COHORT]
    found = {
        one.pk: "En person i taget har platsen."
        for one in asked
        if one.start_mode == StartMode.SINGLE_PLACE
    }
    if not grouped:
        return found
    by_delivery: dict[int, list[CohortStart]] = {pk: [] for pk in grouped}
    for row in CohortStart.objects.filter(delivery__in=grouped, starts_on__gte=day):
        by_delivery[row.delivery_id].append(row)
    return found | {pk: _next_words(rows, day) for pk, rows in by_delivery.items()}


def _next_words(rows: list[CohortStart], day: date) -> str:
    """Say when the next group begins, and the one after it where it is too late to apply for that."""
    coming = still_to_come(rows, day)
    if not coming:
        return "Personer börjar i grupp. Ingen kommande start är registrerad."
    open_one = next((one for one in coming if one.apply_by is None or one.apply_by >= day), None)
    told = f"Nästa start: {_start_words(coming[0])}."
    if open_one is None:
        return f"{told} Sista dag att söka har passerat."
    if open_one is not coming[0]:
        told += f" Sista dag att söka till den har passerat. Därefter: {_start_words(open_one)}."
    last = open_one.apply_by
    return f"{told} Sök senast {running_date(last)}." if last else told


def _start_words(row: CohortStart) -> str:
    if row.places is None:
        return running_date(row.starts_on)
    many = f"{row.places} plats" if row.places == 1 else f"{row.places} platser"
    return f"{running_date(row.starts_on)}, {many}"


def start_by_id(start: int) -> CohortStart:
    """Answer which start this is. Raises NotFoundError."""
    found = CohortStart.objects.filter(pk=start).first()
    if found is None:
        raise NotFoundError("Starten finns inte.")
    return found
