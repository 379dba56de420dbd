"""Going on with what was tabled, at a later meeting of the same body (KL 5 kap. 51 §)."""

from __future__ import annotations

from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.meetings.actions.agenda import Hidden, ItemFacts, add_item, add_paper
from samverk.meetings.actions.doors import act_on, hold_open
from samverk.meetings.actions.inside import carry_out, controller_of
from samverk.meetings.actions.motions import set_draft
from samverk.meetings.actions.questions import carry_question
from samverk.meetings.models import AgendaItem, AgendaItemSecret, Draft, Meeting, RunningText
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.queries.ready import goes_on, put_off_before
from samverk.rules.deferral import DeferralOutcome
from samverk.rules.minutes.layouts import Part

CARRIED_OVER = acts.kind("meetings.carried_over", "Bordlagd punkt uppsatt igen")


def carry_over(actor: Actor, item: AgendaItem, meeting: Meeting, *, key: str) -> AgendaItem:
    """Put a tabled item on the agenda of a meeting, with its draft, papers and basis.

    So goes an interpellation or a question of a meeting that was cancelled.

    Raises InputError for another body's meeting, and ConflictError for an item that is not tabled, or
    has been put up since.
    """
    if item.meeting.body_id != meeting.body_id:
        raise InputError("Punkten bordlades av ett annat organ.")
    act = act_on(actor, CARRIED_OVER, key, meeting, item.pk)
    return carry_out(actor, item, act, lambda: _carry(actor, item, meeting, key))


def _carry(actor: Actor, item: AgendaItem, meeting: Meeting, key: str) -> AgendaItem:
    found = hold_open(meeting.pk)
    waiting = put_off_before(found).filter(pk=item.pk).first()
    if waiting is None or not goes_on(waiting):
        raise ConflictError("Punkten är inte bordlagd, eller har redan satts upp igen.")
    made = add_item(actor, found, _facts(item), key=f"{key}/punkt")
    made.carried_from = item
    made.save(update_fields=["carried_from"])
    carry_question(item, made)
    draft = Draft.objects.filter(item=item).first()
    if draft:
        set_draft(actor, made, draft.name, draft.points, key=f"{key}/förslag")
    for document in item.papers.order_by("position").values_list("document", flat=True):
        add_paper(actor, made, document, key=f"{key}/handling/{document}")
    for text in RunningText.objects.filter(item=item, part=Part.BASIS.value):
        RunningText.objects.create(
            item=made,
            part=text.part,
            text=text.text,
            saved_by=actor.name,
            controller_id=controller_of(made),
        )
    return made


def _facts(item: AgendaItem) -> ItemFacts:
    """Say of the new item what the old one had; a minority that has deferred it once is remembered."""
    secret = AgendaItemSecret.objects.get(item=item) if item.secret else None
    return ItemFacts(
        item.title,
        section=item.section,
        case=item.case_id,
        decider=item.decider_id,
        matter=item.matter,
        waiver=item.waiver,
        earlier_minority=item.earlier_minority or _was_by_minority(item),
        closed_doors=item.closed_doors,
        treats=item.treats,
        shown_on=item.shown_on,
        hidden=Hidden(secret.provision, secret.title) if secret else None,
    )


def _was_by_minority(item: AgendaItem) -> bool:
    settled = proceeding_of(item).progress.value.settled
    return any(each.deferral is DeferralOutcome.MINORITY for each in settled)
