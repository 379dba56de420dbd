"""What was confirmed of votes, reservations and the like, in the words of the decisions' register."""

from __future__ import annotations

from typing import Any

from samverk.decisions.actions import (
    NewAmount,
    NewMotion,
    NewProceedings,
    NewRecipient,
    NewReservation,
    NewVote,
    NewVoteEvent,
)
from samverk.intake.readings import place_name

Json = dict[str, Any]


def proceedings_of(fields: Json, document: int) -> NewProceedings:
    """Build what a document (id) tells of how a decision was taken, from confirmed fields."""
    return NewProceedings(
        document,
        motions=tuple(map(_motion, fields.get("proposals") or ())),
        vote_events=tuple(map(_event, fields.get("votes") or ())),
        reservations=tuple(
            NewReservation(_text(one, "name", 200), _text(one, "party", 40), _place(one))
            for one in fields.get("reservations") or ()
        ),
        recipients=tuple(
            NewRecipient(_text(one, "name", 300), _place(one))
            for one in fields.get("recipients") or ()
        ),
        amounts=tuple(
            NewAmount(_text(one, "text", 200), one.get("ore"), _place(one))
            for one in fields.get("amounts") or ()
        ),
        immediate_adjustment=fields.get("immediate_adjustment"),
    )


def _motion(one: Json) -> NewMotion:
    return NewMotion(
        one["kind"],
        _text(one, "text"),
        _text(one, "to", 200),
        named(one.get("by") or ()),
        named(one.get("supported_by") or ()),
        _place(one),
    )


def _event(one: Json) -> NewVoteEvent:
    return NewVoteEvent(
        one.get("yes"),
        one.get("no"),
        one.get("abstain"),
        one.get("absent"),
        _text(one, "yes_means"),
        _text(one, "no_means"),
        _place(one),
        tuple(map(_vote, one.get("ballots") or ())),
    )


def _vote(one: Json) -> NewVote:
    return NewVote(
        _text(one, "name", 200),
        _text(one, "party", 40),
        _text(one, "role", 60),
        one.get("option") or "",
        _place(one),
    )


def named(people: Any) -> str:
    """Write people as minutes do: "Elsa Vinterby (S), Bo Ek (M)"."""
    return ", ".join(
        " ".join(filter(None, [one.get("name"), f"({one['party']})" if one.get("party") else ""]))
        for one in people
    )


def _text(one: Json, name: str, longest: int | None = None) -> str:
    """Answer a text of a row, cut to what the register keeps."""
    found: str = one.get(name) or ""
    return found[:longest]


def _place(one: Json) -> str:
    place = one.get("place")
    return place_name(place.get("page"), place["line"]) if place else ""
