"""The sections that the archive adds to a case's page and a body's, for those who make packages."""

from __future__ import annotations

from django.urls import reverse

from samverk.foundation.pages import Offer, Panel, Reading, offers
from samverk.foundation.permissions import Right, may


def case_archive_panel(reading: Reading) -> Panel | None:
    """Make the case page's section, without a question to the database."""
    body = reading.body
    if body is None:
        return None
    allowed = may(
        reading.actor, Right.DELIVER_TO_ARCHIVE, organisation=reading.organisation, body=body
    )
    if not allowed:
        return None
    url = f"{reverse('new_package', args=[body])}?arende={reading.subject}"
    return Panel(
        "Arkiv",
        "arkiv",
        (),
        "Ärendet kan lämnas till arkivmyndigheten som ett paket.",
        "Organets arkivpaket",
        reverse("archive_of", args=[body]),
        offers=offers(Offer("Gör arkivpaket", url, allowed)),
    )


def body_archive_panel(reading: Reading) -> Panel | None:
    """Make the body page's section: the way to its packages and its plan, without a question."""
    allowed = may(
        reading.actor,
        Right.DELIVER_TO_ARCHIVE,
        organisation=reading.organisation,
        body=reading.subject,
    )
    if not allowed:
        return None
    return Panel(
        "Arkiv",
        "arkiv",
        (),
        "Det som organet har kan lämnas till arkivmyndigheten som paket.",
        "Arkivpaket, plan och gallring",
        reverse("archive_of", args=[reading.subject]),
    )
