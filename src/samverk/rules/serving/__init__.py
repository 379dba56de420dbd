"""Who serves at a meeting, item by item: members, substitutes, and who comes and goes."""

from samverk.rules.serving.admission import admission, state_after, states_at
from samverk.rules.serving.beforehand import to_call_in
from samverk.rules.serving.events import Event, EventKind
from samverk.rules.serving.intervals import Service, paragraph_span, served_intervals
from samverk.rules.serving.item import Absence, Holder, Place, Serving, serving_at, serving_through
from samverk.rules.serving.provisions import lacks_order
from samverk.rules.serving.quorum import item_quorum
from samverk.rules.serving.roster import OrderKind, OrderTerms, Roster, Seat, Substitute
from samverk.rules.serving.state import State
from samverk.rules.serving.turn import Suggestion

__all__ = [
    "Absence",
    "Event",
    "EventKind",
    "Holder",
    "OrderKind",
    "OrderTerms",
    "Place",
    "Roster",
    "Seat",
    "Service",
    "Serving",
    "State",
    "Substitute",
    "Suggestion",
    "admission",
    "item_quorum",
    "lacks_order",
    "paragraph_span",
    "served_intervals",
    "serving_at",
    "serving_through",
    "state_after",
    "states_at",
    "to_call_in",
]
