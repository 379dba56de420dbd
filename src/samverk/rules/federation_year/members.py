"""The board's term after general elections (13 och 14 §§ lag 2003:1210), and members who leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from samverk.rules.federation_year.chosen import chosen_duty, duty_of
from samverk.rules.federation_year.duties import (
    Basis,
    Duty,
    DutyKind,
    Exit,
    Party,
    YearTerms,
    is_election_year,
)
from samverk.rules.ruling import Reason
from samverk.rules.statutes.finsam import (
    FINSAM_APPOINTMENT,
    FINSAM_EXISTENCE,
    FINSAM_EXIT,
    FINSAM_TERM,
)
from samverk.rules.statutes.provision import because
from samverk.rules.wording import running_date

ASSUMED = "Uppsägningen är inte registrerad: dagen är räknad som om den gavs det år fullmäktige beslutade."


def term_duties(year: int, terms: YearTerms, members: Sequence[Party]) -> Iterator[Duty]:
    """List what a general election leads to: appointments that year, a new board the year after."""
    if is_election_year(year):
        for one in members:
            yield _appointment(year, terms, one)
    if is_election_year(year - 1):
        yield _new_board(year, terms)


def _appointment(year: int, terms: YearTerms, one: Party) -> Duty:
    reason = because(
        "Efter valet utser de nyvalda fullmäktige ledamöter och ersättare; staten utser sina.",
        FINSAM_APPOINTMENT,
        date(year, 12, 31),
    )
    text = f"Utse ledamöter och ersättare från {year + 1}"
    return duty_of(chosen_duty(year, DutyKind.APPOINTMENT, text, terms, (reason,)), one)


def _new_board(year: int, terms: YearTerms) -> Duty:
    found = chosen_duty(year, DutyKind.NEW_BOARD, "Den nya styrelsen tillträder", terms, ())
    reason = because(
        "Mandattiden räknas från den 1 april året efter allmänna val, om inget annat har bestämts.",
        FINSAM_TERM,
        found.due,
    )
    if DutyKind.NEW_BOARD not in terms.days:
        return replace(found, basis=Basis.LAW, reasons=(reason,))
    return replace(found, reasons=(reason, Reason("Förbundet har bestämt en annan dag.")))


def exit_duties(year: int, exits: Sequence[Exit]) -> Iterator[Duty]:
    """List what must be settled before a member that has given notice leaves."""
    for one in exits:
        if one.last_day.year != year:
            continue
        yield Duty(
            f"{DutyKind.EXIT}-{one.party.id}",
            DutyKind.EXIT,
            f"Besluta hur förbundet fortsätter utan {one.party.name}",
            one.last_day,
            Basis.GUIDANCE,
            (
                because(
                    f"{one.party.name} är medlem till utgången av {running_date(one.last_day)}.",
                    FINSAM_EXIT,
                    one.last_day,
                ),
                because(
                    "Förbundet får bestå om båda statliga medlemmar, en region och en kommun är kvar.",
                    FINSAM_EXISTENCE,
                    one.last_day,
                ),
                Reason(
                    "Att beslutet tas före uppsägningstidens slut är Nationella rådets vägledning; lagen"
                    " sätter ingen dag."
                ),
            ),
            (Reason(ASSUMED),) if one.is_assumed else (),
        )


def exits_from(year: int, exits: Sequence[Exit]) -> tuple[Exit, ...]:
    """Keep the exits that a year has to do with: those that take effect during it or later."""
    return tuple(one for one in exits if one.last_day.year >= year)
