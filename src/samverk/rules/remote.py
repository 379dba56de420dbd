"""Taking part in a meeting at a distance (deltagande på distans).

The trap: sound without image is enough only in a federation's board, and there only for special
reasons that the board itself has decided on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_REMOTE
from samverk.rules.statutes.kl import KL_BOARD_REMOTE, KL_COUNCIL_REMOTE
from samverk.rules.statutes.provision import Provision, because, unknown_wordings
from samverk.rules.wording import running_date


class Link(StrEnum):
    """How a person is present (närvaroform)."""

    ROOM = "room"
    SOUND_AND_IMAGE = "sound_and_image"
    SOUND_ONLY = "sound_only"


@dataclass(frozen=True, slots=True)
class RemoteTerms:
    """Beslut om deltagande på distans, as the council or the federation's board has made it.

    ``source`` names the decision in Swedish, such as "12 § arbetsordningen". ``sound_only`` says
    that a federation's board has also allowed sound alone; ``special_reasons`` are its reasons.
    """

    is_allowed: bool = False
    source: str = ""
    sound_only: bool = False
    special_reasons: str = ""


NOT_DECIDED = RemoteTerms()

_PROVISIONS: dict[Assembly, Provision] = {
    Assembly.COUNCIL: KL_COUNCIL_REMOTE,
    Assembly.BOARD: KL_BOARD_REMOTE,
    Assembly.FEDERATION: FINSAM_REMOTE,
}


def remote_participation(
    assembly: Assembly,
    link: Link,
    terms: RemoteTerms = NOT_DECIDED,
    *,
    closed_ballot: bool = False,
    day: date | None = None,
) -> Ruling[bool]:
    """Answer whether one who takes part by ``link`` may do so, and so counts as present.

    ``closed_ballot`` says that the item holds a closed vote, which only adds a remark.
    """
    if link is Link.ROOM:
        return Ruling(True, (Reason("Deltar på plats: inget beslut om distans behövs."),))
    provision = _PROVISIONS[assembly]
    if assembly is Assembly.FEDERATION and provision.on(day) is None:
        return Ruling(False, (_before_the_section(),))
    unknown = unknown_wordings(day, provision)
    no = _refusal(assembly, link, terms)
    if no:
        return Ruling(False, (because(no, provision, day),), unknown)
    texts = (_how(link, terms), "Den som deltar på distans är närvarande.")
    remarks = (*unknown, *_doubts(assembly, terms, closed_ballot, day))
    return Ruling(True, tuple(because(text, provision, day) for text in texts), remarks)


def _refusal(assembly: Assembly, link: Link, terms: RemoteTerms) -> str:
    """Say why not, and the way out; "" when nothing stands against it."""
    decider = "Styrelsen" if assembly is Assembly.FEDERATION else "Fullmäktige"
    if not terms.is_allowed:
        return f"{decider} har inte beslutat om deltagande på distans; utan beslut krävs närvaro på plats."
    if link is Link.SOUND_AND_IMAGE:
        return ""
    if assembly is not Assembly.FEDERATION:
        return "Bara ljud räcker inte: alla ska kunna se och höra varandra. Anslut även med bild."
    if not terms.sound_only:
        return "Styrelsen har inte beslutat att enbart ljud får användas. Anslut även med bild."
    if not terms.special_reasons.strip():
        return "Enbart ljud kräver särskilda skäl, och de är inte angivna. Dokumentera skälen."
    return ""


def _how(link: Link, terms: RemoteTerms) -> str:
    if link is Link.SOUND_ONLY:
        return f"Enbart ljud är tillåtet av särskilda skäl: {terms.special_reasons.strip()}."
    return "Ljud och bild i realtid, och alla kan delta på lika villkor."


def _before_the_section() -> Reason:
    first = FINSAM_REMOTE.wordings[0].from_date
    return Reason(
        f"{FINSAM_REMOTE.name} gäller från {running_date(first)}. Före den dagen fanns ingen regel "
        "som lät ett samordningsförbunds styrelse sammanträda på distans; det är Samverks läsning."
    )


def _doubts(
    assembly: Assembly, terms: RemoteTerms, closed_ballot: bool, day: date | None
) -> tuple[Reason, ...]:
    found = []
    if not terms.source.strip() and assembly is Assembly.FEDERATION:
        text = "Var beslutet om distans är dokumenterat är inte angivet. Det ska dokumenteras."
        found.append(because(text, FINSAM_REMOTE, day))
    elif not terms.source.strip():
        found.append(Reason("Var beslutet om distans finns är inte angivet."))
    if closed_ballot:
        text = (
            "Lagen säger inte hur en sluten omröstning går till på distans. Hur valhemligheten "
            "ska hållas är obekräftat: låt helst de som röstar vara på plats."
        )
        found.append(Reason(text))
    return tuple(found)


_DECIDED = RemoteTerms(is_allowed=True, source="beslut av styrelsen")

EXAMPLES = (
    Example(
        remote_participation,
        {"assembly": Assembly.COUNCIL, "link": Link.SOUND_AND_IMAGE, "terms": _DECIDED},
        True,
        "konstruerat: fullmäktige har beslutat om distans",
    ),
    Example(
        remote_participation,
        {"assembly": Assembly.BOARD, "link": Link.SOUND_ONLY, "terms": _DECIDED},
        False,
        "konstruerat: i nämnd räcker inte ljud",
    ),
    Example(
        remote_participation,
        {
            "assembly": Assembly.FEDERATION,
            "link": Link.SOUND_ONLY,
            "terms": RemoteTerms(
                is_allowed=True,
                source="beslut av styrelsen",
                sound_only=True,
                special_reasons="bilden är bruten",
            ),
        },
        True,
        "konstruerat: förbundsstyrelse med särskilda skäl",
    ),
)
