"""Gathers the adjusted minutes of a package, and the proof of the chain that they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from samverk.directory.queries import BodyRef
from samverk.documents.archive.content import (
    Agent,
    AgentRole,
    Aggregation,
    Dated,
    Record,
    Restriction,
    SourceFile,
)
from samverk.documents.archive.proof import ChainProof, ProvedRecord
from samverk.foundation.compartments import opened
from samverk.foundation.seals.checkpoints import read_checkpoint
from samverk.meetings.queries.archived import (
    LockedMinutes,
    chain_lines,
    secret_file,
    secret_print,
    signed_file,
)
from samverk.meetings.queries.seals import chain_of, last_checkpoint
from samverk.publishing.queries.archive_content import (
    MARKED,
    Frame,
    Gathered,
    Reader,
    name_of,
    retention_of,
)
from samverk.publishing.queries.archives import MINUTES
from samverk.rules.information_plan import DocumentFacts
from samverk.rules.wording import running_date

PDF = "application/pdf"
PART_LEFT_OUT = "Den sekretessbelagda delen av protokollet är inte med i paketet."
CHAIRS = "ordförande"


def add_minutes(found: Gathered, frame: Frame, given: Sequence[LockedMinutes]) -> None:
    """Add meetings with their adjusted minutes; the secret part only in its opened compartment."""
    body = frame.body
    by_meeting: dict[int, list[LockedMinutes]] = {}
    for each in given:
        by_meeting.setdefault(each.meeting, []).append(each)
    for meeting, minutes in by_meeting.items():
        when = minutes[0].day
        records: list[Record] = []
        for each in minutes:
            records += _records(found, frame, each)
        name, title = f"Sammanträde {when.isoformat()}", f"{body.name} {running_date(when)}"
        found.aggregations.append(
            Aggregation(
                name_of(body, "sammantrade", meeting),
                name,
                title,
                "meeting",
                dates=(Dated("start", when),),
                agents=(Agent(AgentRole.CREATOR, body.name, body.organisation_name),),
                records=tuple(records),
            )
        )
        lacks = [[one.object_id, one.lacks] for one in records if one.lacks]
        files = sum(len(one.files) for one in records)
        told = {"records": len(records), "files": files, "lacks": lacks}
        found.told.append({"name": name, "title": title, **told})


def _records(found: Gathered, frame: Frame, given: LockedMinutes) -> list[Record]:
    """Give the open minutes, and of what is secret the other part, or that there is one."""
    name = f"Protokoll {given.day.isoformat()} {given.span}".strip()
    open_part = _record(
        frame,
        given,
        name_of(frame.body, "protokoll", given.adjustment),
        name,
        (_source(f"{name}.pdf", given, _open_reader(given)),),
    )
    if not given.secret:
        return [open_part]
    secret = secret_print(given.adjustment) if frame.with_secrets else None
    if secret:
        found.secret_items |= given.secret_items
    other = _record(
        frame,
        given,
        name_of(frame.body, "protokoll-sekretess", given.adjustment),
        f"{name}, sekretessbelagd del",
        _secret_part(frame.body, name, given, secret),
    )
    marked = Restriction(MARKED, frame.body.name, included=bool(secret))
    return [open_part, replace(other, restriction=marked, lacks="" if secret else PART_LEFT_OUT)]


def _record(
    frame: Frame,
    given: LockedMinutes,
    identifier: str,
    name: str,
    files: tuple[SourceFile, ...],
) -> Record:
    adjusted = (Dated("main_signature", given.adjusted_on),) if given.adjusted_on else ()
    facts, term = DocumentFacts(given.day, given.adjusted_on), frame.terms.get(MINUTES)
    return Record(
        identifier,
        name,
        name,
        MINUTES,
        "drawn_up",
        dates=(Dated("created", given.day), *adjusted),
        agents=_signers(given),
        retention=retention_of(term, facts, began=given.day, day=frame.day),
        files=files,
        signed=given.electronic if files else None,
    )


def _signers(given: LockedMinutes) -> tuple[Agent, ...]:
    return tuple(
        Agent(AgentRole.MAIN_SIGNATORY if capacity == CHAIRS else AgentRole.OTHER_SIGNATORY, name)
        for name, capacity in given.signers
    )


def _source(name: str, given: LockedMinutes, read: Reader) -> SourceFile:
    return SourceFile(name, PDF, given.adjusted_on or given.day, read, given.sha256)


def _secret_part(
    body: BodyRef, name: str, given: LockedMinutes, secret: tuple[int, str] | None
) -> tuple[SourceFile, ...]:
    if secret is None:
        return ()
    found, sha256 = secret

    def read() -> Iterator[bytes]:
        with opened([body.id]):
            content = secret_file(found)
        if content is not None:
            yield content

    when = given.adjusted_on or given.day
    return (SourceFile(f"{name} sekretess.pdf", PDF, when, read, sha256),)


def _open_reader(given: LockedMinutes) -> Reader:
    def read() -> Iterator[bytes]:
        content = signed_file(given.adjustment, given.sha256)
        if content is not None:
            yield content

    return read


def proof_of(body: BodyRef, given: Sequence[LockedMinutes]) -> ChainProof:
    """Give the proof of some minutes: from their first record to the end of the latest checkpoint.

    Call it when a checkpoint has been signed that covers them.
    """
    kept = last_checkpoint()
    if not given or kept is None:
        return ChainProof()
    chain = chain_of(body)
    head = read_checkpoint(kept.line).heads.get(chain)
    posts = [
        *(
            ProvedRecord(p.number, p.digest, f"{p.label}, {each.day}")
            for each in given
            for p in each.posts
        ),
        *(
            ProvedRecord(each.file.number, each.file.digest, f"Protokoll {each.day}", each.sha256)
            for each in given
        ),
    ]
    if head is None or head.size < max(post.index for post in posts):
        return ChainProof()
    first = min(post.index for post in posts)
    records = tuple(sorted(posts, key=lambda post: post.index))
    return ChainProof(chain, kept.line, records, lambda: chain_lines(chain, first, head.size))
