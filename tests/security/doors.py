"""Every address about persons, what its arguments name, and who may pass: written by hand from the law.

The table is not read out of the code. An address without a line here fails the matrix.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samverk.foundation.actors import Role

REFERS, RECEIVES, FOLLOWS = Role.REFERRER, Role.RECEIVER, Role.CASE_WORKER
SAMORDNAR, REVIEWS, ARCHIVES = Role.COORDINATOR, Role.LOG_AUDITOR, Role.ARCHIVIST
WORK = frozenset({REFERS, RECEIVES, FOLLOWS, SAMORDNAR})


@dataclass(frozen=True)
class Door:
    """One address (dörr): who passes to their own, of which thing it is, and whether it only reads.

    ``of`` names what is at an authority ("" for an address without arguments, "body" and "delivery"
    for figures and lists); ``more`` is the rest of the arguments. ``refuses`` is what whoever lacks
    the role meets where nothing is named.
    """

    name: str
    of: str
    roles: frozenset[Role]
    reads: bool = False
    more: tuple[str, ...] = ()
    needs_protection: bool = False

    def address(self, things: dict[str, Any]) -> str:
        """Give the address of one of its things; what is not among ``things`` is something missing."""
        named = [things.get(one, missing(one)) for one in self.arguments]
        return reverse(self.name, args=[*named, *self.more])

    @property
    def arguments(self) -> tuple[str, ...]:
        """Name what the address is filled with."""
        return tuple(self.of.split()) if self.of else ()

    @property
    def names_one(self) -> bool:
        """Answer whether its address names one thing, and no more than an authority or a delivery."""
        return self.of not in {"", "body", "delivery", "body delivery"}

    @property
    def hides(self) -> bool:
        """Answer whether it is of a person, who may be hidden."""
        return self.of not in OF_NOBODY


OF_NOBODY = {"", "body", "delivery", "body delivery", "session", "question"}


def missing(of: str) -> object:
    """Name something that is not there."""
    return 999_999 if of in ("body", "delivery") else uuid.uuid4()


def _doors(of: str, roles: set[Role] | frozenset[Role], *names: str, **more: Any) -> list[Door]:
    return [Door(name, of, frozenset(roles), **more) for name in names]


READS = {"reads": True}
DOORS = [
    *_doors("", {*WORK, REVIEWS, ARCHIVES}, "persons", **READS),
    *_doors("", {FOLLOWS}, "participations", **READS),
    *_doors("", {SAMORDNAR}, "coordinations", **READS),
    *_doors("", {SAMORDNAR}, "counts_to_send", "day_ledger"),
    *_doors("", {SAMORDNAR}, "day_ledger_file", more=("xlsx",), **READS),
    *_doors("", {SAMORDNAR, ARCHIVES}, "retentions", **READS),
    *_doors("body", WORK, "search_persons"),
    *_doors("body", {REFERS}, "register_person"),
    *_doors("body", {FOLLOWS}, "register_participant"),
    *_doors("body", {REVIEWS}, "review_readings", "review_rounds", **READS),
    *_doors("body", {REVIEWS}, "log_seals", **READS),
    *_doors("body", {REVIEWS}, "draw_review", "review_terms", "prove_log"),
    *_doors("body", {REVIEWS}, "review_year", "review_year_file", more=("2024",), **READS),
    *_doors("body", {SAMORDNAR}, "coordination", "own_counts", **READS),
    *_doors("body", {SAMORDNAR}, "left_behind", **READS),
    *_doors("body", {SAMORDNAR}, "name_team", "try_plan", "share_out"),
    *_doors("body", {SAMORDNAR}, "grounds", **READS),
    *_doors("body", {SAMORDNAR}, "decide_ground", more=("necessary",)),
    *_doors("body", {SAMORDNAR}, "subject_requests", **READS),
    *_doors("body", {SAMORDNAR, ARCHIVES}, "retention", **READS),
    *_doors("body", {ARCHIVES}, "decide_plan"),
    *_doors("body", WORK, "emergencies", **READS),
    *_doors("body", WORK, "ask_emergency"),
    *_doors("body delivery", {SAMORDNAR}, "statistics", "move_queue"),
    *_doors("body delivery", {SAMORDNAR}, "change_team"),
    *_doors("body delivery", {SAMORDNAR}, "enter_waiting", "enter_waiting_file"),
    *_doors("body delivery", {FOLLOWS}, "sessions", **READS),
    *_doors("body delivery", {FOLLOWS}, "hold_session"),
    *_doors("delivery", {RECEIVES}, "queue", **READS),
    *_doors("delivery", {RECEIVES, SAMORDNAR}, "waits", "what_ifs"),
    *_doors("question", {RECEIVES, SAMORDNAR}, "what_if", **READS),
    *_doors("session", {FOLLOWS}, "attendance", "strike_session"),
    *_doors("support", {REFERS, SAMORDNAR}, "strike_support"),
    *_doors("measurement", {FOLLOWS, SAMORDNAR}, "strike_measurement"),
    *_doors("goal", {FOLLOWS, SAMORDNAR}, "strike_goal"),
    *_doors("consent", WORK, "withdraw_consent"),
    *_doors("person", WORK, "person", **READS),
    *_doors("person", WORK, "change_person", "reveal_number", "protect_person"),
    *_doors("person", WORK, "give_consent", more=("uppgifter",)),
    *_doors(
        "person", WORK, "name_handler", "end_handler", "lift_protection", needs_protection=True
    ),
    *_doors("person", {REFERS}, "new_referral"),
    *_doors("person", {FOLLOWS}, "plan_without_referral"),
    *_doors("person", {SAMORDNAR}, "new_subject_request", "hold_back", "correct_number"),
    *_doors("person", {SAMORDNAR}, "find_record"),
    *_doors("subject", {SAMORDNAR}, "subject_request", "subject_extract", **READS),
    *_doors("subject", {SAMORDNAR}, "subject_extract_file", **READS),
    *_doors("subject", {SAMORDNAR}, "extend_request", "answer_request"),
    *_doors("hold", {SAMORDNAR}, "let_go"),
    *_doors("person", {SAMORDNAR, REVIEWS}, "person_readings", **READS),
    *_doors("sent", {REFERS}, "sent_referral", **READS),
    *_doors("sent", {REFERS}, "ask_referral", more=("behov",)),
    *_doors("sent", {REFERS}, "check_referral", "answer_question", "withdraw_referral"),
    *_doors("sent", {REFERS}, "pause_for_person", "resume_for_person", "leave_for_person"),
    *_doors("sent", {REFERS}, "confirm_wait", "note_support", "answer_for_person"),
    *_doors("sent", {REFERS}, "refuse_move"),
    *_doors("sent", {REFERS}, "answer_proposal", more=("extent",)),
    *_doors("sent", {SAMORDNAR}, "correct_referral"),
    *_doors("sent", {REFERS, SAMORDNAR}, "send_again"),
    *_doors("came", {RECEIVES}, "received_referral", **READS),
    *_doors("came", {RECEIVES}, "take_up_referral", "ask_referrer", "accept_referral"),
    *_doors("came", {RECEIVES}, "return_referral", "redirect_referral", "assign_referral"),
    *_doors("entry", {RECEIVES}, "queue_entry", **READS),
    *_doors("entry", {RECEIVES}, "offer_place", "answer_offer", "lapse_offer"),
    *_doors("entry", {RECEIVES}, "take_back_offer"),
    *_doors("entry", {RECEIVES}, "pause_wait", "resume_wait", "remove_from_queue"),
    *_doors("entry", {RECEIVES}, "confirm_with_person"),
    *_doors("entry", {SAMORDNAR}, "correct_queue_entry", "move_entry"),
    *_doors("participation", {FOLLOWS, SAMORDNAR}, "participation", **READS),
    *_doors("participation", {FOLLOWS}, "start_participation", "note_no_show", "set_goal"),
    *_doors("participation", {FOLLOWS}, "interrupt_participation", "resume_participation"),
    *_doors("participation", {FOLLOWS}, "change_participation", "end_participation"),
    *_doors("participation", {FOLLOWS}, "reactivate_participation"),
    *_doors("participation", {FOLLOWS}, "propose_change", "withdraw_proposal", more=("extent",)),
    *_doors("participation", {FOLLOWS}, "measure_status", more=("m3",)),
    *_doors("participation", {SAMORDNAR}, "correct_participation"),
    *_doors("participation", {SAMORDNAR}, "end_left_behind"),
    *_doors("participation", {FOLLOWS, SAMORDNAR}, "assign_participation"),
]
# Who passes hangs on who asked, approved and tried: their own tests try each of them
TRIED_BY_THEMSELVES = {
    "join_records": "test_joined_records",
    "emergency": "test_emergency",
    "approve_emergency": "test_emergency",
    "refuse_emergency": "test_emergency",
    "emergency_record": "test_emergency",
    "review_emergency": "test_emergency",
    "review_round": "test_log_rounds",
    "sign_review": "test_log_rounds",
    "judge_reading": "test_log_rounds",
    "dry_run": "test_disposal_pages",
    "decide_disposal": "test_disposal_pages",
    "carry_out_disposal": "test_disposal_pages",
    "certificate": "test_disposal_pages",
    "certificate_pdf": "test_disposal_pages",
}
ROOM = "samverk.interventions.persons"


def addresses_of_persons() -> set[str]:
    """List the names of every address whose view is of the persons' room, from the resolver itself."""
    return {
        str(one.name)
        for one in _all(get_resolver().url_patterns)
        if one.callback.__module__.startswith(ROOM)
    }


def _all(patterns: Sequence[Any]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _all(one.url_patterns)
        else:
            yield one
