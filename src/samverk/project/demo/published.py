"""Publishes what the demo holds, as two persons of each body would have: one looked through, one approved.

Beside what is told there is what those who publish meet: words that are masked, a case that is withdrawn,
one that waits to be approved, what a reader has told of the pages, and a package for the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samverk.decisions.queries import latest_decisions, undated_decisions
from samverk.directory.queries import BodyRef, bodies, organisation_by_slug
from samverk.foundation.actors import PUBLIC, Actor, system
from samverk.meetings.actions.paper_texts import read_papers
from samverk.meetings.queries.telling import meetings_to_tell
from samverk.publishing import actions
from samverk.publishing.actions.syncing import (
    sync_directory,
    sync_federations,
    sync_interventions,
    sync_notices,
)
from samverk.publishing.models import Handling
from samverk.publishing.queries.doubts import remarks_on
from samverk.publishing.queries.releases import page_of
from samverk.publishing.sources import unread_in
from samverk.registry.queries import register
from samverk.rules.masking import literals_left

MOST = 200
# Who looks through and who approves, by the organisation's number here; others are the loader itself
READERS = {
    "alingsas": ("Maj Ekedal", "Gullan Fagerdal"),
    "harryda": ("Nils Hallvarn", "Tora Mellbäck"),
    "insjoriket": ("Embla Tjärnvik", "Ylva Sörstrand"),
}
# A person whom an application names as its contact: what no reader of the minutes needs
MASKED = ("Vide Lundskär", "031-390 06 31")
WHY = "Prövad: nämnden lämnar ut handlingen, ingen sekretess gäller."
WAITS = "FS 2026/14"
WITHDRAWN = "FS 2026/52"
WITHDRAWN_WHY = (
    "Beräkningen byggde på en preliminär folkmängd. Den publiceras igen när den är rättad."
)
ARCHIVED = "2020.096 SN"


@dataclass(frozen=True, slots=True)
class Told:
    """What is published: its kind and id, of which body (id), and a case's diary number."""

    kind: str
    subject: int
    body: int
    number: str = ""


def load_published(actor: Actor) -> None:
    """Publish held meetings, cases and decisions. What is called for later is left for whoever tries it."""
    own = {body.id: body for body in bodies()}
    readers = {
        organisation_by_slug(slug).id: (system(one), system(other))
        for slug, (one, other) in READERS.items()
    }
    for told in _subjects(list(own)):
        first, second = readers.get(own[told.body].organisation, (actor, actor))
        _publish(told, first, second)
    sync_directory()
    sync_notices()
    sync_federations()
    sync_interventions()
    _told_of_the_pages(readers[organisation_by_slug("insjoriket").id][1])
    _archived(readers[organisation_by_slug("alingsas").id][0], own)


def _publish(told: Told, first: Actor, second: Actor) -> None:
    key = f"demo/publicerat/{told.kind}/{told.subject}"
    for paper in unread_in(told.kind, told.subject):
        read_papers(paper)
    made = actions.begin_release(first, told.kind, told.subject, key=f"{key}/börja")
    if told.kind == "minutes":
        words = [draft.words for draft in page_of(made).drafts]
        marks = [actions.Mark(one, Handling.MASK) for one in MASKED if literals_left(words, [one])]
        actions.mark_release(first, made.pk, marks, key=f"{key}/maska")
    if answers := [actions.Answer(one.doubt, one.place, WHY) for one in remarks_on(made)]:
        actions.answer_doubts(first, made.pk, answers, key=f"{key}/besvara")
    actions.send_release(first, made.pk, key=f"{key}/lämna")
    if told.number == WAITS:
        return
    actions.approve_release(second, made.pk, key=f"{key}/godkänn")
    if told.number == WITHDRAWN:
        actions.withdraw_release(first, made.pk, WITHDRAWN_WHY, key=f"{key}/dra tillbaka")


def _told_of_the_pages(answers: Actor) -> None:
    """Keep what two readers told of the pages: one has been answered."""
    rows = (
        actions.NewFeedback(
            "I tabellen över röster läser min skärmläsare inte upp vilket parti siffran gäller.",
            "Medel till insatsen Steget vidare 2027",
            "lasare@post.example",
        ),
        actions.NewFeedback("Telefonen visar inte hela rubriken på anslaget.", "Anslagstavla"),
    )
    made = [
        actions.give_feedback(PUBLIC, row, key=f"demo/synpunkt/{nth}")
        for nth, row in enumerate(rows)
    ]
    actions.answer_feedback(answers, made[1].pk, key="demo/synpunkt/besvarad")


def _archived(actor: Actor, own: dict[int, BodyRef]) -> None:
    """Ask for a package of a case, for an archive that is made up."""
    body = next(one for one in own.values() if one.full_name == "Socialnämnden, Alingsås")
    archive = actions.NewAuthority(body.organisation, "Exempelarkivet (påhittat)")
    made = actions.add_archive_authority(actor, archive, key="demo/arkivmyndighet")
    case = next(one for one in register(body=body.id, limit=MOST) if one.diary_number == ARCHIVED)
    asked = actions.NewPackage(body.id, made.pk, case=case.pk)
    actions.ask_package(actor, asked, key="demo/arkivpaket")


def _subjects(own: list[int]) -> Iterator[Told]:
    minuted: set[tuple[int, object]] = set()
    for meeting, _, is_sealed in meetings_to_tell(own):
        if is_sealed:
            minuted.add((meeting.body_id, meeting.day))
            yield Told("minutes", meeting.pk, meeting.body_id)
    for body in own:
        for case in register(body=body, limit=MOST):
            if not case.secret:
                yield Told("case", case.pk, body, case.diary_number)
    for decision in (*latest_decisions(limit=MOST), *undated_decisions(limit=MOST)):
        if decision.body_id and (decision.body_id, decision.decided_on) not in minuted:
            yield Told("decision", decision.pk, decision.body_id)
