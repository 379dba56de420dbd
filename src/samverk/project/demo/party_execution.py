"""The demo's register of favourable decisions not yet carried out: a board's, with invented persons.

Every step goes through the actions that everybody uses, on the day it is said to have been taken.
Numbers are of Skatteverket's test range: birth numbers 980 to 999, which no person has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from samverk.execution import actions as execution
from samverk.execution.queries.sendings import decisions_in, round_of
from samverk.execution.queries.sheets import Laid, lay_out, sources
from samverk.execution.zone import inside, who
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.project.demo.party_people import Invented
from samverk.rules.unexecuted.code_lists import Act
from samverk.rules.unexecuted.grounds import NEW_ACT
from samverk.rules.unexecuted.handling import ExecutionEvent
from samverk.rules.unexecuted.quarters import Quarter, quarter_of

E = ExecutionEvent
SWEDEN = ZoneInfo("Europe/Stockholm")
# What happened, the days after the decision, its code, and what was written of it
Happening = tuple[ExecutionEvent, int, str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A decision of the demo (exempelbeslut): on whom, of what, how long ago, and what has happened."""

    who: Invented
    kind: str
    area: str
    days_ago: int
    happened: tuple[Happening, ...] = ()
    is_protected: bool = False

    def ground(self, decided_on: date) -> str:
        """Give the provision that a decision of the day is taken under."""
        if self.kind.startswith("lss"):
            return "lss-9"
        return "sol-2025-11-1" if decided_on >= NEW_ACT else "sol-2001-4-1"


def _who(name: str, born: date, number: int) -> Invented:
    return Invented(f"Exempel {name}", born, number)


LSS, OLD, FAMILY, CARE = "lss", "aldreomsorg", "barn-och-familj", "missbruk"
EXAMPLES = (
    Example(
        _who("Alva Tollered", date(2012, 3, 4), 984),
        "sol-kontaktfamilj",
        FAMILY,
        340,
        (
            (E.EXPLAIN, 95, "ingen-uppdragstagare", "Två familjer har tackat nej till uppdraget."),
            (E.OFFER, 160, "", "En familj i grannkommunen, varannan helg."),
            (E.ANSWER, 171, "declined", "För långt bort."),
            (E.SUPPORT, 180, "", "Korttidsvistelse en helg i månaden."),
            (E.EXPLAIN, 280, "ingen-uppdragstagare", "Sökningen fortsätter."),
        ),
    ),
    Example(
        _who("Birger Hulan", date(1938, 11, 2), 983),
        "sol-sarskilt-boende",
        OLD,
        210,
        (
            (E.EXPLAIN, 93, "ingen-plats", ""),
            (E.OFFER, 140, "", "Lägenhet på Ängabo."),
            (E.ANSWER, 150, "accepted", ""),
            (E.EXECUTE, 163, "", "Flyttade in."),
        ),
    ),
    Example(
        _who("Cornelia Sollebrunn", date(1941, 6, 17), 980),
        "sol-sarskilt-boende",
        OLD,
        150,
        ((E.OFFER, 70, "", "Plats på Bjärkegården."), (E.EXPLAIN, 94, "ingen-plats", "")),
    ),
    Example(
        _who("Douglas Hemsjö", date(1990, 1, 25), 981),
        "lss-9-9",
        LSS,
        300,
        (
            (E.EXPLAIN, 100, "ingen-lokal", "Gruppbostaden byggs."),
            (E.SUPPORT, 110, "", "Utökat boendestöd i den egna lägenheten."),
        ),
    ),
    Example(
        _who("Embla Ingared", date(1999, 8, 9), 982),
        "lss-9-10",
        LSS,
        260,
        (
            (E.EXECUTE, 40, "", "Började på verksamheten."),
            (E.INTERRUPT, 150, "", "Lokalen stängdes efter en vattenskada."),
            (E.EXPLAIN, 245, "ingen-lokal", "Ny lokal söks."),
        ),
    ),
    Example(_who("Folke Magra", date(1987, 4, 30), 985), "lss-9-4", LSS, 75),
    Example(
        _who("Gerda Rödene", date(1945, 12, 12), 986),
        "sol-hemtjanst",
        OLD,
        120,
        ((E.EXECUTE_PARTLY, 20, "", "Ledsagning till kyrkan är inte ordnad."),),
    ),
    Example(
        _who("Hilding Bälinge", date(1979, 2, 19), 987),
        "sol-behandlingshem",
        CARE,
        170,
        ((E.CLOSE, 62, "withdrawn", "Ansökan togs tillbaka."),),
    ),
    Example(
        _who("Inez Långared", date(2009, 9, 1), 988),
        "sol-kontaktperson",
        FAMILY,
        130,
        ((E.EXPLAIN, 92, "ingen-uppdragstagare", ""),),
        is_protected=True,
    ),
    Example(_who("Jarl Erska", date(1951, 5, 5), 989), "sol-trygghetslarm", OLD, 12),
)


def load_register(officer: Actor, reporter: Actor, body: int, today: date) -> None:
    """Register a board's (body id) decisions, each step on its day."""
    for nth, one in enumerate(EXAMPLES):
        decided_on = today - timedelta(one.days_ago)
        first_name, last_name = one.who.name.rsplit(" ", 1)
        new = execution.NewDecision(
            one.kind,
            one.ground(decided_on),
            decided_on,
            first_name,
            last_name,
            one.who.personal_number,
            area=one.area,
            is_protected=one.is_protected,
        )
        key = f"demo/verkställighet/{nth}"
        with clock.standing_at(_morning(decided_on, nth)):
            row = execution.register_decision(officer, body, new, key=key)
        for at, (event, after, code, note) in enumerate(one.happened):
            day = decided_on + timedelta(after)
            with clock.standing_at(_morning(day, nth)):
                step = execution.NewStep(event, day, code, note)
                execution.take_step(reporter, body, row.pk, step, key=f"{key}/{at}")
    _send_reports(reporter, body, today)


def _send_reports(reporter: Actor, body: int, today: date) -> None:
    """Mark what was whole of the last year as sent; of the latest quarter, those under LSS are left."""
    latest = quarter_of(today).plus(-1)
    for quarter in map(latest.plus, range(-3, 1)):
        if acts.was_carried_out(reporter, f"demo/inskickat/{quarter.code}"):
            continue
        day = min(quarter.last_day + timedelta(10), today)
        with clock.standing_at(_morning(day, 30)):
            for nth, laid in enumerate(_to_send(reporter, body, quarter, day)):
                item, about = laid.item, laid.sheet.about
                if laid.sheet.missing or (quarter == latest and about.act == Act.LSS):
                    continue
                new = execution.NewSending(
                    item.report.quarter, item.report.kind, item.nth, day, laid.digest
                )
                key = f"demo/inskickat/{quarter.code}/{nth}"
                execution.mark_sent(reporter, body, item.decision, new, key=key)


def _to_send(reporter: Actor, body: int, quarter: Quarter, day: date) -> list[Laid]:
    with inside(reporter):
        items = [
            one for one in round_of(body, quarter, day, of_all=True).items if one.report.is_due
        ]
        found = decisions_in(items)
        of = sources(list(found.values()), who(reporter, found.values()))
        return [lay_out(one, of[one.decision]) for one in items]


def _morning(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(8, minutes % 60), SWEDEN)
