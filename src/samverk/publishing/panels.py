"""The section that leads from a case to its publishing, without a question to the database."""

from __future__ import annotations

from django.urls import reverse

from samverk.foundation.pages import Offer, Panel, Reading, offers
from samverk.foundation.permissions import Right, may
from samverk.publishing.models import ReleaseKind


def case_panel(reading: Reading) -> Panel | None:
    """Make the case page's section, for those who may publish the case."""
    permission = may(
        reading.actor, Right.PUBLISH, organisation=reading.organisation, body=reading.body
    )
    if not permission:
        return None
    url = reverse("releases_of", args=[ReleaseKind.CASE.value, reading.subject])
    return Panel(
        "Publicering",
        "publicering",
        (),
        "Ärendet och dess öppna handlingar kan granskas och publiceras för alla.",
        offers=offers(Offer("Publicera ärendet", url, permission)),
    )
