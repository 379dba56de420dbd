"""The accessibility statement, made of what the tests found and what somebody has noted by hand.

``data/accessibility.json`` is written by ``make statement``; ``data/accessibility_by_hand.json`` is kept
by hand. Both come with the package. No number on the page is written by anybody.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from samverk import __version__
from samverk.rules.accessibility import (
    CRITERIA,
    Check,
    CheckOutcome,
    Conformance,
    Criterion,
    Evidence,
    Verdict,
    conformance,
    is_outdated,
    verdict,
)
from samverk.rules.ruling import Ruling
from samverk.rules.wording import running_date

PACKAGE = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).parent / "data" / "accessibility.json"
BY_HAND = RESULTS.with_name("accessibility_by_hand.json")
MODES = {
    "light-1280": "Ljust läge, bred skärm: alla regler i axe-core",
    "light-320": "Ljust läge, 320 bildpunkter: alla regler i axe-core",
    "dark-1280": "Mörkt läge, bred skärm: axe-cores regler om färg",
    "dark-320": "Mörkt läge, 320 bildpunkter: axe-cores regler om färg",
    "measured": "Mätt: smal skärm, dubbel text, glesare text, en kolumn, språk, titel",
    "print": "På papper: alla skäl står utskrivna",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A known fault: what it is, where, what it means for whom, and what is to be done.

    ``consequence`` and ``remedy`` are empty where nobody has told of them yet.
    """

    title: str
    where: str
    criteria: tuple[str, ...]
    consequence: str = ""
    remedy: str = ""

    @property
    def names(self) -> list[str]:
        """The criteria it is against, by number and name."""
        return [f"{one.number} {one.name}" for one in CRITERIA if one.number in self.criteria]


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion, what is known of it, and how that is known."""

    criterion: Criterion
    verdict: Verdict
    how: str


@dataclass(frozen=True, slots=True)
class Statement:
    """All that the page tells. ``modes`` are ways to examine a page, each with how many templates.

    ``changed`` are the templates that are not as they were when they were examined.
    """

    assessed: date
    updated: date
    version: str
    axe: str
    browser: str
    rules: int
    pages: int
    examined: tuple[str, ...]
    untested: tuple[str, ...]
    changed: tuple[str, ...]
    modes: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    ruling: Ruling[Conformance]
    warnings: tuple[str, ...]
    not_done: tuple[str, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many criteria have each verdict, in the order of the verdicts."""
        found = Counter(line.verdict for line in self.lines)
        return tuple((one.value, found[one]) for one in Verdict)


@cache
def templates() -> dict[str, Path]:
    """List the templates of the package's pages, and of parts of them, by name."""
    found = (path for path in PACKAGE.glob("**/templates/**/*.html") if "tests" not in path.parts)
    return {path.as_posix().rpartition("/templates/")[2]: path for path in sorted(found)}


def digest(paths: Iterable[Path]) -> str:
    """Tell files apart from what they were: eight signs of the SHA-256 of what stands in them."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:8]


@cache
def digests() -> dict[str, str]:
    """Give the digest of every template, by name."""
    return {name: digest([path]) for name, path in templates().items()}


@cache
def look() -> str:
    """Give the digest of all style sheets and scripts, on which colours and measures hang."""
    return digest(
        sorted(p for kind in ("css", "js") for p in PACKAGE.glob(f"**/static/**/*.{kind}"))
    )


def read(path: Path) -> dict[str, Any]:
    """Read one of the two files."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def statement(
    day: date, results: dict[str, Any] | None = None, by_hand: dict[str, Any] | None = None
) -> Statement:
    """Make the statement as it stands on ``day``, of the package's own files if no others are given."""
    results = results or read(RESULTS)
    by_hand = by_hand or read(BY_HAND)
    assessed = date.fromisoformat(results["day"])
    checks = {one["criterion"]: _check(one) for one in by_hand["checks"]}
    faults = tuple(_faults(results, by_hand))
    lines = tuple(_line(one, results, checks.get(one.number), faults, day) for one in CRITERIA)
    ruling = conformance({x.criterion.number: x.verdict for x in lines}, faults=len(faults))
    examined = {name: told.split() for name, told in results["examined"].items()}
    many = Counter(mode for _, *modes in examined.values() for mode in modes)
    changed = tuple(n for n, (was, *_) in examined.items() if digests().get(n) != was)
    return Statement(
        assessed=assessed,
        updated=max([assessed, *(check.day for check in checks.values())]),
        version=results["version"],
        axe=results["axe"],
        browser=results["browser"],
        rules=sum(1 for rule in results["rules"].values() if rule["outcomes"]),
        pages=results["pages"],
        examined=tuple(examined),
        untested=tuple(results["untested"]),
        changed=changed,
        modes=tuple((words, many[mode]) for mode, words in MODES.items()),
        lines=lines,
        faults=faults,
        ruling=ruling,
        warnings=tuple(_warnings(results, assessed, day, len(changed))),
        not_done=tuple(by_hand["not_done"]),
    )


def _check(told: dict[str, str]) -> Check:
    day = date.fromisoformat(told["day"])
    return Check(told["criterion"], day, CheckOutcome(told["outcome"]), told["how"])


def _faults(results: dict[str, Any], by_hand: dict[str, Any]) -> Iterable[Fault]:
    """Give the faults that somebody has noted, and those of the results with their text, if any."""
    told = {one["of"]: one for one in by_hand["faults"] if "of" in one}
    for one in by_hand["faults"]:
        if "of" not in one:
            yield _fault(one, one)
    for one in results["faults"]:
        yield _fault(one, told.get(one["of"], {}))
    for number, tests in results["tests"].items():
        if tests["failed"]:
            name = next(one.name for one in CRITERIA if one.number == number)
            found = {
                "title": f"Ett prov föll: {name}",
                "where": "Minst en sida",
                "criteria": [number],
            }
            yield _fault(found, told.get(number, {}))


def _fault(found: dict[str, Any], told: dict[str, Any]) -> Fault:
    return Fault(
        told.get("title", found["title"]),
        told.get("where", found["where"]),
        tuple(found["criteria"]),
        told.get("consequence", ""),
        told.get("remedy", ""),
    )


def _line(
    criterion: Criterion,
    results: dict[str, Any],
    check: Check | None,
    faults: tuple[Fault, ...],
    day: date,
) -> Line:
    number = criterion.number
    rules = {
        name: one["outcomes"] for name, one in results["rules"].items() if number in one["criteria"]
    }
    tests = results["tests"].get(number, {"passed": 0, "failed": 0})
    has_fault = tests["failed"] > 0 or any("violations" in found for found in rules.values())
    passed = [name for name, found in rules.items() if "passes" in found]
    unsure = [name for name, found in rules.items() if "incomplete" in found]
    nothing = False if has_fault else True if passed or tests["passed"] else None
    known = sum(1 for fault in faults if number in fault.criteria)
    judged = verdict(Evidence(nothing, check, known), day)
    said = [
        f"Regler i axe-core: {len(passed)}" if passed else "",
        f"Prov i webbläsare: {sum(tests.values())}" if any(tests.values()) else "",
        f"Regler som inte kunde avgöra allt: {len(unsure)}" if unsure else "",
        f"{check.how} ({check.day.isoformat()})" if check else "",
    ]
    return Line(criterion, judged, ". ".join(part for part in said if part))


def _warnings(results: dict[str, Any], assessed: date, day: date, changed: int) -> Iterable[str]:
    if is_outdated(assessed, day):
        yield f"Bedömningen är från {running_date(assessed)} och äldre än ett år. Den ska göras om."
    if results["version"] != __version__:
        yield f"Bedömningen gäller version {results['version']}, men här körs version {__version__}."
    if changed:
        yield f"{changed} av {len(results['examined'])} prövade mallar har ändrats efter bedömningen."
    if results["look"] != look():
        yield "Stilmallar eller skript har ändrats efter bedömningen."
