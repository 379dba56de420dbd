"""Scenarios side by side, in words: the council's questions in their order, each figure labelled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from samverk.federation.telling import WORDS, Group, TableRow, Told, figure_told
from samverk.federation.what_if.scenario import Scenario
from samverk.federation.what_if.touched import People
from samverk.rules.existence import Existence
from samverk.rules.figures import Known
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.wording import running_date
from samverk.web import swedish

NOT_HERE = "finns inte i Samverk"
_EXISTENCE = {
    Existence.YES: "ja",
    Existence.NO: "nej, saknas: {}",
    Existence.UNKNOWN: "okänt: {}",
}


def told(scenarios: Sequence[Scenario]) -> tuple[Group, ...]:
    """Tell the scenarios side by side: what is asked, the questions in order, and the federation."""
    every = _Every(scenarios)
    return (
        Group(
            "Utträdet",
            (
                every("Lämnar", lambda one: Told(one.names)),
                every("Beslut", lambda one: Told(one.asked.decided_on.isoformat())),
                every("Uppsägningstid", _terms),
                every("Utträdet gäller från utgången av", _effective),
            ),
        ),
        *_of_people(every, _missing(len(scenarios))),
        Group(
            "Blir det dyrare för kommunen att göra det själv?",
            (every("Egen regi per år", _own_cost), every("Mot ett års avgift", _own_more)),
        ),
        Group("Vilka blir de ekonomiska följderna i sin helhet?", _money(scenarios, every)),
        Group(
            "Kan förbundet bestå?", (every("Enligt 3 §", _existence), every("Styrelsen", _board))
        ),
        Group("Vad återställs om uppsägningen återtas?", _restored(scenarios)),
    )


def _of_people(every: _Every, nothing: tuple[Told, ...]) -> tuple[Group, ...]:
    """Tell of those who get support: what they are in, how many they are, and what they would lose."""
    return (
        Group(
            "Hur drabbas de som i dag får ett personalintensivt stöd?",
            (
                every("Överenskommelser som berörs", _touched),
                every("Platser i dem", _places),
                every("Gäller efter utträdet", _outlasting),
            ),
        ),
        Group(
            "Hur många berörs?",
            (
                every("Deltagare från kommunen", lambda one: _people(one.participants)),
                every("I kö från kommunen", lambda one: _people(one.queue)),
            ),
        ),
        Group(
            "Vilka konsekvenser får det för dem?",
            (
                every("Medlem till och med", _effective),
                TableRow("Kommunens stöd till den som väntar", nothing),
            ),
        ),
    )


def _touched(one: Scenario) -> Told:
    if not one.touched:
        return Told("ingen är registrerad", Known.MISSING)
    return Told("; ".join(each.told for each in one.touched), Known.KNOWN)


def _places(one: Scenario) -> Told:
    told = [each.places for each in one.touched if each.places is not None]
    if not told:
        return Told("inga platser är registrerade", Known.MISSING)
    if lacking := len(one.touched) - len(told):
        text = (
            f"minst {sum(told)}: platser saknas i {lacking} av {len(one.touched)} överenskommelser"
        )
        return Told(text, Known.MODELLED)
    return Told(str(sum(told)), Known.KNOWN)


def _outlasting(one: Scenario) -> Told:
    if not one.touched or one.effective is None:
        return Told("kan inte räknas", Known.MISSING)
    after = [each.name for each in one.touched if each.outlasts]
    text = f"{', '.join(after)}: ska avslutas eller tas över" if after else "ingen"
    return Told(text, Known.MODELLED)


def _people(found: People | None) -> Told:
    return Told(found.told, found.known) if found else Told("är inte registrerat", Known.MISSING)


@dataclass(frozen=True, slots=True)
class _Every:
    """Makes a row of what each scenario says."""

    scenarios: Sequence[Scenario]

    def __call__(self, label: str, tell: Callable[[Scenario], Told]) -> TableRow:
        return TableRow(label, tuple(tell(one) for one in self.scenarios))


def _missing(count: int) -> tuple[Told, ...]:
    return (Told(NOT_HERE, Known.MISSING),) * count


def _terms(one: Scenario) -> Told:
    if one.terms is None:
        return Told("villkoren den dagen är inte registrerade", Known.MISSING)
    known = Known.MODELLED if one.asked.terms else Known.KNOWN
    return Told(f"{one.terms}, {one.terms.source}", known)


def _effective(one: Scenario) -> Told:
    if one.effective is None:
        return Told("kan inte räknas", Known.MISSING)
    return Told(one.effective.value.isoformat(), Known.MODELLED)


def _own_cost(one: Scenario) -> Told:
    own = one.own
    if own is None:
        return Told("styckkostnad och antal är inte angivna", Known.MISSING)
    return Told(swedish.kronor(own.value.cost), Known.MODELLED)


def _own_more(one: Scenario) -> Told:
    own = one.own
    if own is None or own.value.more is None:
        return Told("kan inte räknas", Known.MISSING)
    least, most = own.value.more
    if own.value.is_dearer is None:
        return Told("ungefär lika dyrt", Known.MODELLED)
    ends = sorted({abs(least), abs(most)})
    span = " till ".join(swedish.kronor(end) for end in ends)
    return Told(f"{span} {'dyrare' if own.value.is_dearer else 'billigare'}", Known.MODELLED)


def _money(scenarios: Sequence[Scenario], every: _Every) -> tuple[TableRow, ...]:
    exits = [m for one in scenarios for m in one.exits]
    names = dict.fromkeys(m.member.name for m in exits)
    owed = [
        (name, year)
        for name in names
        for year in sorted({y for m in exits if m.member.name == name for y, _ in m.fees})
    ]
    years = tuple(
        every(f"Avgift {year}, {name}", lambda one, n=name, y=year: _fee(one, n, y))  # type: ignore[misc]
        for name, year in owed
    )
    stays = _stays(scenarios)
    split = tuple(
        every(
            f"{name} betalar första året efter",
            lambda one, n=name: _part(one, n, is_after=True),  # type: ignore[misc]
        )
        for name in stays
    )
    return (
        *years,
        every("Avgifter sammanlagt", lambda one: figure_told(one.owed)),
        every("Varje års dröjsmål kostar", lambda one: figure_told(one.one_more_year)),
        every("Pengar tillbaka till kommunen per år", lambda one: figure_told(one.back)),
        *split,
    )


def _fee(one: Scenario, name: str, year: int) -> Told:
    found = next((m for m in one.exits if m.member.name == name), None)
    return figure_told(dict(found.fees).get(year)) if found else Told()


def _stays(scenarios: Sequence[Scenario]) -> list[str]:
    names = [row.member.name for one in scenarios for row in one.split]
    return list(dict.fromkeys(names))


def _part(one: Scenario, name: str, *, is_after: bool) -> Told:
    found = next((row for row in one.split if row.member.name == name), None)
    if found is None:
        return Told()
    return figure_told(found.after if is_after else found.before)


def _restored(scenarios: Sequence[Scenario]) -> tuple[TableRow, ...]:
    every = _Every(scenarios)
    rows = tuple(
        every(
            f"{name} betalar då",
            lambda one, n=name: _part(one, n, is_after=False),  # type: ignore[misc]
        )
        for name in _stays(scenarios)
    )
    words = "avgift och platser i styrelsen fortsätter; lagen säger inget om återtagande"
    return (every("Medlemskapet", lambda _: Told(words)), *rows)


def _existence(one: Scenario) -> Told:
    if one.existence is None:
        return Told("kan inte prövas", Known.MISSING)
    value = one.existence.value
    known = Known.MISSING if value.existence is Existence.UNKNOWN else Known.MODELLED
    named = ", ".join(value.lacking or value.unsure)
    return Told(_EXISTENCE[value.existence].format(named), known)


def _board(one: Scenario) -> Told:
    if one.board is None or one.board.value.needs is None:
        return Told("platserna är inte registrerade", Known.MISSING)
    value = one.board.value
    return Told(f"{value.members} ledamöter, beslutsför med {value.needs}", Known.MODELLED)


def assumptions(one: Scenario) -> tuple[str, ...]:
    """List what a scenario rests on, each once: what is assumed, and where its figures come from."""
    day = one.asked.decided_on
    listed = [f"Uppsägningen antas ges samma dag som beslutet, {running_date(day)}."]
    if one.asked.terms:
        listed.append("Uppsägningstiden prövas: den är inte förbundsordningens.")
    last = one.effective.value if one.effective else None
    if last and (last.month, last.day) != (12, 31):
        listed.append(f"Avgiften antas betalas för hela {last.year}.")
    if one.unsure:
        names = ", ".join(one.unsure)
        listed.append(f"Räknade som kvar fast medlemskapet då är okänt: {names}.")
    figures = [figure for m in one.exits for _, figure in m.fees]
    figures += [figure for row in one.split for figure in (row.before, row.after)]
    bases = dict.fromkeys((f.known, f.basis) for f in figures if f.span)
    listed += [f"{WORDS[known].capitalize()}: {basis}." for known, basis in bases]
    if one.back.span:
        listed.append(f"Pengar tillbaka: {one.back.basis}.")
    if one.touched:
        listed.append("Överenskommelserna är de som gäller i dag.")
    people = [found for found in (one.participants, one.queue) if found]
    listed += [f"Antal: {found.source}." for found in people]
    if one.own:
        listed += [reason.text for reason in one.own.remarks]
    return tuple(listed)


def reasons(one: Scenario) -> Ruling[None]:
    """Gather why: the exit day, what waiting leads to, the existence and the board."""
    parts: list[Ruling[object] | None] = [one.effective, one.existence, one.board, one.own]
    found = [part for part in parts if part]
    why = [reason for part in found for reason in part.reasons]
    if one.hesitation:
        why += [
            Reason(f"Uppsägning {running_date(y.notice)}: utträde {running_date(y.effective)}.")
            for y in one.hesitation.value[1:]
        ]
    remarks = dict.fromkeys(remark for part in found for remark in part.remarks)
    return Ruling(None, tuple(why), tuple(remarks))
