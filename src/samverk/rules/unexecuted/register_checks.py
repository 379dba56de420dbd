"""What a register is checked for before a report of it leaves (registrets kontroller), and what stops it.

A check stops a report when the fault changes a number or leaves out what the act asks for. The others
warn: they may be so in truth.
"""

from __future__ import annotations

from collections.abc import Iterable

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.checks import FLOW, UNENDED, Check

GONE = Check(
    "försvunnet",
    "Ett beslut som räknades i förra rapporten räknas än, eller har en händelse som säger varför inte.",
    "Ett rapporterat beslut rapporteras tills det verkställts eller avslutats: 34 kap. 1 och 2 §§"
    " socialtjänstlagen, 28 f och 28 g §§ LSS.",
)
ENDED_BEFORE = Check(
    "slut-före-beslut",
    "Inget beslut är verkställt eller avslutat före sin beslutsdag.",
    "Det som verkställs är beslutet.",
)
BROKEN_BEFORE = Check(
    "avbrott-före-slut",
    "Inget avbrott är före dagen då beslutet verkställdes.",
    "Bara det som verkställts kan avbrytas: 34 kap. 1 § andra stycket socialtjänstlagen,"
    " 28 f § andra stycket LSS.",
)
TWICE = Check(
    "dubblett",
    "Ingen har två beslut om samma insats från samma dag.",
    "Varje beslut räknas en gång. Beslut utan personnummer går inte att jämföra.",
)
OVERLAPPING = Check(
    "överlappande",
    "Ingen väntar på samma insats enligt två beslut.",
    "Det tidigare beslutet kan vara ersatt. Två beslut om samma insats kan också vara riktiga.",
)
STATUTE_DAY = Check(
    "lagrum-dag",
    "Lagrummet gällde på beslutsdagen.",
    "4 kap. 1 § socialtjänstlagen (2001:453) till och med den 30 juni 2025, därefter 11 kap. 1 § och"
    " 12 kap. 1 § socialtjänstlagen (2025:400).",
)
KIND_OF_ACT = Check(
    "insats-lag",
    "Insatsen finns i kodlistan på beslutsdagen och beviljas enligt beslutets lag.",
    "Rapporten delas efter lag och insats.",
)
FUTURE = Check(
    "framtid",
    "Inget beslut och ingen händelse är daterad efter idag.",
    "Registret säger vad som har hänt.",
)
ANSWERED_BEFORE = Check(
    "svar-före-erbjudande",
    "Inget svar är före erbjudandet som det gäller.",
    "Inget antal ändras av det, men dagarna står i rapporten till IVO.",
)
NO_REASON = Check(
    "skäl-saknas",
    "Varje beslut som räknas har ett skäl till dröjsmålet.",
    "Skälet ska rapporteras: 34 kap. 1 § socialtjänstlagen, 28 f § LSS.",
)
STATE_OF_WAIT = Check(
    "läge-väntan",
    "Det som väntar har en pågående väntan, och det som slutat har ingen.",
    "Antalen räknas på väntan, och läget visas för den som handlägger.",
)
REGISTER_CHECKS = (
    UNENDED,
    GONE,
    FLOW,
    ENDED_BEFORE,
    BROKEN_BEFORE,
    TWICE,
    OVERLAPPING,
    STATUTE_DAY,
    KIND_OF_ACT,
    FUTURE,
    NO_REASON,
    STATE_OF_WAIT,
    ANSWERED_BEFORE,
)
# What may be so in truth, or changes no number
WARNING = frozenset({OVERLAPPING, ANSWERED_BEFORE})


def stops(check: Check) -> bool:
    """Answer whether a report waits until the fault is mended, or somebody has written why not."""
    return check not in WARNING


def may_leave(failed: Iterable[Check], why: str = "") -> Ruling[bool]:
    """Answer whether a report may leave with these checks failed; ``why`` is what the reporter wrote."""
    stopping = [one for one in failed if stops(one)]
    if not stopping:
        return Ruling(True, (Reason("Ingen kontroll hindrar rapporten."),))
    told = tuple(Reason(f"Stämmer inte: {one.text} {one.ground}") for one in stopping)
    if why.strip():
        return Ruling(True, (*told, Reason("Huvudrapportören har skrivit varför den lämnas ändå.")))
    return Ruling(False, (*told, Reason("Rätta felen, eller skriv varför rapporten lämnas ändå.")))


EXAMPLES = (
    Example(may_leave, {"failed": ()}, True, "konstruerat: allt stämmer"),
    Example(
        may_leave, {"failed": (OVERLAPPING,)}, True, "konstruerat: två beslut kan vara riktiga"
    ),
    Example(may_leave, {"failed": (UNENDED,)}, False, "konstruerat: kvartalet pågår"),
    Example(
        may_leave,
        {"failed": (NO_REASON,), "why": "Skälet utreds."},
        True,
        "konstruerat: huvudrapportören har skrivit varför",
    ),
)
