"""Publishes what one has looked through and another has approved, and takes it away again.

Nothing goes out while a number of a person stands in it that nobody has judged, or when the words have
changed since they were looked through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.permissions import Right
from samverk.meetings.actions.paper_texts import queue_reading
from samverk.publishing.actions import records
from samverk.publishing.actions.deeds import Deed, do, in_state
from samverk.publishing.actions.doubts import DOUBTS_ANSWERED, all_answered
from samverk.publishing.actions.vocabulary import forget
from samverk.publishing.actions.withdrawing import WITHDRAWN, take_away
from samverk.publishing.drafts import Draft, digest_of
from samverk.publishing.files import with_files
from samverk.publishing.marking import (
    Marked,
    digest_of_words,
    known_again,
    marks_told,
    recalled,
    rows_of,
)
from samverk.publishing.models import (
    Handling,
    Kind,
    Record,
    Release,
    ReleaseMark,
    ReleaseState,
)
from samverk.publishing.moves import with_moves
from samverk.publishing.queries.shielded import SHIELD, names_in, shielded_names
from samverk.publishing.reaching import reach_subject
from samverk.publishing.sources import drafts_of, unread_in
from samverk.publishing.sources.force import with_force
from samverk.rules.masking import literals_left, masks_of, numbers_in

BEGUN = acts.kind("publishing.begun", "Publicering påbörjad", is_quiet=True)
MARKED = acts.kind("publishing.marked", "Maskning inför publicering", is_quiet=True)
SENT = acts.kind("publishing.sent", "Publicering lämnad för godkännande", is_quiet=True)
APPROVED = acts.kind("publishing.approved", "Publicering godkänd", is_quiet=True)
RETURNED = acts.kind("publishing.returned", "Publicering återlämnad")
DROPPED = acts.kind("publishing.dropped", "Publicering avbruten")
LONGEST_MARK = 2000
MOST_MARKS = 2000
CHANGED = "Texten har ändrats sedan den granskades. Gå igenom den igen."
MOVED = (
    "Något som maskades står inte kvar som det stod. Gå igenom texten, maska det som ska bort och spara"
    " maskningen igen."
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mask or keep; ``why`` is asked for where they are kept."""

    literal: str = field(repr=False)
    handling: Handling
    why: str = field(default="", repr=False)


def begin_release(actor: Actor, kind: str, subject: int, *, key: str) -> Release:
    """Begin to look something through. Raises ConflictError when somebody does already, or it is early."""
    found = reach_subject(actor, kind, subject, Right.PUBLISH)
    body = found.body
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
            title=found.sign[:400],
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
    known: dict[str, ReleaseMark] = {}
    for mark in rows[:MOST_MARKS]:
        same = mark.release.kind == made.kind and mark.release.subject == made.subject
        if mark.handling == Handling.MASK or same:
            known.setdefault(mark.digest, mark)
    if not known:
        return
    again = known_again(made.body_id, known.values(), drafts)
    words = [
        Marked(literal, Handling(known[digest].handling), known[digest].why, known[digest].made_by)
        for digest, literals in again.items()
        for literal in literals
    ]
    ReleaseMark.objects.bulk_create(rows_of(made, words, drafts))


def mark_release(actor: Actor, release: int, marks: Sequence[Mark], *, key: str) -> Release:
    """Say what is masked and what is kept, all at once. Raises InputError for words kept without a why."""
    _check_marks(marks)

    def mark(found: Release) -> None:
        in_state(found, ReleaseState.DRAFT)
        _all_read(found)
        given = {one.literal.strip(): one for one in marks if one.literal.strip()}
        words = [
            Marked(literal, one.handling, one.why.strip(), actor.name)
            for literal, one in given.items()
        ]
        rows = rows_of(found, words, drafts_of(found.kind, found.subject))
        _check_standing(found, given, rows)
        found.marks.all().delete()
        ReleaseMark.objects.bulk_create(rows)
        found.prepared_by_id, found.prepared_by_name = actor.user, actor.name
        found.save(update_fields=["prepared_by", "prepared_by_name"])

    told = [(one.literal, str(one.handling), one.why) for one in marks]
    return do(actor, Deed(MARKED, Right.PUBLISH, key, told), release, mark)


def _check_standing(found: Release, given: Iterable[str], rows: Iterable[ReleaseMark]) -> None:
    """Refuse what stands nowhere: whoever types a name wrong believes that it is masked."""
    standing = {row.digest for row in rows}
    for literal in given:
        if digest_of_words(found.body_id, literal) not in standing:
            raise InputError(
                f"”{literal[:40]}” står inte i texten. Skriv det precis som det står där.",
                field="more",
            )


def _check_said(said: str, field: str, words: Iterable[str] = ()) -> None:
    """Refuse a reason that says what is masked: it would be kept for ever."""
    if any(hit.blocks for hit in numbers_in(said)) or literals_left(said, words):
        raise InputError(
            "Skriv inte det som maskas här: skälet sparas. Beskriv det med andra ord.", field=field
        )


def _check_marks(marks: Sequence[Mark]) -> None:
    masks = masks_of(one.literal for one in marks if one.handling == Handling.MASK)
    if any(masks.spans(one.why) for one in marks if one.handling == Handling.KEEP):
        raise InputError("Skriv inte det som maskas i ett skäl: skälet sparas.")
    if len(marks) > MOST_MARKS:
        raise InputError(f"Maska högst {MOST_MARKS} olika uttryck i en publicering.")
    for one in marks:
        if one.handling == Handling.KEEP and not one.why.strip():
            raise InputError(f"Skriv varför {one.literal.strip()[:40]} behålls.")
        _check_said(one.why, "more")
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
        told, kept = masked_drafts(found, drafts), kept_in(found, drafts)
        records.check(told, kept)
        _check_shielded(told, kept)
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

    _check_said(remark, "remark")

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
        found.state, found.remark = ReleaseState.DROPPED, ""
        found.save(update_fields=["state", "remark"])

    return do(actor, Deed(DROPPED, Right.PUBLISH, key), release, drop)


def withdraw_release(actor: Actor, release: int, why: str, *, key: str) -> Release:
    """Take something from everybody at once: pages, index, API, feeds and files. One person is enough.

    With the minutes all of the meeting goes, as it was called too: the same words stand in both.
    """
    if not why.strip():
        raise InputError("Skriv varför det dras tillbaka.", field="why")
    _check_said(why, "why")

    def withdraw(found: Release) -> None:
        in_state(found, ReleaseState.PUBLISHED)
        take_away(found, by=actor.name, why=why)

    return do(actor, Deed(WITHDRAWN, Right.PUBLISH, key, why), release, withdraw)


def publish_words(found: Release, drafts: Sequence[Draft]) -> None:
    """Write the masked words of a release where everybody reads, and take away what it no longer has."""
    moment = timezone.now()
    masked = with_files(found, masked_drafts(found, drafts))
    masked = _with_moves(found, with_force(masked, clock.today()))
    kept = kept_in(found, drafts)
    records.check(masked, kept)
    records.wait_for_turn(SHIELD)
    _check_shielded(masked, kept)
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
    return digest_of([*(draft.facts for draft in drafts), marks_told(found.marks.all())])


def masked_drafts(found: Release, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Give the drafts without what a release masks. Raises ConflictError when some of it has moved."""
    masks = masks_of(_words_in(found, drafts, Handling.MASK))
    return tuple(draft.masked(masks) for draft in drafts)


def kept_in(found: Release, drafts: Sequence[Draft]) -> list[str]:
    """List what a release keeps, each with a reason."""
    return _words_in(found, drafts, Handling.KEEP)


def _words_in(found: Release, drafts: Sequence[Draft], handling: Handling) -> list[str]:
    marks = recalled(found.body_id, list(found.marks.filter(handling=handling)), drafts)
    if handling == Handling.MASK and not all(mark.literals for mark in marks):
        raise ConflictError(MOVED)
    return [literal for mark in marks for literal in mark.literals]


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
