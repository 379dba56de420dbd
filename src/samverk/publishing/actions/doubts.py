"""Answers why something that may not be public yet is published: nothing is sent before that is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotFoundError
from samverk.foundation.permissions import Right
from samverk.publishing.actions.deeds import Deed, do, in_state
from samverk.publishing.models import DoubtAnswer, Release, ReleaseState
from samverk.publishing.queries.doubts import remarks_on
from samverk.rules.public_paper import Doubt

DOUBTS_ANSWERED = acts.kind("publishing.doubts_answered", "Påpekanden inför publicering besvarade")


@dataclass(frozen=True, slots=True)
class Answer:
    """Why something in doubt is published all the same; ``place`` is the paper's or the meeting's id."""

    doubt: Doubt
    place: int
    why: str = field(repr=False)


def answer_doubts(actor: Actor, release: int, answers: Sequence[Answer], *, key: str) -> Release:
    """Answer what is in doubt in a publication. Raises InputError without a reason, NotFoundError for what
    is not in doubt there, and ConflictError when it is not being looked through.
    """
    if any(not one.why.strip() for one in answers):
        raise InputError("Skriv varför det publiceras.")

    def answer(found: Release) -> None:
        in_state(found, ReleaseState.DRAFT)
        known = {(one.doubt, one.place): one.why for one in remarks_on(found)}
        if {(one.doubt, one.place) for one in answers} - set(known):
            raise NotFoundError("Påpekandet gäller inte längre. Öppna sidan på nytt.")
        DoubtAnswer.objects.bulk_create(
            DoubtAnswer(
                release=found,
                code=one.doubt.value,
                place=one.place,
                why=one.why.strip()[:300],
                made_by=actor.name,
            )
            for one in answers
            if known[one.doubt, one.place] != one.why.strip()
        )

    told = [(one.doubt.value, one.place, one.why) for one in answers]
    return do(actor, Deed(DOUBTS_ANSWERED, Right.PUBLISH, key, told), release, answer)


def all_answered(found: Release) -> None:
    """Raise ConflictError while something that may not be public yet has not been tried."""
    left = [one.title for one in remarks_on(found) if not one.why]
    if left:
        raise ConflictError(
            f"{left[0]}. Det är inte säkert att det är en allmän handling än: besvara påpekandet först."
        )
