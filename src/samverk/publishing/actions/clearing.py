"""Removes the files of packages that have been kept long enough; what they were stays told."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings

from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.compartments import opened
from samverk.publishing.models import ArchivePackage, PackagePart, PackageState

log = logging.getLogger(__name__)
REMOVED = acts.kind("publishing.package_removed", "Arkivpaketets fil borttagen")
KEEPER = system("Arkivexporten")


def clear_packages(moment: datetime) -> int:
    """Remove the files of packages made longer ago than is kept; answer how many. 0 days keeps them all.

    The package's row, with its checksum and what was in it, is kept. Doing it again removes nothing more.
    """
    days = settings.PACKAGE_DAYS
    if not days:
        return 0
    made = ArchivePackage.objects.filter(
        state=PackageState.DONE, made_at__lt=moment - timedelta(days=days)
    )
    cleared, faults = 0, []
    for package in made.select_related("body").order_by("made_at", "pk"):
        try:
            _clear(package)
            cleared += 1
        except Exception as fault:
            # The others go all the same, and this one is tried again the next night
            log.exception("Filen till arkivpaket %s kunde inte tas bort.", package.pk)
            faults.append(fault)
    if faults:
        raise faults[0]
    return cleared


def _clear(package: ArchivePackage) -> None:
    act = acts.Act(
        KEEPER,
        REMOVED,
        f"arkivpaket/{package.pk}/borttaget",
        package.body.organisation_id,
        body=package.body_id,
    )

    def remove() -> ArchivePackage:
        held = ArchivePackage.objects.select_for_update().get(pk=package.pk)
        held.state, held.message = PackageState.REMOVED, f"Filen togs bort {clock.today()}."
        held.save(update_fields=["state", "message"])
        with opened([held.body_id] if held.with_secrets else []):
            gone, _ = PackagePart.objects.filter(package=held).delete()
        if not gone:
            raise RuntimeError("no piece of the package was there to remove")
        return held

    acts.carry_out(act, remove)
