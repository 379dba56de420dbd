"""Searches as the public's own role, timed from what is typed to the passages that are shown."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks import _national_rows as rows_of

ROUNDS = 200
THREE_AIM, COMMON_AIM = 100, 150
MILLI = 1000


def questions() -> Iterator[tuple[str, list[str], int]]:
    """Give what is searched for: a name, the questions, and the aim in milliseconds."""
    from benchmarks._national_words import COMMON, Writer

    writer, chance = Writer(), random.Random(3)
    spoken = [word for word in writer.words[len(COMMON) - 8 :] if len(word) > 3]
    near, far = spoken[:600], spoken[600:20_000]

    def three(among: list[str]) -> list[str]:
        return [" ".join(chance.sample(among, 3)) for _ in range(ROUNDS)]

    yield "three words that stand together", _together(writer, chance), THREE_AIM
    yield "three common words", three(near), THREE_AIM
    yield (
        "three words, common and rare",
        [f"{a} {chance.choice(far)}" for a in _pairs(near, chance)],
        100,
    )
    yield "one word of the field", [chance.choice(near) for _ in range(ROUNDS)], THREE_AIM
    yield "one rare word", [chance.choice(far) for _ in range(ROUNDS)], THREE_AIM
    yield "the commonest word", ["beslutar"] * ROUNDS, COMMON_AIM
    yield "a phrase", [f'"{s}"' for s in _phrases(writer, chance)], COMMON_AIM
    yield (
        "one word or another, without a third",
        [f"{a} OR {b} -{c}" for a, b, c in (chance.sample(near, 3) for _ in range(ROUNDS))],
        COMMON_AIM,
    )
    yield (
        "a misspelt word, with what was meant",
        [w[:2] + w[3:] for w in chance.sample(far, ROUNDS)],
        150,
    )


def _together(writer: Any, chance: random.Random) -> list[str]:
    long = ([w for w in s.strip(".").lower().split() if len(w) > 3] for s in writer.sentences)
    return [" ".join(chance.sample(some, 3)) for some in long if len(some) > 3][:ROUNDS]


def _pairs(among: list[str], chance: random.Random) -> list[str]:
    return [" ".join(chance.sample(among, 2)) for _ in range(ROUNDS)]


def _phrases(writer: Any, chance: random.Random) -> list[str]:
    return [
        " ".join(chance.choice(writer.sentences).lower().strip(".").split()[2:5])
        for _ in range(ROUNDS)
    ]


def timed(work: Callable[[str], object], among: list[str]) -> list[float]:
    """Time some work for each question, when each part of it has been done once."""
    for one in among[:20]:
        work(one)
    times = []
    for one in among:
        start = time.perf_counter()
        work(one)
        times.append(time.perf_counter() - start)
    return times


def told(name: str, times: list[float], aim: int) -> list[tuple[str, str]]:
    """Give p50, p95 and the slowest."""
    p95 = statistics.quantiles(times, n=20)[-1]
    return [
        (f"{name}: p50", f"{statistics.median(times) * MILLI:.1f} ms"),
        (f"{name}: p95 (aim {aim} ms)", f"{p95 * MILLI:.1f} ms"),
        (f"{name}: slowest", f"{max(times) * MILLI:.1f} ms"),
    ]


def search_rows() -> Iterator[tuple[str, str]]:
    """Measure searches as the public's role."""
    from samverk.publishing.opened import opened
    from samverk.publishing.queries.answers import answer
    from samverk.publishing.queries.asked import Choice

    def work(typed: str, **chosen: Any) -> object:
        with opened():
            return answer(typed, **chosen)

    def in_one(typed: str) -> object:
        town = chance.randrange(1, rows_of.MUNICIPALITIES + 1)
        return work(typed, choice=Choice(organisation=town))

    def long_past(typed: str) -> object:
        year = rows_of.LAST_YEAR - 7
        return work(typed, choice=Choice(since=date(year, 1, 1), until=date(year, 12, 31)))

    chance = random.Random(5)
    for name, among, aim in questions():
        yield from told(name, timed(work, among), aim)
    common = ["beslutar"] * ROUNDS
    yield from told("it in one municipality", timed(in_one, common), THREE_AIM)
    yield from told("it in a year long past", timed(long_past, common), THREE_AIM)
    yield from told(
        "the commonest word, by day", timed(lambda w: work(w, by_day=True), common), 150
    )
    yield from told("the commonest word, page 50", timed(lambda w: work(w, page=50), common), 150)
