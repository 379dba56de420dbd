"""What may be delegated, and how delegated decisions are reported (KL 6:37-40, 7:5-8; Finsam 10 §)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.ruling import Ruling
from samverk.rules.statutes.finsam import FINSAM_DELEGATION
from samverk.rules.statutes.kl import KL_BOARD_COMMITTEES, KL_EMPLOYEES, KL_NOT_DELEGABLE
from samverk.rules.statutes.provision import because, unknown_wordings


class Delegate(StrEnum):
    """To whom a board delegates (delegat)."""

    PRESIDIUM = "presidiet"
    SUBCOMMITTEE = "ett utskott"
    MEMBER = "en ledamot"
    SUBSTITUTE = "en ersättare"
    EMPLOYEE = "en anställd"
    AUTOMATED = "en automatiserad beslutsfunktion"


class Matter(StrEnum):
    """What makes a matter impossible to delegate (delegeringsförbud)."""

    GOALS = "verksamhetens mål, inriktning, omfattning eller kvalitet"
    TO_COUNCIL = "framställning eller yttrande till fullmäktige"
    APPEALED_WHOLE = "yttrande när organets eget beslut i dess helhet har överklagats"
    PRINCIPLED_AUTHORITY = "myndighetsutövning av principiell beskaffenhet eller större vikt"
    CITIZEN_PROPOSAL = "överlämnat medborgarförslag"
    OTHER_LAW = "ärende som enligt annan författning inte får delegeras"
    LEGALITY_APPEAL = "beslut som överklagas genom laglighetsprövning"
    NO_APPEAL = "beslut som inte får överklagas"
    PROCUREMENT = "upphandling"
    CHOICE_SYSTEM = "auktorisations- eller valfrihetssystem"


_ONLY_AUTOMATED = frozenset(
    {Matter.LEGALITY_APPEAL, Matter.NO_APPEAL, Matter.PROCUREMENT, Matter.CHOICE_SYSTEM}
)
_FEDERATION_BARS = frozenset({Matter.GOALS, Matter.APPEALED_WHOLE, Matter.OTHER_LAW})
_FEDERATION_TO = frozenset({Delegate.MEMBER, Delegate.SUBSTITUTE, Delegate.EMPLOYEE})
_AUTOMATED_SINCE = date(2022, 7, 1)


@dataclass(frozen=True, slots=True)
class Delegable:
    """Delegerbarhet: whether it may be delegated, and what stands against it."""

    is_allowed: bool
    bars: tuple[Matter, ...] = ()


def may_delegate(
    matters: Collection[Matter], to: Delegate, *, assembly: Assembly, day: date
) -> Ruling[Delegable]:
    """Answer whether a board may delegate a matter with these traits to this delegate.

    An empty collection is a matter with none of them. Raises ValueError for the council, which
    delegates to boards by another rule (KL 5:2).
    """
    if assembly is Assembly.COUNCIL:
        raise ValueError("Regeln gäller nämnder och förbundsstyrelser, inte fullmäktige.")
    if assembly is Assembly.FEDERATION:
        return _in_federation(matters, to, day)
    bars = tuple(
        each
        for each in Matter
        if each in matters and (each not in _ONLY_AUTOMATED or to is Delegate.AUTOMATED)
    )
    basis = KL_EMPLOYEES if to is Delegate.EMPLOYEE else KL_BOARD_COMMITTEES
    remarks = unknown_wordings(day, basis, KL_NOT_DELEGABLE)
    if to is Delegate.AUTOMATED and day < _AUTOMATED_SINCE:
        text = "En automatiserad beslutsfunktion kunde inte få beslutanderätt vid den tiden."
        return Ruling(Delegable(False, bars), (because(text, basis, day),), remarks)
    reasons = [because(f"En nämnd får delegera till {to}.", basis, day)]
    reasons += [because(f"Får inte delegeras: {each}.", KL_NOT_DELEGABLE, day) for each in bars]
    return Ruling(Delegable(not bars, bars), tuple(reasons), remarks)


def _in_federation(matters: Collection[Matter], to: Delegate, day: date) -> Ruling[Delegable]:
    bars = tuple(each for each in Matter if each in matters and each in _FEDERATION_BARS)
    texts = [f"Får inte delegeras: {each}." for each in bars]
    if to not in _FEDERATION_TO:
        texts.insert(
            0, f"Styrelsen får delegera till ledamot, ersättare eller tjänsteman, inte {to}."
        )
    elif not bars:
        texts.append(
            f"Styrelsen får delegera en grupp av ärenden till {to}. Besluten ska anmälas till "
            "styrelsen."
        )
    return Ruling(
        Delegable(to in _FEDERATION_TO and not bars, bars),
        tuple(because(text, FINSAM_DELEGATION, day) for text in texts),
        unknown_wordings(day, FINSAM_DELEGATION),
    )


_DAY = date(2026, 3, 18)
EXAMPLES = (
    Example(
        may_delegate,
        {
            "matters": (Matter.PROCUREMENT,),
            "to": Delegate.EMPLOYEE,
            "assembly": Assembly.BOARD,
            "day": _DAY,
        },
        Delegable(True),
        "räknat för hand: upphandling är undantagen bara för automatiska beslut",
    ),
    Example(
        may_delegate,
        {
            "matters": (Matter.GOALS,),
            "to": Delegate.MEMBER,
            "assembly": Assembly.FEDERATION,
            "day": _DAY,
        },
        Delegable(False, (Matter.GOALS,)),
        "räknat för hand: 10 § lagen om finansiell samordning",
    ),
)
