"""In which municipality, region or federation a cited decision was taken, where that is printed.

"Kommunfullmäktiges beslut 2020-06-15 § 128 i Härryda kommun" is not the reader's own council's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samverk.intake.reading.organs import ORGAN_PATTERN, organs_in
from samverk.intake.reading.prose import sentence_start

# A sentence may open right before a name: "Enligt Norrby kommuns beslut".
_OPENERS = (
    "Enligt|Av|Genom|Inom|I|På|För|Från|Till|Med|Mot|Vid|Efter|Under|Som|Att|När|Då|Om|Den|Det|De|Se"
    "|Jfr|Och|Samt|Även|Också|Hos|Både|Utöver|Jämte|Trots|Sedan|Innan|Liksom|Därefter|Dessutom|Eftersom"
    "|Tidigare|Nu|Beslut|Beslutet|Utdrag|Protokoll|Såväl|Varken|Men|Detta|Eller|Över|Utan"
)
_NAME = rf"(?!(?:{_OPENERS}) )[A-ZÅÄÖ][a-zåäöé]{{1,20}}(?:[ -][A-ZÅÄÖ][a-zåäöé]{{1,20}}){{0,2}}"
_WITH_KIND = (
    rf"(?:{_NAME} (?:kommun|stad)|[Rr]egion {_NAME}|(?:[Ss]amordnings|[Kk]ommunal)förbundet {_NAME}"
    rf"|{_NAME}regionen)"
)
# "§ 128 i Härryda kommun", "§ 128 (Härryda kommun)"
_AFTER = re.compile(rf"\)?,? \(?(?:i |av )?(?P<name>{_WITH_KIND})(?!\w|s )")
# "fullmäktige i Härryda (kommun)", with what stands up to the day
_BODY_IN = re.compile(
    rf"(?:fullmäktiges?|styrelsens?|nämndens?|utskotts?|utskottet) i (?P<name>{_WITH_KIND}|{_NAME})(?!\w)"
    r"(?P<rest>[^.\n]{0,60})$"
)
# "styrelsen för Samordningsförbundet Delta beslutade", "Styrelsens för ... beslut"
_BODY_FOR = re.compile(
    rf"(?:[Ss]tyrelsen|[Nn]ämnden)s? för (?P<name>{_WITH_KIND})(?!\w)(?P<rest>[^.\n]{{0,60}})$"
)
# "Styrelsen för Samordningsförbundet Deltas beslut": the name stands in the genitive.
_OWNS = re.compile(r" (?:beslut|protokoll|sammanträde|möte)\b")
# "Härryda kommuns kommunfullmäktige", "Samordningsförbundet Deltas styrelse", "Lerums kommunfullmäktige"
_OWNER = re.compile(rf"(?P<name>{_WITH_KIND})s (?:{ORGAN_PATTERN})(?P<rest>[^.\n]{{0,80}})$")
_TOWN = re.compile(
    rf"(?<=[a-zåäö,] )(?P<name>{_NAME}s) kommun(?:fullmäktiges?|styrelsens?)\b(?P<rest>[^.\n]{{0,80}})$"
)
# Names that end in s as they are: "Alingsås kommunfullmäktige".
_ENDS_IN_S = ("ås", "näs", "fors", "hus")
# "I Partille kommun fattade kommunfullmäktige beslut 2023-01-01 § 2"
_OPENING = re.compile(rf"I (?P<name>{_WITH_KIND}) ")
# A sentence without these names no organisation, which most citations' do not.
_WORDS = (" i ", "I ", "kommuns ", "stads ", "egion", "förbundet ", "s kommun")
_REACH = 160


def organisation_of(text: str, start: int, end: int) -> str | None:
    """Answer the organisation printed with a citation that stands from ``start`` to ``end``."""
    if match := _AFTER.match(text, end):
        return match["name"]
    begin = max(sentence_start(text, start), start - _REACH)
    before = text[begin:start]
    return next(_before(before), None) if any(word in before for word in _WORDS) else None


def is_elsewhere(text: str, end: int) -> bool:
    """Answer whether an organisation stands right after a citation, "§ 128 i Härryda kommun"."""
    return _AFTER.match(text, end) is not None


def _before(before: str) -> Iterator[str]:
    for pattern in (_BODY_IN, _BODY_FOR, _OWNER, _TOWN):
        for match in pattern.finditer(before):
            # Another body or another § between: what is named before is not this one's.
            if "§" not in match["rest"] and next(organs_in(match["rest"]), None) is None:
                is_owner = pattern is _TOWN or _OWNS.match(match["rest"])
                yield _nominative(match["name"]) if is_owner else match["name"]
    opening = before.lstrip()
    opens = _OPENING.match(opening)
    if opens and "§" not in opening:
        yield opens["name"]


def _nominative(name: str) -> str:
    return name if name.endswith(_ENDS_IN_S) else name.removesuffix("s")
