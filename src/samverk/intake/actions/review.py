"""What a person says of a record, in the words of the registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from samverk.decisions.actions import NewCitation
from samverk.directory.queries import BodyRef
from samverk.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class NewReview:
    """A record as a person confirms it. What the source does not print stays None or empty.

    ``organisation`` and ``body`` are whose paper it is; ``diary`` the body whose diary it is
    registered in, under ``case_number`` or, when that is empty, under the diary's next number.
    ``opened_on`` is when a case was opened whose number is written but not registered here, and
    ``dated_on`` when the paper came in or was drawn up: both are asked for, never inferred.
    ``details`` are the votes, reservations, proposals and the like as the person left them, in the
    shape of the reading; None keeps them as they were read.
    ``same_as`` is a decision registered before that this paragraph is one more source of;
    ``is_new`` says that it is none of those that look the same.
    """

    organisation: int
    diary: int
    title: str
    body: int | None = None
    decided_on: date | None = None
    paragraph: int | None = None
    diary_number: str = ""
    text: str = ""
    kind: str = ""
    case_number: str = ""
    opened_on: date | None = None
    dated_on: date | None = None
    citations: tuple[NewCitation, ...] = ()
    same_as: int | None = None
    is_new: bool = False
    acknowledged: bool = False
    details: dict[str, Any] | None = None

    def as_fields(self) -> dict[str, Any]:
        """Write it as it is kept beside the reading."""
        return {
            "organisation": self.organisation,
            "body": self.body,
            "dated_on": self.dated_on.isoformat() if self.dated_on else None,
            "date": self.decided_on.isoformat() if self.decided_on else None,
            "paragraph": self.paragraph,
            "diary": self.diary_number or None,
            "title": self.title,
            "decision_text": self.text or None,
            "kind": self.kind or None,
            "citations": [
                {
                    "body": cited.body_text or None,
                    "date": cited.decided_on.isoformat() if cited.decided_on else None,
                    "paragraph": cited.paragraph,
                    "organisation": cited.organisation_text or None,
                }
                for cited in self.citations
            ],
        }


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One confirming under way: who, what they say, in which diary, under which key."""

    actor: Actor
    review: NewReview
    diary: BodyRef
    key: str
