"""A version of the minutes: who is to sign it and how, and its documents, frozen when it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db.models import Max

from samverk.directory import queries as directory
from samverk.directory.queries import AdjustmentForm, BodyTerms, ImmediateAdjustment
from samverk.documents.minutes import MinutesRenderer, render_minutes
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.seals.canonical import canonical, digest
from samverk.meetings.actions.adjusting import Taken, add_step
from samverk.meetings.models import (
    Adjustment,
    AgendaItem,
    Capacity,
    Meeting,
    Method,
    MinutesPrint,
    MinutesVersion,
    Signer,
)
from samverk.meetings.queries.minutes import MinutesPage, minutes_of
from samverk.meetings.queries.paragraphs import ParagraphRow
from samverk.meetings.queries.printing import Signing, locked_paragraph, printed_minutes
from samverk.meetings.queries.turns import chair_at
from samverk.rules.adjustment import Move
from samverk.rules.minutes import paragraph_completeness
from samverk.rules.wording import NO_BREAK


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent: the paragraphs, who signs in which capacity, and how."""

    page: MinutesPage
    rows: tuple[ParagraphRow, ...]
    signers: tuple[tuple[int, Capacity], ...]
    method: Method
    immediate: bool


def sending_of(
    meeting: Meeting, items: Sequence[AgendaItem], method: str, *, immediate: bool
) -> Sending:
    """Gather what is to be sent, checked: complete, signed as the by-laws say, by those they ask for.

    Raises InputError for what is not so.
    """
    if clock.today() < meeting.day:
        raise InputError("Protokollet kan inte justeras före sammanträdets dag.")
    terms = directory.terms_on(meeting.body_id, meeting.day)
    page = minutes_of(meeting)
    wanted = {item.pk for item in items}
    rows = tuple(row for row in page.paragraphs if row.item.pk in wanted)
    _check_complete(page, rows, immediate=immediate)
    chosen = _method(method, terms)
    return Sending(
        page, rows, _signers(meeting, rows, terms, immediate=immediate), chosen, immediate
    )


def _check_complete(page: MinutesPage, rows: Sequence[ParagraphRow], *, immediate: bool) -> None:
    if immediate:
        at = page.paragraphs.index(rows[0])
        check = paragraph_completeness(page.fact, at).value
    else:
        check = page.check.value
    if not check.is_complete:
        first = check.errors[0]
        at_row = None if first.index is None else page.paragraphs[first.index]
        where = f"§{NO_BREAK}{at_row.item.paragraph}, " if at_row else ""
        raise InputError(
            f"Protokollet är inte fullständigt. Rätta först: {where}{first.reason.text}"
        )


def _method(method: str, terms: BodyTerms | None) -> Method:
    if method not in Method.values:
        raise InputError("Välj hur protokollet undertecknas.", field="method")
    decided = terms.adjustment_form if terms else AdjustmentForm.UNKNOWN
    if decided not in {AdjustmentForm.UNKNOWN, method}:
        label = AdjustmentForm(decided).label
        raise InputError(f"Reglementet säger att protokollet justeras med {label}.", field="method")
    return Method(method)


def _signers(
    meeting: Meeting, rows: Sequence[ParagraphRow], terms: BodyTerms | None, *, immediate: bool
) -> tuple[tuple[int, Capacity], ...]:
    """List who signs: whoever presided at any of the paragraphs, then the adjusters."""
    chairs = dict.fromkeys(chair_at(meeting, row.item.turn or 1) for row in rows)
    found = [(person, Capacity.CHAIR) for person in chairs if person]
    if not found:
        raise InputError("Anteckna vem som var ordförande först.")
    if immediate and _by_the_meeting(terms):
        return tuple(found)
    chosen = [a.person_id for a in meeting.adjusters.order_by("id") if a.person_id not in chairs]
    needed = terms.adjusters if terms and terms.adjusters is not None else 0
    if len(chosen) < needed:
        raise InputError(
            f"Reglementet kräver {needed} justerare jämte ordföranden och {len(chosen)} är utsedda."
            " Välj justerare först, på protokollets sida."
        )
    _check_conflicts(rows, chosen)
    return (*found, *((person, Capacity.ADJUSTER) for person in chosen))


def _by_the_meeting(terms: BodyTerms | None) -> bool:
    """Answer whether the meeting itself approves the text, so that the chair alone signs."""
    decided = terms.immediate_adjustment if terms else ImmediateAdjustment.UNKNOWN
    if decided == ImmediateAdjustment.NO:
        raise InputError("Organets reglemente har ingen omedelbar justering.")
    return decided == ImmediateAdjustment.MEETING


def _check_conflicts(rows: Sequence[ParagraphRow], chosen: Sequence[int]) -> None:
    """Refuse an adjuster who was away for jäv: adjusting is part of handling the matter."""
    for row in rows:
        if set(chosen) & row.aside:
            raise InputError(
                f"En justerare var jävig i §{NO_BREAK}{row.item.paragraph} och kan inte justera den."
                " Välj en annan justerare."
            )


def freeze(
    adjustment: Adjustment,
    sending: Sending,
    actor: Actor,
    render: MinutesRenderer = render_minutes,
) -> MinutesVersion:
    """Freeze what is sent: who is to sign, and the documents with a place for each signature."""
    last = adjustment.versions.aggregate(last=Max("number"))["last"] or 0
    version = MinutesVersion.objects.create(
        adjustment=adjustment, number=last + 1, method=sending.method, sent_by=actor.name
    )
    people = directory.persons_by_id(person for person, _ in sending.signers)
    shut = frozenset[int]().union(*(row.aside for row in sending.rows if row.item.secret))
    signers = [
        Signer(
            version=version,
            number=number,
            person=people[person],
            capacity=capacity,
            barred=person in shut,
        )
        for number, (person, capacity) in enumerate(sending.signers, start=1)
    ]
    Signer.objects.bulk_create(signers)
    _print(version, sending, signers, render, secret=False)
    if any(row.item.secret for row in sending.rows):
        _print(version, sending, [s for s in signers if not s.barred], render, secret=True)
    add_step(adjustment, Taken(Move.SEND), actor)
    return version


def _print(
    version: MinutesVersion,
    sending: Sending,
    signers: Sequence[Signer],
    render: MinutesRenderer,
    *,
    secret: bool,
) -> None:
    named = tuple((str(each.person), each.get_capacity_display()) for each in signers)
    signing = Signing(sending.method, named, sending.immediate)
    rows = [row for row in sending.rows if row.item.secret] if secret else list(sending.rows)
    printed = printed_minutes(sending.page, rows, signing, secret=secret)
    pdf = render(printed, moment=clock.now())
    if sending.method is Method.ELECTRONIC:
        # Whoever seals nothing never loads the programs that sign: they are half of a start
        from samverk.integrations.signing.places import with_places

        pdf = with_places(pdf, [place_of(each.number, str(each.person)) for each in signers])
    paragraphs = [
        locked_paragraph(row, shown, secret=secret)
        for row, shown in zip(rows, printed.paragraphs, strict=True)
    ]
    content = canonical({"printed": asdict(printed), "paragraphs": paragraphs})
    MinutesPrint.objects.create(
        version=version,
        content=content,
        pdf=pdf,
        sha256=digest(pdf),
        controller_id=sending.page.meeting.body_id if secret else None,
    )


def place_of(number: int, name: str) -> tuple[str, str]:
    """Name the place of a signature in the document, and what readers are told of it."""
    return f"justering-{number}", f"Underskrift av {name}"
