"""Sending a version for approval, and the manager's answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.permissions import require
from samverk.memos.access import may_approve, may_write_memo
from samverk.memos.actions.doors import act_on, carry_out, controller_of, hold
from samverk.memos.content import Points, Words, digest, read
from samverk.memos.models import Judgment, Memo, MemoVersion, ProposedPoint
from samverk.memos.paper import paper_of, rendered_pdf
from samverk.memos.queries.reading import title_of, written_parts
from samverk.registry import actions as registry
from samverk.registry.queries import Document
from samverk.rules.memos.layouts import KEPT_LABEL, REPORTS, Part
from samverk.rules.memos.standing import Verdict

SENT = acts.kind("memos.sent_for_approval", "Tjänsteskrivelse skickad för godkännande")
JUDGED = acts.kind("memos.judged", "Besked om tjänsteskrivelse")


def send_for_approval(actor: Actor, memo: Memo, note: str, *, key: str) -> MemoVersion:
    """Keep what is written as a version, and ask for its approval.

    Raises InputError when it proposes nothing or has text that would not be printed, ConflictError
    when the same text is sent or approved already.
    """
    require(may_write_memo(actor, memo))
    act = act_on(actor, SENT, key, memo, note)

    def send() -> MemoVersion:
        found = hold(memo.pk)
        parts = written_parts(found)
        _check(parts)
        title = title_of(found)
        said = digest(title, parts)
        last = found.versions.order_by("number").last()
        if last and last.digest == said and _is_open(last):
            raise ConflictError(f"Version {last.number} säger redan det som står här nu.")
        return MemoVersion.objects.create(
            memo=found,
            number=(found.versions.aggregate(last=Max("number"))["last"] or 0) + 1,
            title=title,
            content=parts,
            digest=said,
            note=note.strip(),
            sent_by=actor.name,
            controller_id=controller_of(found),
        )

    return carry_out(memo, act, send)


def _is_open(version: MemoVersion) -> bool:
    """Answer whether a version waits or is approved: a returned one may be sent again as it was."""
    judged = Judgment.objects.filter(version=version).first()
    return judged is None or judged.verdict == Verdict.APPROVED.value


def _check(parts: dict[str, dict[str, object]]) -> None:
    proposal = read(Part.PROPOSAL, parts.get(Part.PROPOSAL.value, {}))
    if not isinstance(proposal, Points) or not proposal.points:
        raise InputError("Skriv minst en beslutspunkt under förslaget till beslut.")
    kept = read(Part.KEPT, parts.get(Part.KEPT.value, {}))
    if isinstance(kept, Words) and kept.text.strip():
        raise InputError(
            f"Under {KEPT_LABEL} finns text som inte skrivs ut. Flytta den till en del, eller ta"
            " bort den."
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """The manager's answer. ``remark`` says what to change when the memo is returned."""

    verdict: Verdict
    remark: str = ""


def judge_version(actor: Actor, version: MemoVersion, answer: Answer, *, key: str) -> Judgment:
    """Approve a version, or return it.

    An approved memo is drawn up: it is registered in the diary as a document with its PDF, and its
    points can be proposed to a meeting. Of a secret one the diary keeps the PDF behind the wall.

    Raises InputError when it is returned without a word, ConflictError when it is judged already or
    a later version has been sent.
    """
    memo = version.memo
    require(may_approve(actor, memo))
    if answer.verdict is Verdict.RETURNED and not answer.remark.strip():
        raise InputError("Skriv vad som behöver ändras.", field="remark")
    act = act_on(actor, JUDGED, key, memo, (version.pk, answer))

    def judge() -> Judgment:
        found = hold(memo.pk)
        _check_last(found, version)
        document = None
        if answer.verdict is Verdict.APPROVED:
            document = _draw_up(actor, found, version, key=key)
        return Judgment.objects.create(
            version=version,
            verdict=answer.verdict.value,
            remark=answer.remark.strip(),
            judged_by=actor.name,
            document=document,
            controller_id=controller_of(found),
        )

    return carry_out(memo, act, judge)


def _check_last(memo: Memo, version: MemoVersion) -> None:
    if Judgment.objects.filter(version=version).exists():
        raise ConflictError(f"Version {version.number} har redan fått besked.")
    if memo.versions.filter(number__gt=version.number).exists():
        raise ConflictError("En senare version har skickats. Läs den i stället.")


def _draw_up(actor: Actor, memo: Memo, version: MemoVersion, *, key: str) -> Document:
    """Register the memo in the diary, and keep its points as data of the case."""
    proposal = read(Part.PROPOSAL, version.content.get(Part.PROPOSAL.value, {}))
    assert isinstance(proposal, Points)
    for number, point in enumerate(proposal.points, start=1):
        ProposedPoint.objects.create(
            version=version,
            number=number,
            decider_id=point.decider,
            text=point.text,
            controller_id=controller_of(memo),
        )
    secret = None
    if memo.secret:
        secret = registry.Secret(memo.kept_secret.provision, version.title)
    paper = paper_of(version, approved_by=actor.name, approved_at=clock.now())
    name = f"tjansteskrivelse-{memo.pk}-{version.number}.pdf"
    file = registry.NewFile(name, rendered_pdf(paper))
    new = registry.NewDocument(
        memo.case_id,
        "drawn_up",
        "other" if memo.layout_name in REPORTS else "memo",
        clock.today(),
        memo.title,
        secret=secret,
        file=file,
    )
    return registry.register_document(actor, new, key=f"{key}/handling")
