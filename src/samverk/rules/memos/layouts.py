"""The order and labels of a memo's parts: what differs from body to body is data.

The two municipalities of the seeds have theirs. A municipality that changes its order gets a new
layout, and its bodies a new choice from a day on: a memo keeps the one that it was begun in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """A part of a memo (del av tjänsteskrivelsen).

    ``KEPT`` holds what was read in and fits no part of the layout; it is never printed.
    """

    PROPOSAL = "proposal"
    SUMMARY = "summary"
    BACKGROUND = "background"
    PREPARATION = "preparation"
    CONSEQUENCES = "consequences"
    ECONOMY = "economy"
    FIGURES = "figures"
    ASSESSMENT = "assessment"
    BASIS = "basis"
    RECIPIENTS = "recipients"
    ATTACHMENTS = "attachments"
    GOALS = "goals"
    INTERVENTIONS = "interventions"
    BUDGET = "budget"
    OUTCOME = "outcome"
    MEMBERS = "members"
    COUNTS = "counts"
    DECISIONS = "decisions"
    ACCOUNTS = "accounts"
    SIGNING = "signing"
    KEPT = "kept"


# Parts that every memo has, whatever its layout, after those that the layout lists
ALWAYS = ((Part.ATTACHMENTS, "Bilagor"),)
KEPT_LABEL = "Text som inte hör till någon del"
FIGURES_LABEL = "Ekonomi i siffror"
STRUCTURED = frozenset({Part.PROPOSAL, Part.FIGURES, Part.RECIPIENTS, Part.ATTACHMENTS})


@dataclass(frozen=True, slots=True)
class MemoLayout:
    """How a body's memos are laid out (mall för tjänsteskrivelse): parts in order, with headings.

    ``kind`` is what the paper is called in print.
    """

    name: str
    listed: tuple[tuple[Part, str], ...]
    kind: str = "Tjänsteskrivelse"

    @property
    def parts(self) -> tuple[tuple[Part, str], ...]:
        """All parts in order: the figures stand under the economy, the attachments last."""
        found: list[tuple[Part, str]] = []
        for part, label in self.listed:
            found.append((part, label))
            if part is Part.ECONOMY:
                found.append((Part.FIGURES, FIGURES_LABEL))
        return (*found, *ALWAYS)

    def label(self, part: Part) -> str:
        """Name a part as this layout does; the kept text has a name of its own."""
        return dict((*self.parts, (Part.KEPT, KEPT_LABEL)))[part]

    def has(self, part: Part) -> bool:
        """Answer whether the layout has the part."""
        return part in dict(self.parts)


DEFAULT = MemoLayout(
    "Förslaget först",
    (
        (Part.PROPOSAL, "Förslag till beslut"),
        (Part.SUMMARY, "Sammanfattning av ärendet"),
        (Part.BACKGROUND, "Bakgrund"),
        (Part.ECONOMY, "Ekonomisk bedömning"),
        (Part.ASSESSMENT, "Bedömning"),
        (Part.BASIS, "Beslutsunderlag"),
        (Part.RECIPIENTS, "Beslutet skickas till"),
    ),
)
LAYOUTS = {
    "": DEFAULT,
    "alingsas": MemoLayout(
        "Ärendet först (Alingsås 2023)",
        (
            (Part.BACKGROUND, "Ärendebeskrivning"),
            (Part.PREPARATION, "Beredning"),
            (Part.ECONOMY, "Ekonomisk bedömning"),
            (Part.PROPOSAL, "Förslag till beslut"),
            (Part.RECIPIENTS, "Beslutet ska skickas till"),
        ),
    ),
    "alingsas-2020": MemoLayout(
        "Sammanfattning först (Alingsås 2020)",
        (
            (Part.SUMMARY, "Sammanfattning"),
            (Part.PROPOSAL, "Förslag till beslut"),
            (Part.BACKGROUND, "Bakgrund"),
            (Part.CONSEQUENCES, "Konsekvenser för verksamheten"),
            (Part.ECONOMY, "Ekonomisk bedömning"),
            (Part.ASSESSMENT, "Förvaltningens bedömning"),
        ),
    ),
    "harryda": MemoLayout(
        "Förslaget först (Härryda 2022)",
        (
            (Part.PROPOSAL, "Förslag till beslut"),
            (Part.SUMMARY, "Sammanfattning av ärendet"),
            (Part.BASIS, "Beslutsunderlag"),
            (Part.BACKGROUND, "Ärendet"),
            (Part.ECONOMY, "Ekonomiska konsekvenser"),
            (Part.ASSESSMENT, "Förvaltningens bedömning"),
            (Part.PREPARATION, "Beredning av ärendet"),
        ),
    ),
}


# A federation's own papers: chosen when one is begun, never as a body's usual layout
REPORTS = {
    "plan": MemoLayout(
        "Verksamhetsplan",
        (
            (Part.PROPOSAL, "Förslag till beslut"),
            (Part.SUMMARY, "Sammanfattning"),
            (Part.MEMBERS, "Förbundet och dess medlemmar"),
            (Part.GOALS, "Mål och inriktning"),
            (Part.INTERVENTIONS, "Insatser"),
            (Part.BUDGET, "Budget och plan för ekonomin"),
            (Part.COUNTS, "Vilka insatserna har nått"),
            (Part.ASSESSMENT, "Uppföljning under året"),
            (Part.RECIPIENTS, "Beslutet skickas till"),
        ),
        "Verksamhetsplan",
    ),
    "annual": MemoLayout(
        "Årsredovisning",
        (
            (Part.PROPOSAL, "Förslag till beslut"),
            (Part.SUMMARY, "Året i korthet"),
            (Part.MEMBERS, "Förvaltningsberättelse: förbundet och dess medlemmar"),
            (Part.GOALS, "Förvaltningsberättelse: måluppfyllelse"),
            (Part.INTERVENTIONS, "Förvaltningsberättelse: insatser"),
            (Part.COUNTS, "Förvaltningsberättelse: deltagare"),
            (Part.DECISIONS, "Förvaltningsberättelse: viktiga beslut"),
            (Part.OUTCOME, "Driftredovisning: budget och utfall"),
            (Part.ACCOUNTS, "Resultaträkning, balansräkning, kassaflöde och noter"),
            (Part.SIGNING, "Styrelsens underskrifter"),
            (Part.RECIPIENTS, "Skickas till"),
        ),
        "Årsredovisning",
    ),
}


def memo_layout(name: str) -> MemoLayout:
    """Answer which layout this is; the usual one for a name that is none."""
    return LAYOUTS.get(name) or REPORTS.get(name, DEFAULT)
