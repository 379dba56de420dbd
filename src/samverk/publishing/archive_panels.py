"""The sections that the archive adds to a case's page and a body's, for those who make packages."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from samverk.foundation.pages import Offer, Panel, PanelRow, Reading, offers
from samverk.foundation.permissions import Right, may
from samverk.publishing.models import ArchivePackage
from samverk.publishing.queries.archives import packages_of, packages_of_case

SHOWN = 5


def case_archive_panel(reading: Reading) -> Panel | None:
    """Make the case page's section with the packages made of it."""
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
        tuple(_row(one) for one in packages_of_case(reading.subject, limit=SHOWN)),
        "Inget arkivpaket är gjort av ärendet.",
        offers=offers(Offer("Gör arkivpaket", url, allowed)),
    )


def body_archive_panel(reading: Reading) -> Panel | None:
    """Make the body page's section with its latest packages, and the way to the plan."""
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
        tuple(_row(one) for one in packages_of(reading.subject, limit=SHOWN)),
        "Inget arkivpaket är gjort.",
        "Arkivpaket, plan och gallring",
        reverse("archive_of", args=[reading.subject]),
    )


def _row(package: ArchivePackage) -> PanelRow:
    note = f"version {package.version}, {package.get_state_display()}"
    day = timezone.localdate(package.asked_at)
    return PanelRow(package.label, reverse("package", args=[package.pk]), note, day)
