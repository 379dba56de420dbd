"""``samverk exit``: what leaving a federation would cost, by the installation's own data."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from samverk.project.cli import fail, quoted
from samverk.project.cli.arguments import UsageError
from samverk.project.cli.output import write, writes_unicode
from samverk.project.cli.server import SETTINGS, guarded
from samverk.rules.bylaws import Counting

if TYPE_CHECKING:
    from samverk.federation.what_if import Scenario

_HELP = """Användning: samverk exit --member NAMN [--member NAMN ...] --date ÅÅÅÅ-MM-DD [--date ...]
                     [--federation FÖRBUND] [--years ANTAL --counting SÄTT]
                     [--unit-cost KRONOR --volume ANTAL] [--json]

Räknar ut vad ett utträde leder till, ur installationens egna uppgifter: utträdesdag, avgift per år
till dess, ny fördelning för de andra, och om förbundet kan bestå. Varje tal är märkt som känt,
räknat eller saknat. Inget sparas.

  --member NAMN        medlem som lämnar, med sitt korta namn; flera lämnar tillsammans
  --date DAG           dagen för beslutet om utträde; flera dagar ger scenarier bredvid varandra
  --federation NAMN    förbundets korta namn eller adress; behövs när det finns flera
  --years ANTAL        pröva en annan uppsägningstid än förbundsordningens, i år
  --counting SÄTT      hur åren räknas: calendar-years eller from-notice
  --unit-cost KRONOR   vad en insats kostar i egen regi
  --volume ANTAL       hur många insatser om året i egen regi
  --json               svara som JSON, för program"""
_OPTIONS = ("member", "date", "federation", "years", "counting", "unit-cost", "volume")
_REPEATED = ("member", "date")
_MOST, _LONGEST = 10**12, 20
_CLOSEST, _FURTHEST = date(1990, 1, 1), date(2099, 12, 31)


@dataclass(slots=True)
class _Wanted:
    """What was typed."""

    given: dict[str, list[str]] = field(default_factory=dict)
    wants_json: bool = False

    @property
    def days(self) -> list[date]:
        return [_day(text) for text in self.given["date"]]

    @property
    def own(self) -> tuple[int, int] | None:
        if not self._has_both("unit-cost", "volume"):
            return None
        return _number(self.given, "unit-cost"), _number(self.given, "volume")

    @property
    def terms(self) -> tuple[int, Counting] | None:
        if not self._has_both("years", "counting"):
            return None
        years, counting = _number(self.given, "years"), self.given["counting"][0]
        if not 1 <= years <= _LONGEST:
            raise UsageError(f"--years ska vara 1-{_LONGEST}.")
        if counting not in list(Counting):
            raise UsageError(f"--counting ska vara {' eller '.join(Counting)}.")
        return years, Counting(counting)

    def _has_both(self, one: str, other: str) -> bool:
        if (one in self.given) != (other in self.given):
            raise UsageError(f"--{one} och --{other} anges tillsammans.")
        return one in self.given


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked, once it has been read."""

    days: list[date]
    own: tuple[int, int] | None
    terms: tuple[int, Counting] | None


def main(argv: Sequence[str]) -> int:
    """Answer on stdout; 2 and one Swedish line on stderr for what cannot be asked."""
    if {"-h", "--help"} & set(argv):
        return write(_HELP)
    try:
        wanted = _read(argv)
        asked = _Question(wanted.days, wanted.own, wanted.terms)
    except UsageError as error:
        return fail(str(error))
    answer: list[tuple[str, int]] = []

    def within() -> None:
        from samverk.project.running.reading import database_to_read

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        with database_to_read():
            import django

            django.setup()
            answer.append(_answered(wanted, asked))

    status = guarded(within)
    if status:
        return status
    text, status = answer[0]
    return fail(text) if status else write(text)


def _read(argv: Sequence[str]) -> _Wanted:
    found, words = _Wanted(), iter(argv)
    for word in words:
        option, sign, text = word.partition("=")
        name = option.removeprefix("--")
        if word == "--json":
            found.wants_json = True
            continue
        if not option.startswith("--") or name not in _OPTIONS:
            raise UsageError(f"Okänt val {quoted(word)}. Hjälp: samverk exit --help")
        value = text if sign else next(words, "")
        if not value.strip():
            raise UsageError(f"--{name} behöver ett värde. Hjälp: samverk exit --help")
        if name in found.given and name not in _REPEATED:
            raise UsageError(f"--{name} är angivet två gånger.")
        found.given.setdefault(name, []).append(value.strip())
    for name in _REPEATED:
        if name not in found.given:
            raise UsageError(f"--{name} behövs. Hjälp: samverk exit --help")
    return found


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if len(text) == len("2020-06-15") else None
    except ValueError:
        day = None
    if day is None or not _CLOSEST <= day <= _FURTHEST:
        raise UsageError(f"Dagen {quoted(text)} går inte att läsa: skriv den som ÅÅÅÅ-MM-DD.")
    return day


def _number(given: dict[str, list[str]], name: str) -> int:
    text = given[name][0]
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(_MOST)) or int(text) > _MOST:
        raise UsageError(f"--{name} ska vara ett heltal, minst 0: {quoted(text)} går inte.")
    return int(text)


def _answered(wanted: _Wanted, question: _Question) -> tuple[str, int]:
    """Answer the text to print and 0, or what is wrong and 2."""
    from samverk.federation.what_if import Asked, OwnRegi, grounds_of, scenario_of, tried_terms
    from samverk.federation.what_if.as_json import as_json
    from samverk.foundation.errors import InputError

    try:
        home = _federation(wanted.given.get("federation", [""])[0])
        grounds = grounds_of(home.id)
        members = _members(wanted.given["member"], grounds.members, home.name)
        own = OwnRegi(*question.own) if question.own else None
        terms = tried_terms(*question.terms) if question.terms else None
        asked = [Asked(members, day, own, terms) for day in question.days]
        scenarios = [scenario_of(grounds, one) for one in asked]
    except (UsageError, InputError) as error:
        return str(error), 2
    if not wanted.wants_json:
        return _as_text(home.name, scenarios), 0
    import json

    told = as_json(home.name, scenarios)
    return json.dumps(told, ensure_ascii=not writes_unicode(), indent=2), 0


def _federation(named: str) -> Any:
    from samverk.directory import queries as directory

    found = [one for one in directory.organisations() if one.kind == "federation"]
    chosen = [
        one
        for one in found
        if not named
        or named.casefold() in {one.slug, one.short_name.casefold(), one.name.casefold()}
    ]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(one.short_name for one in found) or "inga"
    if named:
        raise UsageError(f"Förbundet {quoted(named)} finns inte. Upplagda: {names}.")
    raise UsageError(f"Ange --federation. Upplagda: {names}.")


def _members(wanted: Sequence[str], members: Sequence[Any], home: str) -> tuple[int, ...]:
    by_name = {}
    for one in members:
        by_name[one.name.casefold()] = by_name[one.membership.member.name.casefold()] = one
    strangers = [name for name in wanted if name.casefold() not in by_name]
    if strangers:
        names = ", ".join(one.name for one in members) or "inga"
        raise UsageError(f"{quoted(strangers[0])} är ingen medlem i {home}. Medlemmar: {names}.")
    return tuple(by_name[name.casefold()].membership.pk for name in wanted)


def _as_text(home: str, scenarios: Sequence[Scenario]) -> str:
    from samverk.federation.what_if.paper import lettered
    from samverk.federation.what_if.telling import assumptions, told

    lines = [home]
    for group in told(scenarios):
        lines += ["", group.question]
        for row in group.rows:
            lines.append(f"  {row.label}: " + " | ".join(cell.plain or "–" for cell in row.cells))
    for letter, one in lettered(scenarios):
        lines += ["", f"Antaganden, {letter}: {one.names}, beslut {one.asked.decided_on}"]
        lines += [f"  - {line}" for line in assumptions(one)]
    return "\n".join(lines)
