"""Leaves an elected person out of all that is published, at once, or lets them be shown again.

Whoever has protected personal data is told of nowhere: the roles go, and their name is masked where it
stands. A file that holds the name goes whole, until what it is of is published anew.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from samverk.directory import queries as directory
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.permissions import require
from samverk.publishing.actions import records
from samverk.publishing.actions.vocabulary import forget
from samverk.publishing.drafts import Draft
from samverk.publishing.marking import digest_of_words
from samverk.publishing.models import (
    Handling,
    Record,
    Release,
    ReleaseMark,
    ReleaseState,
    ShieldedPerson,
)
from samverk.publishing.queries.shielded import SHIELD, may_shield, naming, roles_of
from samverk.publishing.sources.directory import KINDS
from samverk.rules.masking import size_of

SHIELDED = acts.kind("publishing.person_shielded", "Förtroendevald utelämnad ur det publicerade")
SHOWN = acts.kind("publishing.person_shown", "Förtroendevald visas i det publicerade igen")
STANDING = (ReleaseState.DRAFT, ReleaseState.PUBLISHED)


def shield_person(actor: Actor, organisation: int, person: int, *, key: str) -> ShieldedPerson:
    """Leave somebody (id) elected in an organisation (id) out of all that is published, at once.

    One who is left out already stays so. Raises NotFoundError for whoever is not elected there.
    """

    def work() -> ShieldedPerson:
        name = _elected(organisation, person)
        # What is being published at the same time is waited for, and whatever comes after sees this
        records.wait_for_turn(SHIELD)
        records.wait_for_turn(f"sync/{KINDS[0]}")
        made = _added(actor, organisation, person, is_shielded=True)
        moment = timezone.now()
        records.withdraw(Record.objects.filter(roles_of(person)), moment)
        _mask(actor, name)
        return made

    return acts.carry_out(_act(actor, SHIELDED, organisation, person, key), work)


def show_person(actor: Actor, organisation: int, person: int, *, key: str) -> ShieldedPerson:
    """Let somebody be shown again: their roles are published anew by themselves, masked texts are not."""

    def work() -> ShieldedPerson:
        _elected(organisation, person)
        return _added(actor, organisation, person, is_shielded=False)

    return acts.carry_out(_act(actor, SHOWN, organisation, person, key), work)


def _act(actor: Actor, kind: str, organisation: int, person: int, key: str) -> acts.Act:
    require(may_shield(actor, organisation))
    return acts.Act(actor, kind, key, organisation, content=person)


def _elected(organisation: int, person: int) -> str:
    """Answer the name of somebody elected in an organisation; whoever else may be is found nowhere."""
    for one in directory.elected_in(organisation):
        if one.pk == person:
            return one.name
    raise NotFoundError("Personen är inte vald i organisationen.")


def _added(actor: Actor, organisation: int, person: int, *, is_shielded: bool) -> ShieldedPerson:
    records.wait_for_turn(SHIELD)
    last = ShieldedPerson.objects.filter(person=person).order_by("-pk").first()
    if last and last.is_shielded == is_shielded:
        return last
    return ShieldedPerson.objects.create(
        person_id=person,
        organisation_id=organisation,
        is_shielded=is_shielded,
        made_by=actor.name,
    )


def _mask(actor: Actor, name: str) -> None:
    """Mask a name wherever it stands published, and in whatever is published anew of the same."""
    standing, moment = naming(name), timezone.now()
    drafts = {row.pk: records.standing_draft(row).masked([name]) for row in standing}
    before = [f"{row.title}\n{row.text}" for row in standing]
    with_file = {row.pk for row in standing if row.data.get("sha512")}
    records.withdraw(Record.objects.filter(pk__in=drafts), moment)
    by_release: dict[int | None, list[Draft]] = {}
    for row in standing:
        if row.pk not in with_file:
            by_release.setdefault(row.release_id, []).append(drafts[row.pk])
    for release, some in by_release.items():
        records.write(some, moment, release)
    forget(before)
    _mark(actor, name, {row.release_id for row in standing if row.release_id})


def _mark(actor: Actor, name: str, releases: Iterable[int]) -> None:
    """Mark the name as masked in what told it, so that whatever tells it anew begins with that."""
    found = Release.objects.filter(pk__in=releases, state__in=STANDING)
    for one in found:
        digest = digest_of_words(one.body_id, name)
        facts = {"size": size_of(name), "handling": Handling.MASK, "made_by": actor.name}
        if not one.marks.filter(digest=digest).exists():
            ReleaseMark.objects.create(release=one, digest=digest, **facts)
