"""What a protected table looks like to people and to programs, with what the attacks on it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from samverk.analytics.disclosure.policy import Attacker, DisclosurePolicy, ZeroRule
from samverk.analytics.disclosure.protect import Protection, Unguarded
from samverk.analytics.disclosure.system import Edition
from samverk.analytics.disclosure.table import ShownTable, heading_of

HIDDEN = ".."
_GAP = "  "


def as_json(protection: Protection, plain: Unguarded) -> dict[str, Any]:
    """Give one protected table for programs.

    ``leaks`` is how many protected numbers the strongest attacker computes, ``naive_leaks`` how many the
    same attacker computes where only the small ones are hidden; both also for subtraction alone.
    """
    (edition,) = protection.editions
    shown = edition.shown(protection.policy)
    return {
        "table": shown.as_json(),
        "suppressed": [{"row": row, "column": column} for row, column in hidden_in(shown)],
        "pooled": [
            {"label": heading_of(label), "rows": list(label)}
            for label in shown.labels
            if len(label) > 1
        ],
        "withheld": edition.withheld,
        "protected": len(protection.protected),
        "leaks": len(protection.leaks),
        "leaks_by_subtraction": _computed(protection, Attacker.SUBTRACTION),
        "naive_hidden": plain.hidden,
        "naive_leaks": plain.by_rule,
        "naive_leaks_by_subtraction": plain.by_subtraction,
        "solves": sum(one.solves for one in protection.attacks),
        "policy": protection.policy.as_json(),
    }


def hidden_in(shown: ShownTable) -> list[tuple[str, str]]:
    """List the numbers that a published table does not tell, by headings."""
    return [
        (row, column)
        for row, counts in zip(shown.row_headings, shown.counts, strict=True)
        for column, count in zip(shown.headings, counts, strict=True)
        if count is None
    ]


def as_text(protection: Protection, plain: Unguarded) -> str:
    """Write one protected table as it may be published, and in words how it was tried."""
    (edition,) = protection.editions
    shown = edition.shown(protection.policy)
    parts = [_columns(shown), *_what_was_done(edition, shown, protection.policy)]
    return "\n".join([*parts, "", "Prövat:", *_what_was_tried(protection, plain)])


def _columns(shown: ShownTable) -> str:
    told = [[shown.corner, *shown.headings]]
    for heading, counts in zip(shown.row_headings, shown.counts, strict=True):
        told.append([heading, *(HIDDEN if count is None else f"{count:d}" for count in counts)])
    widths = [max(map(len, column)) for column in zip(*told, strict=True)]
    return "\n".join(_line(line, widths) for line in told)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    numbers = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return _GAP.join([cells[0].ljust(widths[0]), *numbers])


def _what_was_done(edition: Edition, shown: ShownTable, policy: DisclosurePolicy) -> Iterator[str]:
    hidden = len(hidden_in(shown))
    yield ""
    zeros = " Också 0 skyddas." if policy.zeros is ZeroRule.PROTECTED else ""
    yield f"Gräns: inget antal under {policy.threshold} visas.{zeros}"
    if policy.rounding > 1:
        yield f"Avrundat till närmaste {policy.rounding}: delar och summor behöver inte gå ihop."
    yield _which_totals(shown)
    if edition.withheld:
        yield "Tabellen går inte att visa uppdelad: för få i för få rader."
    if edition.pool:
        yield f"Rader som visas tillsammans: {', '.join(edition.pool)}."
    if hidden:
        yield f"{HIDDEN} = visas inte: {hidden} antal."


def _which_totals(shown: ShownTable) -> str:
    named = [
        f"{kind} {name}"
        for kind, name in (("raden", shown.totals_row), ("kolumnen", shown.totals_column))
        if name
    ]
    return f"Summor: {' och '.join(named)}." if named else "Summor: inga."


def _what_was_tried(protection: Protection, plain: Unguarded) -> Iterator[str]:
    many, tried = len(protection.protected), sum(one.solves for one in protection.attacks)
    if not many:
        yield "- Tabellen har inga små antal att skydda."
        return
    by_hand = _computed(protection, Attacker.SUBTRACTION)
    yield f"- Med subtraktion går {by_hand} av {many} skyddade antal att räkna ut."
    rule = len(protection.leaks)
    yield f"- Den som också vet regeln, och vilka dolda antal som är små, räknar ut {rule} av {many}."
    if rule:
        yield "- Publicera inte tabellen: lägg ihop rader eller ta bort en uppdelning, och pröva igen."
    else:
        yield f"- Varje skyddat antal har minst två möjliga värden. Lösaren frågades {tried} gånger."
    yield (
        f"- Döljs bara de små antalen, {plain.hidden} stycken, går {plain.by_subtraction} att räkna ut med"
        f" subtraktion och {plain.by_rule} för den som vet regeln."
    )


def _computed(protection: Protection, attacker: Attacker) -> int:
    cells = protection.view.system.cells
    found = {
        cells[place]
        for one in protection.attacks
        if one.attacker is attacker
        for place in one.computed
    }
    return len(found & set(protection.protected))
