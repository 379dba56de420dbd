"""Reading and writing one diary number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samverk.rules.diary.formats import FORMATS, DiaryFormat
from samverk.rules.diary.lookalikes import is_day_of_month, other_meaning
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling

# Two digits from here on mean the 1900s: no municipal diary has numbers from before 1970 in use.
_FIRST_SHORT_YEAR = 70
_LONGEST = 60
_LABEL = re.compile(r"(?:dnr|diarienr|diarienummer|diariernr|beteckning)[.:]? ?", re.IGNORECASE)
_SEPARATORS = ("sep1", "sep2")


@dataclass(frozen=True, slots=True)
class DiaryNumber:
    """Diarienummer, read into its parts.

    ``number`` is the running number and ``digits`` how it was written, zeros kept. ``format`` names
    the row of the table, ``text`` is what was given, verbatim. ``separators`` are those that vary.
    """

    year: int
    number: int
    digits: str
    format: str
    body: str | None = None
    class_code: str | None = None
    class_mark: str = " "
    sub: str | None = None
    separators: tuple[str, ...] = ()
    text: str = field(default="", compare=False)

    def written(self, formats: Sequence[DiaryFormat] = FORMATS) -> str:
        """Write the number in its format, the way a register would: single blanks, upper case."""
        row = next(row for row in formats if row.name == self.format)
        separators = zip(_SEPARATORS, self.separators or row.separators, strict=False)
        return row.template.format(
            year=self.year if "AAAA" in row.name else f"{self.year % 100:02}",
            body=self.body,
            number=self.digits,
            class_mark=self.class_mark if self.class_code else "",
            class_code=self.class_code or "",
            sub=f":{self.sub}" if self.sub else "",
            **dict(separators),
        )


def read_diary_number(
    text: str, formats: Sequence[DiaryFormat] = FORMATS
) -> Ruling[DiaryNumber | None]:
    """Read a diary number; the value is None when the text fits no format.

    Labels such as "Dnr", repeated and no-break blanks, long dashes and lower case are accepted.
    A text that fits several formats is read by the first, with a remark naming the others.
    A day, an act or the like is refused though it fits one.
    """
    tidy = _tidied(text)
    if meaning := other_meaning(tidy):
        refusal = (
            f"Texten är {meaning}, inte ett diarienummer. Skriv numret som det står i diariet."
        )
        return Ruling(None, (Reason(refusal),))
    fits = [(row, found) for row in formats if (found := row.match(tidy))]
    if not fits:
        close = ", ".join(f"{row.name} ({row.example})" for row in nearest_formats(text, formats))
        return Ruling(None, (Reason(f"Texten följer inget känt format. Närmast: {close}."),))
    row, found = fits[0]
    number = _from_match(row, found, text)
    reasons = [Reason(f"Texten följer formatet {row.name}, som {row.example}.")]
    if len(found["year"]) == 2:
        reasons.append(
            Reason(f"Årtalet {found['year']} läses som {number.year}. Det är Samverks läsning.")
        )
    return Ruling(number, tuple(reasons), (*_other_readings(fits[1:]), *_as_day(tidy)))


def nearest_formats(
    text: str, formats: Sequence[DiaryFormat] = FORMATS, *, count: int = 3
) -> tuple[DiaryFormat, ...]:
    """Find the formats whose example looks most like the text, the likest first."""
    shape = _shape(_tidied(text))
    return tuple(sorted(formats, key=lambda row: _nearness(shape, row))[:count])


def _nearness(shape: str, row: DiaryFormat) -> int:
    """Count the edits to a format's example, written with or without its class code."""
    found = row.match(row.example)
    has_class = found is not None and found.groupdict().get("class_mark")
    examples = [row.example]
    if found is not None and has_class:
        examples.append(row.example[: found.start("class_mark")])
    return min(_distance(shape, _shape(example)) for example in examples)


def _tidied(text: str) -> str:
    """Make blanks single, dashes short, and take away a label and blanks around a slash."""
    single = " ".join(text.split()).replace("–", "-").replace("−", "-")
    label = _LABEL.match(single)
    return re.sub(" ?/ ?", "/", single[label.end() :] if label else single)


def _from_match(row: DiaryFormat, found: re.Match[str], text: str) -> DiaryNumber:
    groups = found.groupdict()
    year = int(groups["year"])
    if year < 100:
        year += 1900 if year >= _FIRST_SHORT_YEAR else 2000
    body = groups.get("body")
    return DiaryNumber(
        year=year,
        number=int(groups["number"]),
        digits=groups["number"],
        format=row.name,
        body=body.upper() if body and body.islower() else body,
        class_code=groups.get("class_code"),
        class_mark=groups.get("class_mark") or " ",
        sub=groups.get("sub"),
        separators=tuple(groups[name] for name in _SEPARATORS if name in groups),
        text=text,
    )


def _other_readings(fits: list[tuple[DiaryFormat, re.Match[str]]]) -> tuple[Reason, ...]:
    return tuple(
        Reason(f"Kan också läsas enligt {row.name}: år {found['year']}, nummer {found['number']}.")
        for row, found in fits
    )


def _as_day(text: str) -> tuple[Reason, ...]:
    if not is_day_of_month(text):
        return ()
    return (Reason(f"{text} kan också vara en dag: dag/månad."),)


def _shape(text: str) -> str:
    """Picture a text by kinds of characters: A for letters, 9 for digits, signs as they are."""
    letters = re.sub(r"[^\W\d_]", "A", text[:_LONGEST])
    return re.sub(r"\d", "9", letters)


def _distance(left: str, right: str) -> int:
    """Count the single-character edits between two texts (Levenshtein)."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


EXAMPLES = (
    Example(
        read_diary_number,
        {"text": "2022VFN360 709"},
        DiaryNumber(2022, 360, "360", "AAAAORGNNN [klass]", "VFN", "709"),
        "Härryda, tjänsteskrivelse",
    ),
    Example(
        read_diary_number,
        {"text": "2023.076 SN"},
        DiaryNumber(2023, 76, "076", "AAAA.NNN ORG", "SN", separators=(" ",)),
        "Alingsås, socialnämnden",
    ),
    Example(
        read_diary_number,
        {"text": "KFN-2013-179 Dpl 01"},
        DiaryNumber(
            2013, 179, "179", "ORG[ /-]AAAA[/:-]NNN", "KFN", "01", " Dpl ", None, ("-", "-")
        ),
        "Karlstad, med klass",
    ),
    Example(
        read_diary_number,
        {"text": "SN 18/0098"},
        DiaryNumber(2018, 98, "0098", "ORG AA/NNNN", "SN"),
        "Upplands-Bro, tvåsiffrigt årtal",
    ),
    Example(
        read_diary_number, {"text": "ärende nummer sju"}, None, "konstruerat: inget diarienummer"
    ),
)
