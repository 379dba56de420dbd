"""The figures of the party's demo: its waits as measured, and a question of what would happen if."""

from __future__ import annotations

from datetime import date, timedelta

from samverk.foundation.actors import Actor
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.waiting import measure_all
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand

MORE = 4
DAY_COST = 520


def load_figures(receiver: Actor, body: int, delivery: int, places: int, day: date) -> None:
    """Measure every queue on a day, and ask what some more places in one delivery (id) would do."""
    measure_all(day)
    asked = persons.NewQuestion(
        delivery,
        "Exempel: fyra platser till",
        day + timedelta(30),
        places=places + MORE,
        day_cost=DAY_COST,
    )
    desk = Desk(body, Hand.RECEIVER)
    persons.ask_what_if(receiver, desk, asked, key=f"demo/fråga/{delivery}")
