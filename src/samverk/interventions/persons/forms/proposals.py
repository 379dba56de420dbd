"""Forms of a proposal: one for each kind, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm, DayField
from samverk.interventions.persons.actions import NewProposal, Reply
from samverk.interventions.persons.forms.participations import REASONS, percent
from samverk.interventions.persons.forms.people import prose
from samverk.rules.interventions.participation import EndReason
from samverk.rules.interventions.proposal import REJECT_REASONS, ProposalKind

APPROVED = "approved"


class ProposalForm(ActForm):
    """Propose a change of one kind."""

    why = prose("Varför?", 3, help_text="Remittenten läser det.")

    def __init__(
        self, data: QueryDict | None, kind: ProposalKind, deliveries: list[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        self.kind = kind
        made = _fields(kind, deliveries)
        why = self.fields.pop("why")
        self.fields.update({**made, "why": why})

    def proposal(self, values: dict[str, Any]) -> NewProposal:
        """Give what was written, for the action."""
        return NewProposal(self.kind.value, **values)


def _fields(kind: ProposalKind, deliveries: list[tuple[int, str]]) -> dict[str, forms.Field]:
    match kind:
        case ProposalKind.EXTENT:
            return {"extent": percent()}
        case ProposalKind.DELIVERY:
            return {
                "delivery": forms.TypedChoiceField(
                    label="Till vilken verksamhet?",
                    coerce=int,
                    choices=deliveries,
                    widget=forms.RadioSelect,
                    error_messages={"required": "Välj en verksamhet."},
                )
            }
        case ProposalKind.END_DATE:
            return {"planned_end": DayField(label="Nytt planerat slut")}
    return {
        "planned_end": DayField(label="Sista dagen"),
        "reason": forms.ChoiceField(
            label="Skäl till att sluta i förtid",
            # Nobody is asked whether somebody who has died takes part
            choices=[one for one in REASONS if one[0] != EndReason.DECEASED],
            widget=forms.RadioSelect,
            error_messages={"required": "Välj ett skäl."},
        ),
    }


class ReplyToProposalForm(ActForm):
    """Approve a proposal, or not."""

    answer = forms.ChoiceField(
        label="Vad svarar ni?",
        choices=[(APPROVED, "ja, förslaget godkänns"), ("rejected", "nej, förslaget avslås")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj ja eller nej."},
    )
    reason = forms.ChoiceField(
        label="Om nej: vad är skälet?",
        required=False,
        help_text="Behövs när förslaget avslås.",
        choices=[("", "välj"), *((one.value, text) for one, text in REJECT_REASONS.items())],
    )
    note = prose("Vill du skriva något mer?", 3, required=False, help_text="Utföraren läser det.")

    def reply(self, values: dict[str, Any]) -> Reply:
        """Give what was written, for the action."""
        return Reply(values["answer"] == APPROVED, values["reason"], values["note"])
