"""Which version of the queue rule held, and by which decisions."""

from __future__ import annotations

from datetime import date

from samverk.rules.interventions.limits import Limit, LimitKind
from samverk.rules.interventions.queue import InLine, in_order
from samverk.rules.interventions.queue_rule import QUEUE_RULES, Decided, queue_rule

DAY = date(2024, 3, 15)


def test_it_names_the_classes_and_the_times_with_their_decisions():
    decided = Decided(
        (("Unga", "KF § 4"), ("Långtidssjuka", "")),
        ((Limit(LimitKind.WAIT_PAUSE, 60), "§ 9"), (Limit(LimitKind.RECONFIRM, 30), "")),
    )
    assert [one.text for one in queue_rule(DAY, decided).reasons] == [
        "Köregel 1: prioritetsklass, sedan när klockan startade, sedan löpnummer.",
        "Går före: Unga (KF § 4), Långtidssjuka.",
        "Väntan bekräftas med högst 30 dagar emellan. Längsta paus i kön 60 dagar (§ 9).",
    ]


def test_the_last_version_is_the_order_that_is_kept():
    first, then, last = InLine(0, DAY, 9), InLine(1, date(2024, 1, 1), 2), InLine(1, DAY, 1)
    assert in_order([last, then, first]) == [first, then, last]
    assert [one.version for one in QUEUE_RULES] == [1]
