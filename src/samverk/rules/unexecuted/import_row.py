"""Reading one row of a source to a decision of the register (rad till beslut)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from samverk.rules.personal_number import PersonalNumber
from samverk.rules.unexecuted.code_lists import (
    AREAS,
    CLOSE_KINDS,
    REASONS,
    TYPES,
    CloseKind,
    Code,
    TypeCode,
)
from samverk.rules.unexecuted.grounds import GROUNDS, Ground, read_ground, wrong_day
from samverk.rules.unexecuted.handling import OFFER_ANSWERS, OfferAnswer
from samverk.rules.unexecuted.import_cells import (
    Cell,
    CellError,
    CellKind,
    DayForm,
    doubt,
    read_day,
    read_person,
    refuse_made,
)
from samverk.rules.unexecuted.import_mapping import CODED, LABELS, ColumnMap, Target
from samverk.rules.unexecuted.reading import Fault
from samverk.rules.unexecuted.stand_in import read_stand_in
from samverk.rules.unexecuted.waits import End

_YES = frozenset({"ja", "j", "1", "x", "true", "sant"})
_NO = frozenset({"", "nej", "n", "0", "false", "falskt"})
_SEXES = {"k": "woman", "kvinna": "woman", "flicka": "woman", "f": "woman", "m": "man"}
_SEXES |= {"man": "man", "pojke": "man", "annat": "other", "": ""}
_OPEN = frozenset({"", "öppet", "ej verkställt", "pågår", "väntar"})
_ENDS = frozenset({"verkställt", "verkställd", "verkställda"})
_CLOSED = {words: kind for kind, words in CLOSE_KINDS.items()} | {"avslutat": CloseKind.OTHER}
_ANSWERS = {told: answer for answer, told in OFFER_ANSWERS.items()}
_ANSWERS |= {answer.value: answer for answer in OfferAnswer}
_ANSWERS |= {"ja": OfferAnswer.ACCEPTED, "nej": OfferAnswer.DECLINED}
_SHOWN = 40
UNKNOWN = {
    Target.TYPE: "är ingen känd insats. Välj vilken den är.",
    Target.GROUND: "är inget lagrum som rapporteras. Välj vilket det är.",
    Target.AREA: "är ingen känd inriktning. Välj vilken den är.",
    Target.REASON: "är inget känt skäl. Välj vilket det är.",
    Target.OFFER_ANSWER: "är inget känt svar. Välj vad det betyder.",
    Target.OUTCOME: "är inget utfall. Välj vad det betyder.",
}


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that an authority uses (kodlistor), and municipalities' ids by name, in lower case."""

    types: Sequence[TypeCode] = TYPES
    reasons: Sequence[Code] = REASONS
    areas: Sequence[Code] = AREAS
    towns: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as a source has it (beslut i källan): codes of the register, days, and the person.

    ``key`` is the source's own and finds the decision at the next import. What the source does not tell
    is empty. ``number`` is twelve characters; ``outcome`` is how the source told the end.
    """

    line: int
    key: str
    kind: str
    decided_on: date
    ground: Ground | None = None
    area: str = ""
    number: str = ""
    first_name: str = ""
    last_name: str = ""
    sex: str = ""
    is_protected: bool = False
    interrupted_on: date | None = None
    ended_on: date | None = None
    end: End | None = None
    close_kind: CloseKind | None = None
    outcome: str = ""
    offered_on: date | None = None
    answer: OfferAnswer | None = None
    reason: str = ""
    reason_text: str = ""
    interim: str = ""
    stay: int | None = None


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
        self.by_code = {one.code: one for one in codes.types}
        # A word may stand for a measure of each act: the provision tells which
        self.types: dict[str, list[TypeCode]] = {}
        for one in codes.types:
            self.types.setdefault(one.text.lower(), []).append(one)
            self.types.setdefault(one.code, []).append(one)
        self.reasons = _by_words(codes.reasons)
        self.areas = _by_words(codes.areas)
        self.grounds = {one.code: one for one in GROUNDS}
        self.faults: list[Fault] = []
        self.remarks: list[Fault] = []
        self.seen: dict[str, int] = {}
        self.unknown: dict[Target, set[str]] = {target: set() for target in CODED}

    def row(self, line: int, cells: Mapping[Target, Cell]) -> Decided | None:
        """Read a row; None when something in it is wrong."""
        before = len(self.faults)
        decided = _Row(self, line, cells).decided()
        return decided if len(self.faults) == before else None


def _by_words(codes: Sequence[Code]) -> dict[str, str]:
    return {one.text.lower(): one.code for one in codes} | {one.code: one.code for one in codes}


class _Row:
    """One row under reading."""

    def __init__(self, reader: Reader, line: int, cells: Mapping[Target, Cell]) -> None:
        self.reader, self.line, self.cells = reader, line, cells

    def fault(self, target: Target, text: str) -> None:
        """Note what keeps the row out."""
        self.reader.faults.append(Fault(self.line, self._heading(target), text))

    def remark(self, target: Target, text: str) -> None:
        """Note what the reader should look at."""
        self.reader.remarks.append(Fault(self.line, self._heading(target), text))

    def _heading(self, target: Target) -> str:
        return self.reader.columns.columns.get(target, LABELS[target])

    def decided(self) -> Decided | None:
        """Read all of it, so that every fault is told at once; None without a day of decision."""
        key, decided_on = self._key(), self._needed_day()
        began, ended = self._day(Target.INTERRUPTED_ON), self._day(Target.ENDED_ON)
        offered = self._day(Target.OFFERED_ON)
        ground = self._ground(decided_on)
        kind, sex = self._kind(ground, decided_on), self._sex()
        end, close_kind, outcome = self._end(ended)
        number, told_sex = self._person(sex)
        found = Decided(
            self.line,
            key,
            kind,
            decided_on or self.reader.today,
            ground,
            self._coded(Target.AREA, self.reader.areas),
            number,
            self._text(Target.FIRST_NAME),
            self._text(Target.LAST_NAME),
            sex or told_sex,
            self._flag(Target.PROTECTED),
            began,
            ended,
            end,
            close_kind,
            outcome,
            offered,
            self._answer(offered),
            self._coded(Target.REASON, self.reader.reasons),
            self._text(Target.REASON_TEXT),
            self._text(Target.INTERIM),
            self._stay(),
        )
        if decided_on is None:
            return None
        self._order(decided_on, began, ended, offered)
        return found

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

    def _unknown(self, target: Target, text: str) -> None:
        self.reader.unknown[target].add(text)
        self.fault(target, f"{text[:_SHOWN]} {UNKNOWN[target]}")

    def _chosen(self, target: Target, text: str) -> str:
        """Give what somebody has chosen that a word of the source is, or the word in lower case."""
        return self.reader.columns.words(target).get(text.lower(), text.lower())

    def _coded(self, target: Target, known: Mapping[str, str]) -> str:
        text = self._text(target)
        if not text:
            return ""
        code = known.get(self._chosen(target, text))
        if code is None:
            self._unknown(target, text)
        return code or ""

    def _key(self) -> str:
        key = self._text(Target.KEY)
        if self._is_empty(Target.KEY):
            self.fault(
                Target.KEY,
                "Saknas. Nyckeln är det som finner beslutet vid nästa import: ta med källans eget nummer"
                " på beslutet i filen.",
            )
        elif key and key in self.reader.seen:
            self.fault(Target.KEY, f"Nyckeln står redan på rad {self.reader.seen[key]}.")
        self.reader.seen.setdefault(key, self.line)
        return key

    def _kind(self, ground: Ground | None, decided: date | None) -> str:
        text = self._text(Target.TYPE)
        if self._is_empty(Target.TYPE):
            self.fault(Target.TYPE, "Saknas.")
        if not text:
            return ""
        chosen = self.reader.by_code.get(self.reader.columns.types.get(text.lower(), ""))
        alike = self.reader.types.get(chosen.text.lower() if chosen else text.lower(), [])
        if not alike:
            self._unknown(Target.TYPE, text)
            return ""
        fitting = [one for one in alike if ground is None or one.act == ground.act]
        if not fitting:
            told = f"Insatsen beviljas enligt {alike[0].act}, men lagrummet är {ground and ground.text}."
            self.fault(Target.TYPE, told)
            return ""
        found = chosen if chosen in fitting else fitting[0]
        if len(fitting) > 1 and chosen is None:
            acts = " och ".join(one.act for one in fitting)
            self.fault(
                Target.TYPE, f"{text[:_SHOWN]} finns enligt både {acts}. Ange lagrum, eller välj."
            )
            self.reader.unknown[Target.TYPE].add(text)
        if decided is not None and not found.holds_on(decided):
            self.fault(Target.TYPE, "Insatsen fanns inte i kodlistan på beslutsdagen.")
        return found.code

    def _needed_day(self) -> date | None:
        if self._is_empty(Target.DECIDED_ON):
            self.fault(Target.DECIDED_ON, "Saknas.")
        return self._day(Target.DECIDED_ON)

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

    def _ground(self, decided: date | None) -> Ground | None:
        text = self._text(Target.GROUND)
        if not text:
            return None
        chosen = self._chosen(Target.GROUND, text)
        ground = self.reader.grounds.get(chosen) or read_ground(text).value
        if ground is None:
            self._unknown(Target.GROUND, text)
        elif decided is not None and (told := wrong_day(ground, decided)):
            self.fault(Target.GROUND, told)
        return ground

    def _end(self, ended: date | None) -> tuple[End | None, CloseKind | None, str]:
        told = self._text(Target.OUTCOME)
        text = self._chosen(Target.OUTCOME, told)
        has_day = bool(self.cells[Target.ENDED_ON].text.strip())
        if text in _OPEN:
            if text and has_day:
                self.fault(
                    Target.OUTCOME, "Slutdag är ifylld, men utfallet säger att det är öppet."
                )
            elif has_day:
                self.remark(Target.OUTCOME, "Utfall saknas: om det verkställdes eller avslutades.")
            return (End.EITHER if ended is not None and not text else None), None, ""
        if text not in _ENDS and text not in _CLOSED:
            self._unknown(Target.OUTCOME, told)
            return None, None, ""
        if not has_day:
            self.fault(Target.ENDED_ON, f"Utfallet är {told[:_SHOWN]}, men slutdag saknas.")
            return None, None, ""
        if text in _ENDS:
            return End.EXECUTED, None, told
        return End.CLOSED, _CLOSED[text], told

    def _person(self, sex: str) -> tuple[str, str]:
        """Read the number, or the one that stands for it, and the sex that it tells."""
        cell = self.cells[Target.NUMBER]
        if "T" in cell.text.upper() and cell.kind is CellKind.TEXT:
            is_woman = {"woman": True, "man": False}.get(sex)
            found = read_stand_in(cell.text, self.reader.today, is_woman=is_woman)
            if found.value is None:
                self.fault(Target.NUMBER, found.reasons[0].text)
            return found.value or "", ""
        try:
            person = read_person(cell, self.reader.today)
        except CellError as fault:
            self.fault(Target.NUMBER, str(fault))
            return "", ""
        if person is None:
            return "", ""
        self._doubt(cell, person)
        return person.digits, "woman" if person.is_woman else "man"

    def _doubt(self, cell: Cell, person: PersonalNumber) -> None:
        if told := doubt(cell, person, self.reader.today):
            self.remark(Target.NUMBER, told)

    def _flag(self, target: Target) -> bool:
        text = self._text(target).lower()
        if text in _YES or text in _NO:
            return text in _YES
        self.fault(target, f"{text[:_SHOWN]} går inte att tyda. Skriv ja eller nej.")
        # Whoever may be protected is, until somebody has said otherwise
        return True

    def _sex(self) -> str:
        text = self._text(Target.SEX).lower()
        if text not in _SEXES:
            self.fault(
                Target.SEX, f"{text[:_SHOWN]} går inte att tyda. Skriv kvinna, man eller annat."
            )
        return _SEXES.get(text, "")

    def _answer(self, offered: date | None) -> OfferAnswer | None:
        text = self._text(Target.OFFER_ANSWER)
        if not text:
            return None
        answer = _ANSWERS.get(self._chosen(Target.OFFER_ANSWER, text))
        if answer is None:
            self._unknown(Target.OFFER_ANSWER, text)
        elif offered is None:
            self.fault(Target.OFFERED_ON, "Svaret är ifyllt, men dagen för erbjudandet saknas.")
        return answer

    def _stay(self) -> int | None:
        text = self._text(Target.STAY_MUNICIPALITY)
        if not text:
            return None
        found = self.reader.codes.towns.get(text.lower())
        if found is None:
            self.fault(
                Target.STAY_MUNICIPALITY,
                f"{text[:_SHOWN]} är ingen kommun som finns här. Skriv kommunens namn.",
            )
        return found
