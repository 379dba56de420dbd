"""An example in the demo's federation's year: a duty of its own, and who answers for the budget."""

from __future__ import annotations

from datetime import date

from samverk.federation import actions as federation
from samverk.foundation.actors import Actor
from samverk.foundation.people import colleagues_at

MANAGER = "forbundschef@insjoriket.example"
EXAMPLE = "Exempel: medlemsråd om inriktningen"
DUE = date(2027, 5, 14)
WHY = "Exempel, inte ur förbundets handlingar."


def load_year(actor: Actor, home: int) -> None:
    """Give the federation (id) an example of a duty of its own, and its manager the budgets."""
    owner = next(one.pk for one in colleagues_at(home) if one.email == MANAGER)
    own = federation.NewOwnDuty(home, EXAMPLE, DUE, WHY)
    made = federation.add_own_duty(actor, own, key="demo/egen uppgift")
    for year, code, days in (
        (2026, "budget", 30),
        (2027, "budget", 30),
        (2027, f"egen-{made.pk}", 14),
    ):
        note = federation.NewDutyNote(home, year, code, owner, days, why=WHY)
        federation.note_duty(actor, note, key=f"demo/uppgift/{year}/{code}")
