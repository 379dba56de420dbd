"""The individual report to the supervisory authority (individrapport till IVO): its fields in their order.

The authority takes the report by hand, in a form of its own; no way for a machine has been found. The
sheet is therefore what is typed in, field by field. The fields after the twelfth could not be read in
the form and are known from what the authority writes that a report has to tell: they are marked so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling


class SheetField(StrEnum):
    """A field of the form (fält)."""

    MUNICIPALITY = "municipality"
    BOARD = "board"
    NUMBER = "number"
    COORDINATION_NUMBER = "coordination_number"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    SEX = "sex"
    AREA = "area"
    DECIDED_ON = "decided_on"
    INTERRUPTED_ON = "interrupted_on"
    TYPE = "type"
    TYPE_TEXT = "type_text"
    REASON = "reason"
    OFFERS = "offers"
    INTERIM = "interim"
    UNEXECUTED_PART = "unexecuted_part"
    EXECUTED_ON = "executed_on"
    CLOSED_ON = "closed_on"
    CLOSE_REASON = "close_reason"
    NOTE = "note"


class ReportKind(StrEnum):
    """What is told of a decision (rapportens slag)."""

    NOT_EXECUTED = "not_executed"
    INTERRUPTED = "interrupted"
    EXECUTED = "executed"
    CLOSED = "closed"


KINDS = {
    ReportKind.NOT_EXECUTED: "ej verkställt inom tre månader",
    ReportKind.INTERRUPTED: "avbrutet och inte verkställt på nytt inom tre månader",
    ReportKind.EXECUTED: "verkställt efter tidigare rapport",
    ReportKind.CLOSED: "avslutat av annan anledning efter tidigare rapport",
}
_F, _K = SheetField, ReportKind
LABELS = {
    _F.MUNICIPALITY: "Kommun",
    _F.BOARD: "Nämnd",
    _F.NUMBER: "Personnummer",
    _F.COORDINATION_NUMBER: "Samordningsnummer",
    _F.FIRST_NAME: "Förnamn",
    _F.LAST_NAME: "Efternamn",
    _F.SEX: "Kön",
    _F.AREA: "Inriktning för beslutet",
    _F.DECIDED_ON: "Datum för gynnande beslut",
    _F.INTERRUPTED_ON: "Datum när verkställigheten avbröts",
    _F.TYPE: "Beviljat bistånd eller beviljad insats",
    _F.TYPE_TEXT: "Typ av bostad eller annan insats",
    _F.REASON: "Skäl till dröjsmålet",
    _F.OFFERS: "Erbjudanden och svar",
    _F.INTERIM: "Stöd under väntan",
    _F.UNEXECUTED_PART: "Den del som inte är verkställd",
    _F.EXECUTED_ON: "Datum för verkställighet",
    _F.CLOSED_ON: "Datum för avslut",
    _F.CLOSE_REASON: "Skäl till avslut",
    _F.NOTE: "Upplysningar",
}
# Read in the form itself; the order of the others is ours
READ_IN_FORM = tuple(SheetField)[: list(SheetField).index(_F.TYPE_TEXT) + 1]
_ALWAYS = (
    _F.MUNICIPALITY,
    _F.BOARD,
    _F.FIRST_NAME,
    _F.LAST_NAME,
    _F.SEX,
    _F.AREA,
    _F.DECIDED_ON,
    _F.TYPE,
)
NEEDED: Mapping[ReportKind, tuple[SheetField, ...]] = {
    _K.NOT_EXECUTED: (*_ALWAYS, _F.REASON),
    _K.INTERRUPTED: (*_ALWAYS, _F.INTERRUPTED_ON, _F.REASON),
    _K.EXECUTED: (*_ALWAYS, _F.EXECUTED_ON),
    _K.CLOSED: (*_ALWAYS, _F.CLOSED_ON, _F.CLOSE_REASON),
}
_EITHER = (_F.NUMBER, _F.COORDINATION_NUMBER)
SEXES = {"woman": "Kvinna/Flicka", "man": "Man/Pojke", "other": "Annat"}


@dataclass(frozen=True, slots=True)
class Row:
    """A field as it is shown (rad): its place in the form, label and text; whether it must be filled in."""

    place: int
    field: SheetField
    label: str
    text: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report to type in (blad): every field in order, and those that must be filled in and are not."""

    kind: ReportKind
    rows: tuple[Row, ...]
    missing: tuple[SheetField, ...]

    @property
    def is_ready(self) -> bool:
        """Answer whether the report can be sent."""
        return not self.missing


def sheet(kind: ReportKind, given: Mapping[SheetField, str]) -> Ruling[Sheet]:
    """Lay a report out in the form's order, and check the fields that must be filled in.

    ``given`` has the texts as they are to be typed; what is missing may be left out. A personal number,
    a coordination number or the number that stands for one has to be there, one of them.
    """
    texts = {field: given.get(field, "").strip() for field in SheetField}
    needed = set(NEEDED[kind])
    missing = [field for field in SheetField if field in needed and not texts[field]]
    if not any(texts[field] for field in _EITHER):
        missing.append(_F.NUMBER)
        needed.add(_F.NUMBER)
    rows = tuple(
        Row(place, field, LABELS[field], texts[field], field in needed)
        for place, field in enumerate(SheetField, 1)
    )
    order = list(SheetField)
    reasons = tuple(
        Reason(f"{LABELS[field]} saknas.") for field in sorted(missing, key=order.index)
    )
    told = Reason("Fälten efter det tolfte är kända av myndighetens sidor, inte av blanketten.")
    missing.sort(key=order.index)
    return Ruling(Sheet(kind, rows, tuple(missing)), reasons or (_ALL,), (told,))


_ALL = Reason("Alla fält som måste vara ifyllda är det.")
EXAMPLES = (
    Example(
        lambda kind, given: Ruling(sheet(kind, given).value.missing, ()),
        {"kind": _K.EXECUTED, "given": {_F.MUNICIPALITY: "Alingsås", _F.BOARD: "Socialnämnden"}},
        (
            _F.NUMBER,
            _F.FIRST_NAME,
            _F.LAST_NAME,
            _F.SEX,
            _F.AREA,
            _F.DECIDED_ON,
            _F.TYPE,
            _F.EXECUTED_ON,
        ),
        "konstruerat: bara kommun och nämnd är ifyllda",
    ),
)
