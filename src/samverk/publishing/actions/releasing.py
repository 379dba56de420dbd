"""Publishes what one has looked through and another has approved, and takes it away again.

Nothing goes out while a number of a person stands in it that nobody has judged, or when the words have
changed since they were looked through.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.permissions import Right, may, require
from samverk.meetings.actions.paper_texts import queue_reading
from samverk.meetings.queries import meeting_by_id
from samverk.publishing.actions import records
from samverk.publishing.actions.deeds import Deed, do, in_state
from samverk.publishing.actions.doubts import DOUBTS_ANSWERED, all_answered
from samverk.publishing.actions.vocabulary import forget
from samverk.publishing.drafts import Draft, digest_of
from samverk.publishing.files import with_files
from samverk.publishing.models import (
    Handling,
    Kind,
    Record,
    Release,
    ReleaseKind,
    ReleaseMark,
    ReleaseState,
)
from samverk.publishing.moves import with_moves
from samverk.publishing.queries.shielded import SHIELD, names_in, shielded_names
from samverk.publishing.sources import drafts_of, subject_of, unread_in
from samverk.publishing.sources.force import with_force
from samverk.rules.masking import literals_left

BEGUN = acts.kind("publishing.begun", "Publicering påbörjad", is_quiet=True)
MARKED = acts.kind("publishing.marked", "Maskning inför publicering", is_quiet=True)
SENT = acts.kind("publishing.sent", "Publicering lämnad för godkännande", is_quiet=True)
APPROVED = acts.kind("publishing.approved", "Publicering godkänd", is_quiet=True)
RETURNED = acts.kind("publishing.returned", "Publicering återlämnad")
DROPPED = acts.kind("publishing.dropped", "Publicering avbruten")
WITHDRAWN = acts.kind("publishing.withdrawn", "Publicering tillbakadragen")
LONGEST_MARK = 2000
MOST_MARKS = 2000
CHANGED = "Texten har ändrats sedan den granskades. Gå igenom den igen."


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mask or keep; ``why`` is asked for where they are kept."""

    literal: str = field(repr=False)
    handling: Handling
    why: str = field(default="", repr=False)


def begin_release(actor: Actor, kind: str, subject: int, *, key: str) -> Release:
    """Begin to look something through. Raises ConflictError when somebody does already, or it is early."""
    found = subject_of(kind, subject)
    body = found.body
    require(may(actor, Right.PUBLISH, organisation=body.organisation, body=body.id))
    act = acts.Act(actor, BEGUN, key, body.organisation, body=body.id, content=f"{kind}/{subject}")

    def begin() -> Release:
        drafts = drafts_of(kind, subject)
        records.wait_for_turn(f"{kind}/{subject}")
        open_states = (ReleaseState.DRAFT, ReleaseState.WAITING)
        if Release.objects.filter(kind=kind, subject=subject, state__in=open_states).exists():
            raise ConflictError("Någon granskar det redan. Öppna den publiceringen.")
        made = Release.objects.create(
            kind=kind,
            subject=subject,
            title=found.title[:400],
            body_id=body.id,
            prepared_by_id=actor.user,
            prepared_by_name=actor.name,
        )
        _keep_earlier_marks(made, drafts)
        for paper in unread_in(kind, subject):
            queue_reading(paper)
        return made

    return acts.carry_out(act, begin)


def _keep_earlier_marks(made: Release, drafts: Sequence[Draft]) -> None:
    """Begin with what the body has masked before, in whatever it published, where the same words stand."""
    rows = ReleaseMark.objects.filter(release__body=made.body_id).exclude(release=made)
    rows = (
        rows.exclude(release__state=ReleaseState.DROPPED).select_related("release").order_by("-pk")
    )
    words = [draft.words for draft in drafts]
    known: dict[str, ReleaseMark] = {}
    for mark in rows[:MOST_MARKS]:
        same = mark.release.kind == made.kind and mark.release.subject == made.subject
        if mark.handling == Handling.MASK or same:
            known.setdefault(mark.literal, mark)
    ReleaseMark.objects.bulk_create(
        ReleaseMark(
            release=made,
            literal=literal,
            handling=mark.handling,
            why=mark.why,
            made_by=mark.made_by,
        )
        for literal, mark in known.items()
        if literals_left(words, [literal])
    )


def mark_release(actor: Actor, release: int, marks: Sequence[Mark], *, key: str) -> Release:
    """Say what is masked and what is kept, all at once. Raises InputError for words kept without a why."""
    _check_marks(marks)

    def mark(found: Release) -> None:
        in_state(found, ReleaseState.DRAFT)
        _all_read(found)
        found.marks.all().delete()
        given = {one.literal.strip(): one for one in marks if one.literal.strip()}
        ReleaseMark.objects.bulk_create(
            ReleaseMark(
                release=found,
                literal=literal,
                handling=one.handling,
                why=one.why.strip() if one.handling == Handling.KEEP else "",
                made_by=actor.name,
            )
            for literal, one in given.items()
        )
        found.prepared_by_id, found.prepared_by_name = actor.user, actor.name
        found.save(update_fields=["prepared_by", "prepared_by_name"])

    told = [(one.literal, str(one.handling), one.why) for one in marks]
    return do(actor, Deed(MARKED, Right.PUBLISH, key, told), release, mark)


def _check_marks(marks: Sequence[Mark]) -> None:
    if len(marks) > MOST_MARKS:
        raise InputError(f"Maska högst {MOST_MARKS} olika uttryck i en publicering.")
    for one in marks:
        if one.handling == Handling.KEEP and not one.why.strip():
            raise InputError(f"Skriv varför {one.literal.strip()[:40]} behålls.")
        if len(one.literal) > LONGEST_MARK:
            raise InputError(f"Maska högst {LONGEST_MARK} tecken i taget.")
        if one.handling == Handling.MASK and 0 < len(one.literal.strip()) < 2:
            raise InputError("Ett enda tecken kan inte maskas: det står överallt.")


def send_release(actor: Actor, release: int, *, key: str) -> Release:
    """Hand it over to whoever approves. Raises ConflictError while a number is left that nobody judged."""

    def send(found: Release) -> None:
        in_state(found, ReleaseState.DRAFT)
        _all_read(found)
        all_answered(found)
        drafts = drafts_of(found.kind, found.subject)
        told = masked_drafts(found, drafts)
        records.check(told, kept_in(found))
        _check_shielded(told, kept_in(found))
        found.digest = _digest(found, drafts)
        found.state = ReleaseState.WAITING
        found.prepared_by_id, found.prepared_by_name = actor.user, actor.name
        found.sent_at, found.remark = timezone.now(), ""
        found.save()

    return do(actor, Deed(SENT, Right.PUBLISH, key), release, send)


def approve_release(actor: Actor, release: int, *, key: str, seen: str | None = None) -> Release:
    """Publish what another has looked through, at once and all of it.

    ``seen`` is the digest of what the approver has read. Raises NotAllowedError for whoever prepared it,
    ConflictError when the words, or what is masked in them, have changed since.
    """

    def approve(found: Release) -> None:
        in_state(found, ReleaseState.WAITING)
        _check_second(actor, found)
        all_answered(found)
        drafts = drafts_of(found.kind, found.subject)
        told = _digest(found, drafts)
        if told != found.digest:
            raise ConflictError(CHANGED)
        if seen is not None and seen != told:
            raise ConflictError("Texten har lämnats på nytt sedan du läste den. Läs den igen.")
        _replace_earlier(found)
        found.state = ReleaseState.PUBLISHED
        found.decided_by_id, found.decided_by_name = actor.user, actor.name
        found.decided_at = timezone.now()
        found.save()
        publish_words(found, drafts)

    return do(actor, Deed(APPROVED, Right.APPROVE_RELEASE, key, seen), release, approve)


def return_release(actor: Actor, release: int, remark: str, *, key: str) -> Release:
    """Give it back to be looked through again. Raises InputError without a word of what to change."""
    if not remark.strip():
        raise InputError("Skriv vad som behöver ändras.", field="remark")

    def give_back(found: Release) -> None:
        in_state(found, ReleaseState.WAITING)
        found.state, found.remark = ReleaseState.DRAFT, remark.strip()
        found.save(update_fields=["state", "remark"])

    return do(actor, Deed(RETURNED, Right.APPROVE_RELEASE, key, remark), release, give_back)


def drop_release(actor: Actor, release: int, *, key: str) -> Release:
    """Leave off: nothing is published, and it can be begun anew."""

    def drop(found: Release) -> None:
        if found.state not in (ReleaseState.DRAFT, ReleaseState.WAITING):
            raise ConflictError("Publiceringen är redan avslutad.")
        found.state = ReleaseState.DROPPED
        found.save(update_fields=["state"])

    return do(actor, Deed(DROPPED, Right.PUBLISH, key), release, drop)


def withdraw_release(actor: Actor, release: int, why: str, *, key: str) -> Release:
    """Take something from everybody at once: pages, index, API, feeds and files. One person is enough.

    With the minutes all of the meeting goes, as it was called too: the same words stand in both.
    """
    if not why.strip():
        raise InputError("Skriv varför det dras tillbaka.", field="why")

    def withdraw(found: Release) -> None:
        in_state(found, ReleaseState.PUBLISHED)
        moment = timezone.now()
        found.state, found.withdrawn_at = ReleaseState.WITHDRAWN, moment
        found.withdrawn_by_name, found.withdrawn_why = actor.name, why.strip()[:300]
        found.save()
        told = Record.objects.filter(_told_by(found)).values_list("pk", flat=True)
        records.withdraw(Record.objects.filter(pk__in=list(told)), moment)

    return do(actor, Deed(WITHDRAWN, Right.PUBLISH, key, why), release, withdraw)


def _told_by(found: Release) -> Q:
    """Choose all that a publication has told, also what a later one of something else has told again."""
    if found.kind not in (ReleaseKind.CALLING, ReleaseKind.MINUTES):
        return Q(release=found)
    meeting = meeting_by_id(found.subject)
    of_meeting = Q(meeting=meeting.pk, kind__in=(Kind.ITEM, Kind.VOTE, Kind.FILE))
    decided = Q(kind=Kind.DECISION, body=meeting.body_id, day=meeting.day)
    return Q(release=found) | Q(kind=Kind.MEETING, source=meeting.pk) | of_meeting | decided


def publish_words(found: Release, drafts: Sequence[Draft]) -> None:
    """Write the masked words of a release where everybody reads, and take away what it no longer has."""
    moment = timezone.now()
    masked = with_files(found, masked_drafts(found, drafts))
    masked = _with_moves(found, with_force(masked, clock.today()))
    records.check(masked, kept_in(found))
    records.wait_for_turn(SHIELD)
    _check_shielded(masked, kept_in(found))
    before = records.texts_now(masked)
    records.write(masked, moment, found.pk)
    # A word that is masked now was perhaps told before
    forget(before)
    standing = {(draft.kind.value, draft.source) for draft in masked}
    of_earlier = Record.objects.filter(
        release__kind=found.kind, release__subject=found.subject, withdrawn_at=None
    )
    left = [
        pk
        for pk, kind, source in of_earlier.values_list("pk", "kind", "source")
        if (kind, source) not in standing
    ]
    records.withdraw(Record.objects.filter(pk__in=left), moment)


def _with_moves(found: Release, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Let a meeting that is published anew tell what it was moved from, with what is masked now masked."""
    meetings = [draft.source for draft in drafts if draft.kind is Kind.MEETING]
    rows = Record.objects.filter(kind=Kind.MEETING, source__in=meetings, withdrawn_at=None)
    told = dict(rows.values_list("source", "data"))
    return tuple(
        masked_drafts(found, [with_moves(draft, told[draft.source], clock.today())])[0]
        if draft.kind is Kind.MEETING and draft.source in told
        else draft
        for draft in drafts
    )


def _check_shielded(drafts: Sequence[Draft], kept: Sequence[str]) -> None:
    """Refuse drafts that name somebody with protected personal data, where nobody has judged it."""
    left = set(names_in(drafts, shielded_names())) - set(kept)
    if left:
        raise ConflictError(
            "I texten står namnet på en förtroendevald med skyddade personuppgifter. Maska namnet eller"
            " ange varför det behålls."
        )


def _digest(found: Release, drafts: Sequence[Draft]) -> str:
    """Digest the words of a release and what is masked in them."""
    marks = sorted([mark.literal, mark.handling] for mark in found.marks.all())
    return digest_of([*(draft.facts for draft in drafts), marks])


def masked_drafts(found: Release, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Give the drafts without what a release masks."""
    masks = [mark.literal for mark in found.marks.all() if mark.handling == Handling.MASK]
    return tuple(draft.masked(masks) for draft in drafts)


def kept_in(found: Release) -> list[str]:
    """List what a release keeps, each with a reason."""
    return [mark.literal for mark in found.marks.all() if mark.handling == Handling.KEEP]


def _replace_earlier(found: Release) -> None:
    Release.objects.filter(
        kind=found.kind, subject=found.subject, state=ReleaseState.PUBLISHED
    ).update(state=ReleaseState.REPLACED)


def _check_second(actor: Actor, found: Release) -> None:
    if actor.is_system:
        return
    took_part = AuditEvent.objects.filter(
        kind__in=(BEGUN, MARKED, DOUBTS_ANSWERED, SENT),
        subject_type=found._meta.label,
        subject_id=str(found.pk),
        actor=actor.user,
    ).exists()
    if actor.user is None or actor.user == found.prepared_by_id or took_part:
        raise NotAllowedError(
            "Den som har granskat texten får inte godkänna den: någon annan gör det."
        )


def _all_read(found: Release) -> None:
    if unread_in(found.kind, found.subject):
        raise ConflictError("Filerna läses just nu. Öppna sidan igen om en stund.")
