"""Publishes what the demo holds, as two persons of each body would have: one looked through, one approved."""

from __future__ import annotations

from collections.abc import Iterator

from samverk.decisions.queries import latest_decisions, undated_decisions
from samverk.directory.queries import bodies
from samverk.foundation.actors import Actor
from samverk.meetings.actions.paper_texts import read_papers
from samverk.meetings.queries.telling import meetings_to_tell
from samverk.publishing import actions
from samverk.publishing.actions.syncing import (
    sync_directory,
    sync_federations,
    sync_interventions,
    sync_notices,
)
from samverk.publishing.queries.doubts import remarks_on
from samverk.publishing.sources import unread_in
from samverk.registry.queries import register

MOST = 200
WHY = "Prövad: nämnden lämnar ut handlingen, ingen sekretess gäller."


def load_published(actor: Actor) -> None:
    """Publish held meetings, cases and decisions. What is called for later is left for whoever tries it."""
    for kind, subject in _subjects():
        key = f"demo/publicerat/{kind}/{subject}"
        for paper in unread_in(kind, subject):
            read_papers(paper)
        made = actions.begin_release(actor, kind, subject, key=f"{key}/börja")
        answers = [actions.Answer(one.doubt, one.place, WHY) for one in remarks_on(made)]
        if answers:
            actions.answer_doubts(actor, made.pk, answers, key=f"{key}/besvara")
        actions.send_release(actor, made.pk, key=f"{key}/lämna")
        actions.approve_release(actor, made.pk, key=f"{key}/godkänn")
    sync_directory()
    sync_notices()
    sync_federations()
    sync_interventions()


def _subjects() -> Iterator[tuple[str, int]]:
    own = [body.id for body in bodies()]
    minuted: set[tuple[int, object]] = set()
    for meeting, _, is_sealed in meetings_to_tell(own):
        if is_sealed:
            minuted.add((meeting.body_id, meeting.day))
            yield "minutes", meeting.pk
    for body in own:
        for case in register(body=body, limit=MOST):
            if not case.secret:
                yield "case", case.pk
    for decision in (*latest_decisions(limit=MOST), *undated_decisions(limit=MOST)):
        if decision.body_id and (decision.body_id, decision.decided_on) not in minuted:
            yield "decision", decision.pk
