"""Reading one row of a source to a decision of the register (rad till beslut)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.rules.personal_number import PersonalNumber
from samverk.rules.unexecuted.code_lists import CLOSE_KINDS, REASONS, TYPES, CloseKind, Code
from samverk.rules.unexecuted.grounds import Ground, read_ground, wrong_day
from samverk.rules.unexecuted.handling import OFFER_ANSWERS, OfferAnswer
from samverk.rules.unexecuted.import_cells import (
    Cell,
    CellError,
    CellKind,
    DayForm,
    read_day,
    read_person,
    refuse_made,
)
from samverk.rules.unexecuted.import_mapping import LABELS, ColumnMap, Target
from samverk.rules.unexecuted.reading import Fault
from samverk.rules.unexecuted.waits import End

_YES = frozenset({"ja", "j", "1", "x", "true", "sant"})
_NO = frozenset({"", "nej", "n", "0", "false", "falskt"})
_SEXES = {"k": "woman", "kvinna": "woman", "flicka": "woman", "f": "woman", "m": "man"}
_SEXES |= {"man": "man", "pojke": "man", "annat": "other", "": ""}
_OPEN = frozenset({"", "öppet", "ej verkställt", "pågår", "väntar"})
_ENDS = ("verkställt", "verkställd", "verkställda")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that an authority uses (kodlistor)."""

    types: Sequence[Code] = TYPES
    reasons: Sequence[Code] = REASONS


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as a source has it (beslut i källan): codes of the register, days, and the person.

    ``key`` is the source's own and finds the decision at the next import.
    """

    line: int
    key: str
    kind: str
    decided_on: date
    ground: Ground | None = None
    area: str = ""
    person: PersonalNumber | None = None
    first_name: str = ""
    last_name: str = ""
    sex: str = ""
    is_protected: bool = False
    interrupted_on: date | None = None
    ended_on: date | None = None
    end: End | None = None
    close_kind: CloseKind | None = None
    offered_on: date | None = None
    answer: OfferAnswer | None = None
    reason: str = ""
    reason_text: str = ""
    interim: str = ""
    stay_municipality: str = ""


class Reader:
    """Reads row after row, and gathers what is wrong."""

    def __init__(
        self,
        columns: ColumnMap,
        codes: Codes,
        forms: Mapping[Target, DayForm | None],
        today: date,
    ) -> None:
        self.columns, self.codes, self.forms, self.today = columns, codes, forms, today
        self.types = {one.text.lower(): one for one in codes.types}
        self.types |= {one.code: one for one in codes.types}
        self.reasons = {one.text.lower(): one for one in codes.reasons}
        self.reasons |= {one.code: one for one in codes.reasons}
        self.faults: list[Fault] = []
        self.remarks: list[Fault] = []
        self.seen: dict[str, int] = {}
        self.unknown: dict[Target, set[str]] = {Target.TYPE: set(), Target.REASON: set()}

    def row(self, line: int, cells: Mapping[Target, Cell]) -> Decided | None:
        """Read a row; None when something in it is wrong."""
        before = len(self.faults)
        one = _Row(self, line, cells)
        decided = one.decided()
        return decided if len(self.faults) == before else None


class _Row:
    """One row under reading."""

    def __init__(self, reader: Reader, line: int, cells: Mapping[Target, Cell]) -> None:
        self.reader, self.line, self.cells = reader, line, cells

    def fault(self, target: Target, text: str) -> None:
        """Note what keeps the row out."""
        heading = self.reader.columns.columns.get(target, LABELS[target])
        self.reader.faults.append(Fault(self.line, heading, text))

    def remark(self, target: Target, text: str) -> None:
        """Note what the reader should look at."""
        heading = self.reader.columns.columns.get(target, LABELS[target])
        self.reader.remarks.append(Fault(self.line, heading, text))

    def decided(self) -> Decided | None:
        """Read all of it; None without a day of decision."""
        key, kind, decided_on = self._key(), self._kind(), self._day(Target.DECIDED_ON)
        if self._is_empty(Target.DECIDED_ON):
            self.fault(Target.DECIDED_ON, "Saknas.")
        began, ended = self._day(Target.INTERRUPTED_ON), self._day(Target.ENDED_ON)
        offered = self._day(Target.OFFERED_ON)
        end, close_kind = self._end(ended)
        person, is_protected = self._person(), self._flag(Target.PROTECTED)
        if decided_on is None:
            return None
        self._order(decided_on, began, ended, offered)
        return Decided(
            self.line,
            key,
            kind,
            decided_on,
            self._ground(decided_on),
            self._text(Target.AREA),
            person,
            self._text(Target.FIRST_NAME),
            self._text(Target.LAST_NAME),
            self._sex(person),
            is_protected,
            began,
            ended,
            end,
            close_kind,
            offered,
            self._answer(offered),
            self._reason(),
            self._text(Target.REASON_TEXT),
            self._text(Target.INTERIM),
            self._text(Target.STAY_MUNICIPALITY),
        )

    def _text(self, target: Target) -> str:
        cell = self.cells[target]
        try:
            refuse_made(cell)
        except CellError as fault:
            self.fault(target, str(fault))
            return ""
        return cell.text.strip()

    def _is_empty(self, target: Target) -> bool:
        """Answer whether nothing stands in a cell; a refused one has been told already."""
        cell = self.cells[target]
        return not cell.text.strip() and cell.kind not in (CellKind.FORMULA, CellKind.MERGED)

    def _key(self) -> str:
        key = self._text(Target.KEY)
        if self._is_empty(Target.KEY):
            self.fault(Target.KEY, "Saknas. Nyckeln är det som finner beslutet vid nästa import.")
        elif key and key in self.reader.seen:
            self.fault(Target.KEY, f"Nyckeln står redan på rad {self.reader.seen[key]}.")
        self.reader.seen.setdefault(key, self.line)
        return key

    def _kind(self) -> str:
        text = self._text(Target.TYPE)
        if self._is_empty(Target.TYPE):
            self.fault(Target.TYPE, "Saknas.")
        if not text:
            return ""
        code = self.reader.columns.types.get(text.lower())
        known = self.reader.types.get(code or text.lower())
        if known is None:
            self.reader.unknown[Target.TYPE].add(text)
            self.fault(Target.TYPE, f"{text[:_SHOWN]} är ingen känd insats. Välj vilken den är.")
            return ""
        return known.code

    def _reason(self) -> str:
        text = self._text(Target.REASON)
        if not text:
            return ""
        code = self.reader.columns.reasons.get(text.lower())
        known = self.reader.reasons.get(code or text.lower())
        if known is None:
            self.reader.unknown[Target.REASON].add(text)
            self.fault(Target.REASON, f"{text[:_SHOWN]} är inget känt skäl. Välj vilket det är.")
            return ""
        return known.code

    def _day(self, target: Target) -> date | None:
        try:
            return read_day(self.cells[target], self.reader.forms.get(target), self.reader.today)
        except CellError as fault:
            self.fault(target, str(fault))
            return None

    def _order(
        self, decided: date, began: date | None, ended: date | None, offered: date | None
    ) -> None:
        """Tell days that cannot follow each other."""
        if began is not None and began < decided:
            self.fault(Target.INTERRUPTED_ON, "Ligger före beslutsdagen.")
        if ended is not None and ended < (began or decided):
            self.fault(Target.ENDED_ON, "Ligger före dagen då väntan började.")
        if offered is not None and offered < decided:
            self.fault(Target.OFFERED_ON, "Ligger före beslutsdagen.")

    def _ground(self, decided: date) -> Ground | None:
        text = self._text(Target.GROUND)
        if not text:
            return None
        ground = read_ground(text).value
        if ground is None:
            self.remark(Target.GROUND, f"{text[:60]} är inget lagrum som rapporteras.")
        elif told := wrong_day(ground, decided):
            self.remark(Target.GROUND, told)
        return ground

    def _end(self, ended: date | None) -> tuple[End | None, CloseKind | None]:
        text = self._text(Target.OUTCOME).lower()
        text = self.reader.columns.outcomes.get(text, text)
        has_day = bool(self.cells[Target.ENDED_ON].text.strip())
        if text in _OPEN:
            if text and has_day:
                self.fault(
                    Target.OUTCOME, "Slutdag är ifylld, men utfallet säger att det är öppet."
                )
            elif has_day:
                self.remark(Target.OUTCOME, "Utfall saknas: om det verkställdes eller avslutades.")
            return (End.EITHER if ended is not None and not text else None), None
        if not has_day:
            self.fault(Target.ENDED_ON, f"Utfallet är {text[:_SHOWN]}, men slutdag saknas.")
            return None, None
        kinds = {words: kind for kind, words in CLOSE_KINDS.items()}
        if text in kinds or text == "avslutat":
            return End.CLOSED, kinds.get(text, CloseKind.OTHER)
        if text in _ENDS:
            return End.EXECUTED, None
        self.fault(
            Target.OUTCOME, f"{text[:_SHOWN]} är inget utfall. Skriv verkställt eller avslutat."
        )
        return None, None

    def _person(self) -> PersonalNumber | None:
        try:
            return read_person(self.cells[Target.NUMBER], self.reader.today)
        except CellError as fault:
            self.fault(Target.NUMBER, str(fault))
            return None

    def _flag(self, target: Target) -> bool:
        text = self._text(target).lower()
        if text in _YES or text in _NO:
            return text in _YES
        self.fault(target, f"{text[:_SHOWN]} går inte att tyda. Skriv ja eller nej.")
        # Whoever may be protected is, until somebody has said otherwise
        return True

    def _sex(self, person: PersonalNumber | None) -> str:
        text = self._text(Target.SEX).lower()
        if text not in _SEXES:
            self.fault(
                Target.SEX, f"{text[:_SHOWN]} går inte att tyda. Skriv kvinna, man eller annat."
            )
            return ""
        if text or person is None:
            return _SEXES[text]
        return "woman" if person.is_woman else "man"

    def _answer(self, offered: date | None) -> OfferAnswer | None:
        text = self._text(Target.OFFER_ANSWER).lower()
        if not text:
            return None
        words = {told: answer for answer, told in OFFER_ANSWERS.items()}
        words |= {"ja": OfferAnswer.ACCEPTED, "nej": OfferAnswer.DECLINED}
        if text not in words:
            self.fault(
                Target.OFFER_ANSWER, f"{text[:_SHOWN]} går inte att tyda. Skriv ja eller nej."
            )
            return None
        if offered is None:
            self.fault(Target.OFFERED_ON, "Svaret är ifyllt, men dagen för erbjudandet saknas.")
        return words[text]
