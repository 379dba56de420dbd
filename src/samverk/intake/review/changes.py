"""What a person changed of votes, reservations and the like: each row as read beside as confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from samverk.decisions.queries import VoteOption
from samverk.intake.actions.proceedings import named

Json = dict[str, Any]
Change = tuple[str, str, str]
STRUCK, ADDED = "struken", "tillagd"
LISTS = (
    ("reservations", "Reservation"),
    ("proposals", "Förslag"),
    ("recipients", "Mottagare"),
    ("amounts", "Belopp"),
)


def changes(read: Json, kept: Json) -> Iterator[Change]:
    """List what is not as it was read, as (what, read, confirmed)."""
    yield from _votes(read.get("votes") or [], kept.get("votes") or [])
    for name, label in LISTS:
        yield from _rows(label, read.get(name) or [], kept.get(name) or [])
    before, after = read.get("immediate_adjustment"), kept.get("immediate_adjustment")
    if before != after:
        yield "Omedelbart justerad", _yes_or_no(before), _yes_or_no(after)


def _votes(read: Sequence[Json], kept: Sequence[Json]) -> Iterator[Change]:
    for at, before, after in _pairs(read, kept):
        label = f"Omröstning {at}"
        if before is None or after is None:
            yield label, _counts(before), _counts(after)
            continue
        if _counts(before) != _counts(after):
            yield label, _counts(before), _counts(after)
        ballots = before.get("ballots") or [], after.get("ballots") or []
        yield from _rows(f"{label}, röst", *ballots)


def _rows(label: str, read: Sequence[Json], kept: Sequence[Json]) -> Iterator[Change]:
    for at, before, after in _pairs(read, kept):
        words = _words(before) or ADDED, _words(after) or STRUCK
        if words[0] != words[1]:
            yield f"{label} {at}", *words


def _pairs(
    read: Sequence[Json], kept: Sequence[Json]
) -> Iterator[tuple[int, Json | None, Json | None]]:
    """Pair each row that was read with what became of it, then list the added ones."""
    # What was kept as it was read has no numbers of its own.
    left = {one.get("of", at): one for at, one in enumerate(kept) if one.get("of", at) is not None}
    for at, before in enumerate(read):
        yield at + 1, before, left.get(at)
    added = [one for at, one in enumerate(kept) if one.get("of", at) is None]
    for at, after in enumerate(added, len(read) + 1):
        yield at, None, after


def _counts(vote: Json | None) -> str:
    if vote is None:
        return ""
    words = [
        f"{vote[name]} {word}"
        for name, word in (("yes", "ja"), ("no", "nej"), ("abstain", "avstår"), ("absent", "borta"))
        if vote.get(name) is not None
    ]
    meant = (("Ja", vote.get("yes_means")), ("Nej", vote.get("no_means")))
    return "; ".join([", ".join(words), *(f"{w} betyder {m}" for w, m in meant if m)])


def _words(row: Json | None) -> str:
    if row is None:
        return ""
    said = [str(row.get(name) or "") for name in ("text", "name", "to", "role")]
    said += [f"({row['party']})"] if row.get("party") else []
    said += [named(row.get(name) or ()) for name in ("by", "supported_by")]
    if "option" in row:
        said.append(str(VoteOption(row["option"] or "").label))
    if row.get("ore") is not None:
        said.append(f"{row['ore'] / 100:.2f} kronor".replace(".", ","))
    return " ".join(" ".join(said).split())


def _yes_or_no(answer: bool | None) -> str:
    return {True: "ja", False: "nej", None: "inte angivet"}[answer]
