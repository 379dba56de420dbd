"""What each kind of event means for a membership, with the provision in force on its day."""

from __future__ import annotations

from samverk.federation.queries import FactRow
from samverk.rules.membership import FactKind
from samverk.rules.ruling import Reason
from samverk.rules.statutes.finsam import FINSAM_EXIT
from samverk.rules.statutes.kl import KL_PREPARATION
from samverk.rules.statutes.provision import Provision, because
from samverk.thread.picture import PROPOSALS, is_own_decision

_PROPOSED = (
    "Ett förslag ändrar inte medlemskapet: ärendet bereds innan fullmäktige avgör det.",
    KL_PREPARATION,
)
_OWN = (
    "Organets eget beslut ändrar inte medlemskapet: att lämna eller stanna avgör fullmäktige.",
    KL_PREPARATION,
)
# Where the law is silent the text says so, and no provision stands behind it.
_MEANINGS: dict[FactKind, tuple[str, Provision | None]] = {
    FactKind.JOINED: ("Medlemskapet börjar.", None),
    FactKind.COUNCIL_DECIDED_EXIT: (
        "Beslutet att lämna är inte uppsägningen: den ges till förbundet.",
        FINSAM_EXIT,
    ),
    FactKind.NOTICE_SENT: ("En medlem får utträda efter uppsägning.", FINSAM_EXIT),
    FactKind.NOTICE_RECEIVED: (
        "En medlem får utträda efter uppsägning. Att tiden räknas från mottagandet är Samverks läsning.",
        FINSAM_EXIT,
    ),
    FactKind.COUNCIL_REPEALED_EXIT: (
        "Att beslutet upphävs återtar inte en uppsägning som redan är given: det är en egen händelse.",
        None,
    ),
    FactKind.NOTICE_WITHDRAWN: (
        "Lagen säger inget om att återta en uppsägning. Därför efterfrågas förbundets svar.",
        None,
    ),
    FactKind.FEDERATION_ANSWERED: (
        "Lagen säger inget om att återta en uppsägning. Svaret visar om förbundet godtog det.",
        None,
    ),
    FactKind.ENDED: ("En medlem får utträda efter uppsägning.", FINSAM_EXIT),
}


def meaning_of(step: FactRow) -> Reason:
    """Say what the event means, with the wording in force on its day or on its earliest day."""
    proposed = _OWN if is_own_decision(step) else _PROPOSED
    text, provision = proposed if step.fact.kind in PROPOSALS else _MEANINGS[step.fact.kind]
    if provision is None:
        return Reason(text)
    return because(text, provision, step.fact.day or step.fact.not_before)
