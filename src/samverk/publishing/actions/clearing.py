"""Removes the files of packages that the archive has had time to fetch; what they were stays told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from samverk.foundation import acts, clock
from samverk.foundation.actors import system
from samverk.foundation.compartments import opened
from samverk.publishing.models import ArchivePackage, PackagePart, PackageState

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
    found = list(made.select_related("body").order_by("made_at", "pk"))
    for package in found:
        _clear(package)
    return len(found)


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
            PackagePart.objects.filter(package=held).delete()
        return held

    acts.carry_out(act, remove)
