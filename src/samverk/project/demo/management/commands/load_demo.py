"""``samverk manage load_demo``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from samverk.project.demo.peers import meet
from samverk.project.rooms import Profile


class Command(BaseCommand):
    """Loads the demo; loading again changes nothing."""

    help = "Läs in demon."

    def add_arguments(self, parser: CommandParser) -> None:
        """Let the peers alone be loaded, when the other installation has moved."""
        parser.add_argument("--only-peers", action="store_true", help="Lägg bara upp motparterna.")

    def handle(self, *_: Any, **options: Any) -> None:
        """Load, and meet the other installation of the demo where there is one."""
        profile = Profile(settings.DEMO_OF)
        if not options["only_peers"]:
            _load(profile)
        if settings.DEMO_PEER:
            meet(profile, settings.DEMO_PEER)
            _tell(profile)


def _load(profile: Profile) -> None:
    # A federation's installation has no tables of persons, and nothing there may import them
    if profile is Profile.PARTY:
        from samverk.project.demo.party import PartyLoader

        PartyLoader().load()
    else:
        from samverk.project.demo.load import Loader
        from samverk.project.demo.party_catalogue import load_deliveries

        loader = Loader()
        loader.load()
        load_deliveries(loader.terms.federation_id, loader.organisations)


def _tell(profile: Profile) -> None:
    """Let the party send its counts once the two know each other."""
    if profile is Profile.PARTY:
        from samverk.project.demo.party_counts import tell_counts

        tell_counts()
