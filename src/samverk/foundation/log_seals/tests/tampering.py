"""A sealed log made without a database, and ways to tamper with it."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from samverk.foundation.log_seals.lines import FORM, FORMS, parts_of
from samverk.foundation.log_seals.proof import CHAIN, REMOVAL, SEAL, LogReport, prove
from samverk.foundation.seals.canonical import canonical
from samverk.foundation.seals.chain import Link, next_link
from samverk.foundation.seals.checkpoints import Checkpoint, Head, next_checkpoint
from samverk.foundation.seals.keys import SealKey

KEY, FORGER = SealKey(bytes(range(32))), SealKey(bytes(range(1, 33)))
READ, WRITTEN = "foundation.secret_read", "persons.added"
START = datetime(2024, 3, 1, tzinfo=UTC)
Line = dict[str, Any]


@dataclass(frozen=True)
class Log:
    """A log with its seals, and the checkpoint that somebody kept."""

    lines: tuple[Line, ...]
    links: tuple[Link, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = ()
    witness: str = ""

    def proved(self) -> LogReport:
        """Check it as the database would give it: by place."""
        lines = sorted(self.lines, key=lambda one: (one["position"], one["id"]))
        witnesses = [self.witness] if self.witness else []
        return prove(self.links, self.checkpoints, lines, KEY, witnesses)


def line(draw: random.Random, position: int) -> Line:
    """Make a line of the log; lines come almost in order of time."""
    return dict.fromkeys(FORMS[FORM], "") | {
        "position": position,
        "id": uuid.UUID(int=draw.getrandbits(128)),
        "part_of_id": None,
        "kind": draw.choice([READ, READ, WRITTEN]),
        "actor_id": draw.randrange(5),
        "actor_name": "Vera Lund",
        "organisation_id": 1,
        "body_id": draw.choice([None, 7, 8]),
        "subject_id": str(draw.randrange(9)),
        "effective_on": None,
        "request": None,
        "recorded_at": START + timedelta(seconds=position * 60 + draw.randrange(200)),
    }


def sealed(draw: random.Random, seals: int = 5) -> Log:
    """Make a log that is sealed a few times, with places that nobody took in the end."""
    places = sorted(draw.sample(range(1, seals * 20), seals * 12))
    log = Log(tuple(line(draw, one) for one in places))
    for nth in range(1, seals + 1):
        log = seal(log, nth * 20 - 1)
    return replace(log, witness=log.checkpoints[-1].line())


def seal(log: Log, upto: int, key: SealKey = KEY) -> Log:
    """Seal the lines up to a place."""
    last = log.links[-1] if log.links else None
    after = (len(log.links)) * 20 - 1 if last else 0
    inside = [one for one in log.lines if after < one["position"] <= upto]
    content = {
        "kind": SEAL,
        "form": FORM,
        "after": after,
        "upto": upto,
        "start": "",
        "end": START.isoformat(),
        "kinds": [READ],
        "parts": parts_of(inside, {READ}),
    }
    return linked(log, content, key)


def removed(log: Log, seals: list[int], part: str) -> Log:
    """Remove a part's lines by a decision, as the chain says."""
    ends = {one: (one - 1) * 20 - 1 if one > 1 else 0 for one in seals}
    gone = {
        line["id"]
        for line in log.lines
        for one, after in ends.items()
        if after < line["position"] < one * 20
        and line["kind"] == READ
        and part == f"readings/{line['body_id']}"
    }
    kept = tuple(line for line in log.lines if line["id"] not in gone)
    return linked(replace(log, lines=kept), {"kind": REMOVAL, "seals": seals, "part": part})


def linked(log: Log, content: dict[str, Any], key: SealKey = KEY) -> Log:
    """Add a link and its checkpoint."""
    link = next_link(CHAIN, log.links[-1] if log.links else None, canonical(content))
    heads = {CHAIN: Head(link.index, link.digest)}
    last = log.checkpoints[-1] if log.checkpoints else None
    signed = next_checkpoint(last, heads, START.isoformat(), key)
    return replace(log, links=(*log.links, link), checkpoints=(*log.checkpoints, signed))


def _other(draw: random.Random, value: Any) -> Any:
    match value:
        case uuid.UUID():
            return uuid.UUID(int=draw.getrandbits(128))
        case datetime():
            return value + timedelta(microseconds=draw.choice([-1, 1, 3_600_000_000]))
        case int():
            return value + draw.choice([-1, 1])
        case str():
            return value + draw.choice("ax ")
    return draw.choice([1, "x"])


def altered(draw: random.Random, log: Log) -> Log:
    """Alter one thing in one line."""
    nth = draw.randrange(len(log.lines))
    name = draw.choice([one for one in FORMS[FORM] if one != "effective_on"])
    new = log.lines[nth] | {name: _other(draw, log.lines[nth][name])}
    return replace(log, lines=(*log.lines[:nth], new, *log.lines[nth + 1 :]))


def taken_away(draw: random.Random, log: Log) -> Log:
    """Take away some lines."""
    gone = set(draw.sample(range(len(log.lines)), draw.randint(1, 4)))
    return replace(log, lines=tuple(one for n, one in enumerate(log.lines) if n not in gone))


def put_in(draw: random.Random, log: Log) -> Log:
    """Put a line in where the log is sealed, at a place that is free, taken, or before the first."""
    return replace(log, lines=(*log.lines, line(draw, draw.randrange(-3, len(log.links) * 20))))


def reordered(draw: random.Random, log: Log) -> Log:
    """Let two lines change places."""
    a, b = sorted(draw.sample(range(len(log.lines)), 2))
    lines = list(log.lines)
    one, other = lines[a], lines[b]
    lines[a] = one | {"position": other["position"]}
    lines[b] = other | {"position": one["position"]}
    return replace(log, lines=tuple(lines))


def cut(draw: random.Random, log: Log) -> Log:
    """Put an older database in place: the latest seals and all lines after them are gone."""
    kept = draw.randrange(len(log.links))
    lines = tuple(one for one in log.lines if one["position"] < kept * 20)
    return replace(log, lines=lines, links=log.links[:kept], checkpoints=log.checkpoints[:kept])


def cut_and_continued(draw: random.Random, log: Log) -> Log:
    """Put an older database in place, and let the installation itself write and seal on."""
    older = cut(draw, log)
    for nth in range(len(older.links) + 1, len(log.links) + 2):
        new = tuple(line(draw, (nth - 1) * 20 + more) for more in range(3))
        older = seal(replace(older, lines=older.lines + new), nth * 20 - 1)
    return older


def seals_swapped(draw: random.Random, log: Log) -> Log:
    """Let two seals change contents, and sometimes numbers too."""
    a, b = sorted(draw.sample(range(len(log.links)), 2))
    links = list(log.links)
    if draw.random() < 0.5:
        links[a], links[b] = links[b], links[a]
    else:
        one, other = links[a], links[b]
        links[a], links[b] = (
            replace(one, content=other.content),
            replace(other, content=one.content),
        )
    return replace(log, links=tuple(links))


def sealed_anew(draw: random.Random, log: Log) -> Log:
    """Alter a line, and write every seal after it anew, signed with another key or none that fits."""
    struck = altered(draw, log)
    bare = replace(struck, links=(), checkpoints=(), witness="")
    key = draw.choice([FORGER, KEY])
    for nth in range(1, len(log.links) + 1):
        bare = seal(bare, nth * 20 - 1, key)
    return replace(
        bare, checkpoints=draw.choice([bare.checkpoints, log.checkpoints]), witness=log.witness
    )


def a_seal_gone(draw: random.Random, log: Log) -> Log:
    """Take a seal away, with or without its checkpoint."""
    nth = draw.randrange(len(log.links))
    kept = tuple(one for n, one in enumerate(log.links) if n != nth)
    points = tuple(one for n, one in enumerate(log.checkpoints) if n != nth)
    return replace(log, links=kept, checkpoints=draw.choice([points, log.checkpoints]))


def removal_made_up(draw: random.Random, log: Log) -> Log:
    """Take an authority's readings away, and say without the key that it was decided."""
    part = draw.choice(["readings/7", "readings/8"])
    struck = removed(log, [draw.randint(1, len(log.links))], part)
    last = replace(
        struck.checkpoints[-1], signature=draw.choice(["", log.checkpoints[0].signature])
    )
    forged = next_checkpoint(
        log.checkpoints[-1], struck.checkpoints[-1].heads, START.isoformat(), FORGER
    )
    return replace(struck, checkpoints=(*log.checkpoints, draw.choice([last, forged])))


WAYS = (
    altered,
    taken_away,
    put_in,
    reordered,
    cut,
    cut_and_continued,
    seals_swapped,
    sealed_anew,
    a_seal_gone,
    removal_made_up,
)
