"""The referrer's word that a person still waits: whether the need is the same, and what support is given."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.interventions.persons.actions.crossing import entries_behind
from samverk.interventions.persons.actions.disclosing import told_to
from samverk.interventions.persons.actions.far_waits import confirm_far
from samverk.interventions.persons.actions.queueing import CONFIRMED, is_elsewhere
from samverk.interventions.persons.actions.steps import Doing, done, locked, move
from samverk.interventions.persons.actions.support import note_ongoing
from samverk.interventions.persons.models import QueueEntry, Referral, SupportKind
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk, entered
from samverk.rules.interventions.disclosure import Crossing, DataKind
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.queue import Confirming, QueueEvent


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What the referrer says of a wait: the code, what has changed in the need, and the support given.

    The team reads what has changed. ``support`` is "" where nothing is said of it.
    """

    says: str = Confirming.STILL_WANTS
    change: str = ""
    support: str = ""

    def __repr__(self) -> str:
        """Leave out what has changed."""
        return f"Confirmation({self.says}, {self.support})"


def confirm_wait(
    actor: Actor,
    body: int,
    referral: uuid.UUID,
    said: Confirmation | None = None,
    *,
    key: str,
) -> Referral:
    """Confirm, as the referrer, that a person still wants the place they wait for.

    What is answered is the sender's own referral: the place stands in the receiver's compartment.
    Raises InputError for a need that has changed when nothing is said of how.
    """
    said = said or Confirmation()
    _check(said)
    with entered(actor, Desk(body, Hand.REFERRER)) as home:
        doing = Doing(actor, Hand.REFERRER, home, clock.today(), said.says, said.change)

        def work() -> Referral:
            sent = locked(Referral, referral)
            _check_shared(sent, said)
            if said.support:
                note_ongoing(sent, said.support, doing.day)
            if is_elsewhere(sent):
                confirm_far(sent, doing)
                return sent
            receiver, number = entries_behind(referral)
            with unread([receiver]):
                row = locked(QueueEntry, number)
                row.confirmed_on = doing.day
                move(row, QueueEvent.RECONFIRM, doing)
            told_to(sent, Crossing.RECONFIRM, receiver, doing, reason=doing.reason)
            return sent

        return done(CONFIRMED, doing, key, (str(referral), asdict(said)), work)


def _check_shared(row: Referral, said: Confirmation) -> None:
    if said.change.strip() and DataKind.REASON not in row.shared:
        text = "Samtycket omfattar inte behov och mål: teamet får inte läsa vad som har ändrats."
        raise InputError(f"{text} Tala med personen.", field="change")


def _check(said: Confirmation) -> None:
    if said.says not in set(Confirming):
        raise InputError("Välj om behovet är detsamma.", field="says")
    if said.says == Confirming.CHANGED_NEED and not said.change.strip():
        raise InputError("Skriv vad som har ändrats. Teamet läser det.", field="change")
    if said.says == Confirming.STILL_WANTS and said.change.strip():
        raise InputError("Välj att behovet har ändrats, eller ta bort texten.", field="change")
    if said.support and said.support not in set(SupportKind):
        raise InputError("Välj vilket stöd som ges.", field="support")
