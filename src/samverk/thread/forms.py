"""The form for what happened between a member and the federation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from samverk.federation.actions import NewFact
from samverk.foundation.forms import ActForm, DayField
from samverk.registry.actions import NewDocument
from samverk.rules.membership import FactKind
from samverk.thread.papers import Papers

KINDS = {
    FactKind.NOTICE_SENT: "Uppsägningen avsändes",
    FactKind.NOTICE_RECEIVED: "Förbundet tog emot uppsägningen",
    FactKind.COUNCIL_DECIDED_EXIT: "Fullmäktige beslutade om utträde",
    FactKind.COUNCIL_REPEALED_EXIT: "Fullmäktige upphävde beslutet om utträde",
    FactKind.NOTICE_WITHDRAWN: "Uppsägningen återtogs",
    FactKind.FEDERATION_ANSWERED: "Förbundet svarade på återtagandet",
    FactKind.ENDED: "Medlemskapet upphörde (sista dagen som medlem)",
}
OF_COUNCIL = (FactKind.COUNCIL_DECIDED_EXIT, FactKind.COUNCIL_REPEALED_EXIT)
PAPER_KINDS = {
    FactKind.NOTICE_SENT: ("exit_notice", "outgoing"),
    FactKind.NOTICE_RECEIVED: ("receipt", "incoming"),
    FactKind.NOTICE_WITHDRAWN: ("letter", "outgoing"),
    FactKind.FEDERATION_ANSWERED: ("answer", "incoming"),
}


class FactForm(ActForm):
    """What happened, when, and which paper shows it: one already registered, or a new one."""

    kind = forms.ChoiceField(
        label="Vad hände?",
        choices=[(kind.value, label) for kind, label in KINDS.items()],
        widget=forms.RadioSelect,
    )
    happened_on = DayField(label="Vilken dag?", required=False)
    accepted = forms.TypedChoiceField(
        label="Godtog förbundet återtagandet?",
        choices=[("", "Gäller inte den här händelsen"), ("ja", "Ja"), ("nej", "Nej")],
        coerce={"ja": True, "nej": False}.get,
        empty_value=None,
        required=False,
    )
    paper = forms.ChoiceField(label="Vilken handling visar det?")
    case = forms.ChoiceField(
        label="Ärende för den nya handlingen",
        required=False,
        help_text="Bara om handlingen är ny.",
    )
    subject = forms.CharField(
        label="Vad den nya handlingen gäller",
        max_length=300,
        required=False,
        help_text="Bara om handlingen är ny. Texten syns i det öppna diariet.",
    )
    note = forms.CharField(label="Anteckning", max_length=300, required=False)

    def __init__(self, data: QueryDict | None, *, papers: Papers, member: str) -> None:
        super().__init__(data)
        self.member = member
        paper, case = self.fields["paper"], self.fields["case"]
        assert isinstance(paper, forms.ChoiceField)
        assert isinstance(case, forms.ChoiceField)
        paper.choices = [("", "Välj"), ("ny", "En ny handling"), *papers.choices]
        case.choices = [("", "Välj"), *papers.cases]

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen event and paper need."""
        cleaned = super().clean() or {}
        kind, paper = cleaned.get("kind"), cleaned.get("paper", "")
        if kind in OF_COUNCIL and paper and not paper.startswith("b"):
            self.add_error("paper", "Välj fullmäktiges beslut. Registrera det först om det saknas.")
        elif paper.startswith("b") and kind not in OF_COUNCIL:
            self.add_error("paper", "Välj en handling: ett beslut är varken uppsägning eller svar.")
        if paper == "ny":
            for name in ("case", "subject"):
                if not cleaned.get(name):
                    self.add_error(name, "Uppgiften behövs för en ny handling.")
        if (
            not cleaned.get("happened_on")
            and not paper.startswith("b")
            and "happened_on" in cleaned
        ):
            self.add_error("happened_on", "Skriv en dag.")
        return cleaned

    def new_fact(self, values: dict[str, Any], membership: int) -> NewFact:
        """Build the fact; a council decision carries its own day."""
        paper: str = values["paper"]
        known = int(paper[1:]) if paper != "ny" else None
        return NewFact(
            membership=membership,
            kind=values["kind"],
            happened_on=None if paper.startswith("b") else values["happened_on"],
            decision=known if paper.startswith("b") else None,
            document=known if paper.startswith("h") else None,
            accepted=values["accepted"],
            note=values["note"],
        )

    def new_paper(self, values: dict[str, Any]) -> NewDocument | None:
        """Build the document to register; None when one already registered was chosen."""
        if values["paper"] != "ny":
            return None
        kind, direction = PAPER_KINDS.get(FactKind(values["kind"]), ("other", "incoming"))
        return NewDocument(
            case=int(values["case"]),
            direction=direction,
            kind=kind,
            dated_on=values["happened_on"],
            subject=values["subject"],
            correspondent=self.member,
        )
