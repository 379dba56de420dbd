"""Beginning a memo, and saving its parts as they are typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction

from samverk.directory import queries as directory
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import Right, may, may_open, require
from samverk.memos.access import may_handle_case, may_write, may_write_memo
from samverk.memos.actions.doors import act_on, carry_out, controller_of, hold
from samverk.memos.content import Attached, Content, Points, Words, write
from samverk.memos.models import BodyLayout, Memo, MemoPart, MemoSecret
from samverk.memos.queries.reading import layout_on
from samverk.registry import queries as registry
from samverk.rules.memos.layouts import LAYOUTS, REPORTS, Part

BEGUN = acts.kind("memos.begun", "Tjänsteskrivelse påbörjad")
PART_SAVED = acts.kind("memos.part_saved", "Tjänsteskrivelse sparad")
LAYOUT_CHOSEN = acts.kind("memos.layout_chosen", "Mall för tjänsteskrivelser vald")

LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is secret about a memo: the provision that keeps it so, and its true title."""

    provision: str
    title: str


@dataclass(frozen=True, slots=True)
class NewMemo:
    """A memo to begin in a case (id). ``title`` is what everybody may read.

    ``report`` is one of ``rules.memos.layouts.REPORTS``, "" for the body's usual layout.
    """

    case: int
    title: str
    hidden: Hidden | None = None
    report: str = ""


def begin_memo(actor: Actor, new: NewMemo, *, key: str) -> Memo:
    """Begin a memo in the layout that the case's body has today, or that of a report.

    Raises InputError without a title, for a report that is none, for a secret memo without a
    provision, and for an open memo in a secret case; NotAllowedError when a secret memo is not the
    actor's to keep.
    """
    case = registry.case_by_id(new.case)
    require(may_write(actor, case.body.organisation_id, case.body_id))
    require(may_handle_case(actor, case.pk))
    if new.hidden:
        require(may_open(actor, case.body_id))
    act = acts.Act(actor, BEGUN, key, case.body.organisation_id, content=new, body=case.body_id)
    return acts.carry_out(act, lambda: _begin(actor, case, new))


def _begin(actor: Actor, case: registry.Case, new: NewMemo) -> Memo:
    if not new.title.strip():
        raise InputError("Skriv en rubrik för tjänsteskrivelsen.", field="title")
    if new.hidden and not new.hidden.provision.strip():
        raise InputError("Skriv vilken sekretessbestämmelse som gäller.", field="provision")
    if new.report and new.report not in REPORTS:
        raise InputError("Det finns ingen sådan mall.")
    if case.secret and not new.hidden:
        raise InputError(
            "Ärendet är sekretessbelagt: skriv vilken bestämmelse som gäller för tjänsteskrivelsen.",
            field="provision",
        )
    memo = Memo.objects.create(
        case=case,
        title=new.title.strip(),
        layout_name=new.report or layout_on(case.body_id, clock.today()),
        secret=new.hidden is not None,
        officer=actor.name,
    )
    if new.hidden:
        _keep_secret(memo, new.hidden)
    return memo


def _keep_secret(memo: Memo, hidden: Hidden) -> None:
    body = directory.body_ref(memo.case.body_id)
    with opened([body.id]):
        MemoSecret.objects.create(
            memo=memo,
            controller_id=body.id,
            provision=hidden.provision.strip(),
            marked_on=clock.today(),
            authority=body.name,
            title=hidden.title.strip() or memo.title,
        )


@dataclass(frozen=True, slots=True)
class NewPart:
    """A part as somebody wrote it; ``version`` is the one they began from, 0 for none."""

    part: Part
    content: Content
    version: int


def save_part(actor: Actor, memo: Memo, new: NewPart, *, key: str) -> MemoPart:
    """Save a part of a memo.

    Raises InputError for a part that the memo has not, for what cannot be a proposal or an
    attachment, and ConflictError when somebody has saved another text since: both stand then, and
    the writer chooses.
    """
    require(may_write_memo(actor, memo))
    act = act_on(actor, PART_SAVED, key, memo, new)

    def save() -> MemoPart:
        found = hold(memo.pk)
        return saved(actor, found, replace(new, content=_checked(found, new)))

    return carry_out(memo, act, save)


def saved(actor: Actor, memo: Memo, new: NewPart) -> MemoPart:
    """Write a part of a memo that is locked; raises ConflictError as ``save_part``."""
    known = MemoPart.objects.filter(memo=memo, part=new.part.value).first()
    if (known.version if known else 0) != new.version:
        who = known.saved_by if known else "Någon annan"
        raise ConflictError(
            f"{who} har ändrat delen sedan du öppnade den. Det du skrev står kvar här: jämför med"
            " det som är sparat, och spara igen."
        )
    row = known or MemoPart(memo=memo, part=new.part.value, controller_id=controller_of(memo))
    row.content, row.saved_by, row.version = write(new.content), actor.name, new.version + 1
    row.save()
    return row


def _checked(memo: Memo, new: NewPart) -> Content:
    if new.part is not Part.KEPT and not memo.layout.has(new.part):
        raise InputError("Mallen har ingen sådan del.")
    match new.content:
        case Words(text) if len(text) > LONGEST:
            raise InputError(
                f"Delen är längre än {LONGEST} tecken. Dela upp den, eller lägg en bilaga.",
                field="text",
            )
        case Points(points):
            _check_deciders(point.decider for point in points)
        case Attached(documents):
            _check_attachments(memo, documents)
    return new.content


def _check_deciders(deciders: Iterable[int | None]) -> None:
    known = {body.id for body in directory.bodies()}
    if any(one is not None and one not in known for one in deciders):
        raise InputError("Välj vilket organ som beslutar ur listan.")


def _check_attachments(memo: Memo, documents: tuple[int, ...]) -> None:
    for paper in registry.documents_by_id(documents):
        if paper.case.body_id != memo.case.body_id:
            raise InputError("Handlingen hör till ett annat organs diarium.", field="documents")
        if (paper.secret or paper.case.secret) and not memo.secret:
            raise InputError(
                "Handlingen är sekretessbelagd: den kan bara bifogas en sekretessbelagd"
                " tjänsteskrivelse.",
                field="documents",
            )


def choose_layout(actor: Actor, body: int, layout: str, from_date: date, *, key: str) -> BodyLayout:
    """Choose the layout of a body's new memos from a day on; those begun keep theirs.

    Raises InputError for a layout that is none, ConflictError when one is chosen from that day.
    """
    found = directory.body_ref(body)
    require(may(actor, Right.MANAGE_DIRECTORY, organisation=found.organisation, body=body))
    if layout not in LAYOUTS:
        raise InputError("Välj en av mallarna.", field="layout")
    act = acts.Act(
        actor,
        LAYOUT_CHOSEN,
        key,
        found.organisation,
        effective_on=from_date,
        content=(body, layout, from_date),
        body=body,
    )

    def choose() -> BodyLayout:
        try:
            with transaction.atomic():
                return BodyLayout.objects.create(body_id=body, layout=layout, from_date=from_date)
        except IntegrityError as fault:
            raise ConflictError(f"En mall är redan vald från {from_date}.") from fault

    return acts.carry_out(act, choose)
