"""A thousand logs that were tampered with are all found out, and a thousand clean ones are left alone."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from samverk.foundation.log_seals.lines import READINGS
from samverk.foundation.log_seals.tests import tampering
from samverk.foundation.log_seals.tests.tampering import KEY, READ, WAYS, linked, removed, sealed

EACH = 100


def test_there_are_a_thousand_mutations():
    assert EACH * len(WAYS) >= 1000


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.__name__)
def test_tampering_is_always_found(way):
    missed = []
    for seed in range(EACH):
        draw = random.Random(f"{way.__name__}/{seed}")
        log = sealed(draw)
        if not way(draw, log).proved().faults:
            missed.append(seed)
    assert missed == []


def test_clean_logs_raise_no_alarm():
    alarms = []
    for seed in range(1000):
        draw = random.Random(seed)
        log = sealed(draw, draw.randint(1, 6))
        more = tuple(tampering.line(draw, 200 + one) for one in range(draw.randrange(4)))
        log = replace(log, lines=log.lines + more)
        if draw.random() < 0.5:
            log = removed(log, [1], draw.choice(["readings/7", "readings/8"]))
        report = log.proved()
        if report.faults or report.unsealed != len(more):
            alarms.append((seed, report.faults))
    assert alarms == []


def test_a_log_with_nothing_in_it_is_clean():
    assert tampering.Log(()).proved().faults == []


def test_it_is_told_in_which_seal_and_part_a_line_is_gone():
    log = sealed(random.Random(3))
    gone = next(one for one in log.lines if one["kind"] == READ and one["position"] > 40)
    report = replace(log, lines=tuple(one for one in log.lines if one is not gone)).proved()
    (fault,) = report.faults
    part = READINGS if gone["body_id"] is None else f"{READINGS}/{gone['body_id']}"
    assert (fault.seal, fault.part) == (gone["position"] // 20 + 1, part)
    assert re.fullmatch(r"1 rad av \d+ saknas\.", fault.text)


def test_what_was_removed_by_a_decision_is_counted_and_comes_back_as_a_fault():
    log = sealed(random.Random(4))
    less = removed(log, [1, 2], "readings/7")
    many = len(log.lines) - len(less.lines)
    report = less.proved()
    assert (report.faults, report.removed) == ([], many)
    again = replace(less, lines=log.lines).proved()
    assert sorted({one.seal for one in again.faults}) == [1, 2]
    assert all("gallrade" in one.text for one in again.faults)


@pytest.mark.parametrize(
    "content",
    [
        {"kind": "seal"},
        {"kind": "annat"},
        {"kind": "removal", "seals": [99], "part": "readings/7"},
        {"kind": "seal", "form": 9},
        {"kind": "seal", "form": [], "parts": {}},
        ["kind"],
    ],
)
def test_a_seal_that_cannot_be_read_is_a_fault(content):
    (fault,) = linked(sealed(random.Random(5)), content).proved().faults
    assert (fault.text, fault.seal) == ("Förseglingen går inte att läsa.", 6)


def test_seals_that_leave_lines_out_between_them_are_a_fault():
    log = sealed(random.Random(6), 2)
    content = {
        "kind": "seal",
        "form": 1,
        "after": 60,
        "upto": 80,
        "start": "",
        "end": "",
        "kinds": [],
        "parts": {},
    }
    assert [one.seal for one in linked(log, content, KEY).proved().faults] == [3]
