"""Tampering with what is locked: how many of a thousand ways are found, and how many false alarms.

Bounded in ``make test``; here with a thousand of each, and the time that checking takes.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from samverk.foundation.seals.bundle import unpacked
from samverk.foundation.seals.checking import check
from samverk.foundation.seals.tests.tampering import KEY, STRIKES, Sealed, packed_and_struck, sealed

TIMES = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it."""

    struck: int
    found: int
    clean: int
    alarms: int
    seconds: float


def measure(times: int = TIMES) -> Found:
    """Tamper ``times`` times, each way in turn, and check as many clean sets."""
    began = time.perf_counter()
    struck = found = alarms = 0
    for seed in range(times):
        draw = random.Random(seed)
        of = sealed(draw)
        is_found = _struck(draw, of, seed)
        if is_found is not None:
            struck, found = struck + 1, found + is_found
        clean = sealed(random.Random(f"clean/{seed}"))
        report = check(clean.export(), trusted=KEY.public, witnesses=[clean.witness])
        alarms += not report.is_clean
    return Found(struck, found, times, alarms, time.perf_counter() - began)


def _struck(draw: random.Random, of: Sealed, seed: int) -> bool | None:
    """Answer whether one tampering is found; None where it happened to change nothing."""
    ways = len(STRIKES) + 1
    if seed % ways == len(STRIKES):
        try:
            unpacked(packed_and_struck(draw, of))
        except ValueError:
            return True
        return False
    struck = STRIKES[seed % ways](draw, of)
    if struck == of.export():
        return None
    return not check(struck, trusted=KEY.public, witnesses=[of.witness]).is_clean


def run() -> list[tuple[str, str]]:
    """Answer how many were found, and how many alarms there were for nothing."""
    told = measure()
    return [
        ("ingrepp hittade", f"{told.found} av {told.struck}"),
        ("falska larm", f"{told.alarms} i {told.clean} orörda exporter"),
        ("tid", f"{told.seconds:.0f} s"),
    ]
