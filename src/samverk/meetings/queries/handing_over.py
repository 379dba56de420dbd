"""To whom a secret paragraph has been handed over; only inside its compartment."""

from __future__ import annotations

from samverk.meetings.models import AgendaItem, AgendaItemSecret, HandedOver


def provision_of(item: AgendaItem) -> str:
    """Answer what makes an item secret; "" outside its compartment."""
    found = AgendaItemSecret.objects.filter(item=item).values_list("provision", flat=True)
    return found.first() or ""


def handed_over(item: AgendaItem) -> list[HandedOver]:
    """List to whom a paragraph has been handed over, in the order it was noted."""
    return list(HandedOver.objects.filter(item=item).order_by("id"))
