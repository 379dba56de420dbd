"""The individual report to the supervisory authority (individrapport till IVO): its fields in their order.

The authority takes the report by hand, in a form of its own; no way for a machine has been found. The
sheet is therefore what is typed in, field by field. One form has been read, that of individual and family
care, and of it the twelve first fields. The others are known from what the authority writes that a
report has to tell: they are marked so. The form of each other area surely exists, and has not been found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.unexecuted.code_lists import Act


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
    AREA_TEXT = "area_text"
    DECIDED_ON = "decided_on"
    INTERRUPTED_ON = "interrupted_on"
    TYPE = "type"
    TYPE_TEXT = "type_text"
    REASON = "reason"
    OFFERS = "offers"
    FOLLOW_UP = "follow_up"
    INTERIM = "interim"
    CONSEQUENCES = "consequences"
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


class Form(StrEnum):
    """Which of the authority's forms a report is typed in (blankett)."""

    FAMILY = "family"
    ELDERLY = "elderly"
    DISABILITY = "disability"
    LSS = "lss"
    UNKNOWN = "unknown"


KINDS = {
    ReportKind.NOT_EXECUTED: "ej verkställt inom tre månader",
    ReportKind.INTERRUPTED: "avbrutet och inte verkställt på nytt inom tre månader",
    ReportKind.EXECUTED: "verkställt efter tidigare rapport",
    ReportKind.CLOSED: "avslutat av annan anledning efter tidigare rapport",
}
# What is told of one that waits, and of one that has ended
OF_A_WAIT = frozenset({ReportKind.NOT_EXECUTED, ReportKind.INTERRUPTED})
FORMS = {
    Form.FAMILY: "individ- och familjeomsorg",
    Form.ELDERLY: "äldreomsorg",
    Form.DISABILITY: "funktionsnedsättning enligt SoL",
    Form.LSS: "LSS",
    Form.UNKNOWN: "okänd tills inriktningen är vald",
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
    _F.AREA_TEXT: "Inriktning, övrigt",
    _F.DECIDED_ON: "Datum för gynnande beslut",
    _F.INTERRUPTED_ON: "Datum när verkställigheten avbröts",
    _F.TYPE: "Beviljat bistånd eller beviljad insats",
    _F.TYPE_TEXT: "Typ av bostad eller annan insats",
    _F.REASON: "Skäl till dröjsmålet",
    _F.OFFERS: "Erbjudanden och svar",
    _F.FOLLOW_UP: "Uppföljning av behovet",
    _F.INTERIM: "Stöd under väntan",
    _F.CONSEQUENCES: "Konsekvenser för den enskilde",
    _F.UNEXECUTED_PART: "Den del som inte är verkställd",
    _F.EXECUTED_ON: "Datum för verkställighet",
    _F.CLOSED_ON: "Datum för avslut",
    _F.CLOSE_REASON: "Skäl till avslut",
    _F.NOTE: "Upplysningar",
}
# Read in the form itself; the order of the others is ours
READ_IN_FORM = tuple(SheetField)[: list(SheetField).index(_F.TYPE_TEXT) + 1]
# Where the form has a line of text in one field, the two have one number
_PLACES: dict[SheetField, int] = {
    field: place for place, field in enumerate((f for f in READ_IN_FORM if f != _F.AREA_TEXT), 1)
}
_PLACES[_F.AREA_TEXT] = _PLACES[_F.AREA]
# Who, and which decision: a report of an end has to be found beside the one before it
_ALWAYS = (
    _F.MUNICIPALITY,
    _F.BOARD,
    _F.FIRST_NAME,
    _F.LAST_NAME,
    _F.DECIDED_ON,
    _F.TYPE,
)
NEEDED: Mapping[ReportKind, tuple[SheetField, ...]] = {
    _K.NOT_EXECUTED: (*_ALWAYS, _F.SEX, _F.REASON),
    _K.INTERRUPTED: (*_ALWAYS, _F.SEX, _F.INTERRUPTED_ON, _F.REASON),
    _K.EXECUTED: (*_ALWAYS, _F.EXECUTED_ON),
    _K.CLOSED: (*_ALWAYS, _F.CLOSED_ON, _F.CLOSE_REASON),
}
_EITHER = (_F.NUMBER, _F.COORDINATION_NUMBER)
SEXES = {"woman": "Kvinna/Flicka", "man": "Man/Pojke", "other": "Annat"}
_FORM_OF = {"aldreomsorg": Form.ELDERLY, "funktionsnedsattning": Form.DISABILITY, "lss": Form.LSS}
OTHER_AREA = "ovrigt"
# What the form asks for in words of its own
_TYPES_IN_WORDS = frozenset({"sol-bostad-ifo", "sol-annat-bistand"})
# The form's own words, where they are not the register's
TYPES_IN_FORM = {
    "sol-behandlingshem": "Behandlingshem/HVB",
    "sol-bostad-ifo": "Bostad",
    "sol-korttidsboende": "Korttidsboende",
    "sol-sysselsattning": "Sysselsättning",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about (rapportens ämne): its kind, and the codes of the decision.

    ``is_partly`` is that a part of it is carried out: then the rest is what is reported.
    """

    kind: ReportKind
    act: str = Act.SOL
    area: str = ""
    type: str = ""
    is_partly: bool = False

    @property
    def form(self) -> Form:
        """Which form it is typed in: the act decides, and under socialtjänstlagen the area."""
        if self.act == Act.LSS:
            return Form.LSS
        return _FORM_OF.get(self.area, Form.FAMILY) if self.area else Form.UNKNOWN


@dataclass(frozen=True, slots=True)
class Row:
    """A field as it is shown (rad): its number in the form, label and text; whether it must be filled in.

    ``place`` is 0 where the form itself has not been seen to have the field.
    """

    place: int
    field: SheetField
    label: str
    text: str
    is_needed: bool

    @property
    def is_missing(self) -> bool:
        """Answer whether it must be filled in and is not."""
        return self.is_needed and not self.text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report to type in (blad): every field in order, and those that must be filled in and are not."""

    about: About
    rows: tuple[Row, ...]

    @property
    def missing(self) -> tuple[SheetField, ...]:
        """The fields that must be filled in and are not, in the form's order."""
        return tuple(row.field for row in self.rows if row.is_missing)

    @property
    def is_ready(self) -> bool:
        """Answer whether the report can be sent."""
        return not self.missing


def needed(about: About) -> frozenset[SheetField]:
    """Find the fields that must be filled in, but for the number, of which there are two."""
    return frozenset((*NEEDED[about.kind], *_needed_by_codes(about)))


def _needed_by_codes(about: About) -> Iterator[SheetField]:
    # Of one that has ended the law asks for the day, and what tells which decision it was
    if about.kind not in OF_A_WAIT:
        return
    # The area is a field of the one form, and without it there is no telling which form it is
    if about.form in (Form.FAMILY, Form.UNKNOWN):
        yield _F.AREA
        if about.area == OTHER_AREA:
            yield _F.AREA_TEXT
    if about.type in _TYPES_IN_WORDS:
        yield _F.TYPE_TEXT
    if about.is_partly:
        yield _F.UNEXECUTED_PART


def sheet(about: About, given: Mapping[SheetField, str]) -> Ruling[Sheet]:
    """Lay a report out in the form's order, and check the fields that must be filled in.

    ``given`` has the texts as they are to be typed; what is missing may be left out. A personal number,
    a coordination number or the number that stands for one has to be there, one of them.
    """
    texts = {field: given.get(field, "").strip() for field in SheetField}
    must = needed(about)
    if not any(texts[field] for field in _EITHER):
        must |= {_F.NUMBER}
    rows = tuple(
        Row(_PLACES.get(field, 0), field, LABELS[field], texts[field], field in must)
        for field in SheetField
    )
    reasons = tuple(Reason(f"{row.label} saknas.") for row in rows if row.is_missing)
    return Ruling(Sheet(about, rows), reasons or (_ALL,), _remarks(about))


def _remarks(about: About) -> tuple[Reason, ...]:
    after = Reason("Fälten efter det tolfte är kända av myndighetens sidor, inte av blanketten.")
    if about.form in (Form.FAMILY, Form.UNKNOWN):
        return (after,)
    other = (
        f"Blanketten för {FORMS[about.form]} är inte känd. Fälten är de som står i blanketten för"
        f" {FORMS[Form.FAMILY]}; inriktningen behövs bara i den."
    )
    return (Reason(other), after)


_ALL = Reason("Alla fält som måste vara ifyllda är det.")
_WHERE = {_F.MUNICIPALITY: "Alingsås", _F.BOARD: "Socialnämnden"}
EXAMPLES = (
    Example(
        lambda about, given: Ruling(sheet(about, given).value.missing, ()),
        {"about": About(_K.EXECUTED), "given": _WHERE},
        (_F.NUMBER, _F.FIRST_NAME, _F.LAST_NAME, _F.DECIDED_ON, _F.TYPE, _F.EXECUTED_ON),
        "konstruerat: bara kommun och nämnd är ifyllda",
    ),
    Example(
        lambda about, given: Ruling(sheet(about, given).value.missing, ()),
        {"about": About(_K.NOT_EXECUTED, Act.LSS, type="lss-9-4"), "given": _WHERE},
        (
            _F.NUMBER,
            _F.FIRST_NAME,
            _F.LAST_NAME,
            _F.SEX,
            _F.DECIDED_ON,
            _F.TYPE,
            _F.REASON,
        ),
        "konstruerat: inriktningen är ett fält i blanketten för individ- och familjeomsorg",
    ),
)
