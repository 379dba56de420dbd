"""The part of the review form that holds votes, reservations, proposals, recipients and amounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from samverk.decisions.queries import MotionKind, VoteOption
from samverk.intake.forms import columns
from samverk.intake.forms.rows import Group, Row, Rows, Values
from samverk.intake.models import MINUTES, NOTICE, ReadRecord

# More than this are shown and kept as they were read: no page could hold them.
MOST_BALLOTS = 1_000
OPTIONS = ((str(VoteOption.UNREAD.value), "Inte läst"), *VoteOption.choices[:-1])
UNKNOWN, YES, NO = "", "ja", "nej"

BALLOTS = Group(
    "ballots",
    "Röster",
    (
        columns.text("name", "Namn", 200),
        columns.text("party", "Parti", 40),
        columns.text("role", "Uppdrag", 60),
        columns.choice("option", "Röst", OPTIONS),
    ),
    ("name",),
    "Skriv namnet, eller stryk raden.",
)
RESERVATIONS = Group(
    "reservations",
    "Reservationer",
    (columns.text("name", "Namn", 200), columns.text("party", "Parti", 40)),
    ("name", "party"),
    "Skriv vem som reserverar sig, eller stryk raden.",
)
PROPOSALS = Group(
    "proposals",
    "Förslag och yrkanden",
    (
        columns.choice("kind", "Slag", MotionKind.choices),
        columns.text("to", "Till organet", 200),
        columns.people("by", "Av"),
        columns.people("supported_by", "Med instämmande av"),
        columns.passage("text", "Förslaget"),
    ),
    ("text", "to"),
    "Skriv förslaget, eller stryk raden.",
)
RECIPIENTS = Group(
    "recipients",
    "Skickas till",
    (columns.text("name", "Mottagare", 300),),
    ("name",),
    "Skriv mottagaren, eller stryk raden.",
)
AMOUNTS = Group(
    "amounts",
    "Belopp",
    (columns.text("text", "Som det står", 200), columns.money("ore", "I kronor")),
    ("text",),
    "Skriv beloppet som det står, eller stryk raden.",
)
COUNTS = (
    columns.number("yes", "Ja, antal röster"),
    columns.number("no", "Nej, antal röster"),
    columns.number("abstain", "Avstår, antal"),
    columns.number("absent", "Frånvarande, antal"),
    columns.passage("yes_means", "Ja betyder", rows=2),
    columns.passage("no_means", "Nej betyder", rows=2),
)
OF_KIND: dict[str, tuple[Group, ...]] = {
    MINUTES: (RESERVATIONS, PROPOSALS, RECIPIENTS, AMOUNTS),
    NOTICE: (),
}
OF_OTHERS = (PROPOSALS, RECIPIENTS, AMOUNTS)

_LINE = re.compile(
    r"(?P<name>[^():]+?)\s*(?:\((?P<party>[^)]*)\))?\s*[,:;]?\s+"
    r"(?P<option>ja|nej|avstår|avstod|frånvarande)\s*",
    re.IGNORECASE,
)
_OPTION = {
    "ja": "yes",
    "nej": "no",
    "avstår": "abstain",
    "avstod": "abstain",
    "frånvarande": "absent",
}


class VoteRows:
    """One division in the form: its counts, what yes and no meant, and its votes row by row."""

    def __init__(self, at: int, read: Values | None, room: int) -> None:
        prefix = f"votes_{at}"
        self.counts = Row(prefix, COUNTS, read, at if read is not None else None)
        ballots = (read or {}).get("ballots") or []
        self.ballots = Rows(BALLOTS, ballots[:room], prefix=f"{prefix}_ballots", adds=False)
        self.beyond: list[Values] = ballots[room:]
        self.more = f"{prefix}_more"

    def add(self, form: forms.Form) -> None:
        """Give a form the fields of the division."""
        self.counts.add(form)
        self.ballots.add(form)
        form.fields[self.more] = forms.CharField(
            label="Lägg till röster, en per rad",
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Namn, parti och röst, som Elsa Vinterby (S) Ja.",
        )

    def check(self, form: forms.Form) -> None:
        """Tell, at its field, of what cannot be kept."""
        self.ballots.check(form)
        lines = form.cleaned_data.get(self.more, "").splitlines()
        for number, line in enumerate(lines, 1):
            if line.strip() and not _LINE.fullmatch(line.strip()):
                form.add_error(
                    self.more,
                    f"Rad {number} går inte att läsa. Skriv namn, parti och Ja, Nej eller Avstår,"
                    " som Elsa Vinterby (S) Ja.",
                )

    def kept(self, values: Values) -> Values | None:
        """Answer the division as the person left it; None when it is struck or nothing is told."""
        if values.get(self.counts.dropped):
            return None
        ballots = self.ballots.kept(values) + self.beyond + self._added(values)
        found = self.counts.kept(values)
        if found is None and not ballots:
            return None
        empty = {column.name: None for column in COUNTS} | {"place": None, "of": None}
        return (found or empty) | {"ballots": ballots}

    def _added(self, values: Values) -> list[Values]:
        found = (_LINE.fullmatch(li.strip()) for li in values.get(self.more, "").splitlines())
        return [
            {
                "name": line["name"].strip(),
                "party": (line["party"] or "").strip() or None,
                "role": None,
                "option": _OPTION[line["option"].lower()],
                "place": None,
                "of": None,
            }
            for line in found
            if line
        ]


class Details:
    """All that was read beside the decision itself, as a part of the review form."""

    def __init__(self, record: ReadRecord) -> None:
        read = record.fields
        self.votes: list[VoteRows] = []
        self.has_adjustment = record.kind == MINUTES
        if record.kind == MINUTES:
            self._take_votes(read.get("votes") or [])
        groups = OF_KIND.get(record.kind, OF_OTHERS)
        self.groups = [Rows(group, read.get(group.name) or []) for group in groups]
        self._adjusted = read.get("immediate_adjustment")

    def _take_votes(self, read: list[Values]) -> None:
        room = MOST_BALLOTS
        for at, vote in enumerate(read):
            self.votes.append(VoteRows(at, vote, room))
            room -= len(self.votes[-1].ballots.read)
        self.votes.append(VoteRows(len(read), None, room))

    @property
    def _parts(self) -> list[VoteRows | Rows]:
        return [*self.votes, *self.groups]

    def add(self, form: forms.Form) -> None:
        """Give a form the fields of all of it."""
        for part in self._parts:
            part.add(form)
        if self.has_adjustment:
            shown = {True: YES, False: NO}.get(self._adjusted, UNKNOWN)
            form.initial.setdefault("immediate_adjustment", shown)
            form.fields["immediate_adjustment"] = forms.ChoiceField(
                label="Omedelbart justerad",
                required=False,
                choices=[(UNKNOWN, "Inte angivet"), (YES, "Ja"), (NO, "Nej")],
            )

    def check(self, form: forms.Form) -> None:
        """Tell, at its field, of what cannot be kept."""
        for part in self._parts:
            part.check(form)

    def kept(self, values: Mapping[str, Any]) -> Values:
        """Answer all of it as the person left it, in the shape of the reading."""
        given = dict(values)
        found: Values = {rows.group.name: rows.kept(given) for rows in self.groups}
        if self.has_adjustment:
            found["votes"] = [one for rows in self.votes if (one := rows.kept(given))]
            answer = given.get("immediate_adjustment") or UNKNOWN
            found["immediate_adjustment"] = {YES: True, NO: False}.get(answer)
        return found
