"""Gathers the adjusted minutes of a package, and the proof of the chain that they stand in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
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
from samverk.documents.archive.proof import ChainProof, ProvedRecord, bare, written_checkpoints
from samverk.foundation.compartments import opened
from samverk.foundation.errors import SamverkError
from samverk.meetings.queries.archived import (
    LockedMinutes,
    SecretPrint,
    chain_links,
    secret_file,
    secret_print,
    signed_file,
    vouching_for,
)
from samverk.meetings.queries.seals import chain_of
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
UNVOUCHED = "Ingen kontrollpunkt intygar protokollen. Tala med den som sköter systemet."
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
    provision = "; ".join(secret.provisions) if secret else MARKED
    marked = Restriction(provision or MARKED, frame.body.name, included=bool(secret))
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
    body: BodyRef, name: str, given: LockedMinutes, secret: SecretPrint | None
) -> tuple[SourceFile, ...]:
    if secret is None:
        return ()
    found = secret.id

    def read() -> Iterator[bytes]:
        with opened([body.id]):
            content = secret_file(found)
        if content is not None:
            yield content

    when = given.adjusted_on or given.day
    return (SourceFile(f"{name} sekretess.pdf", PDF, when, read, secret.sha256),)


def _open_reader(given: LockedMinutes) -> Reader:
    def read() -> Iterator[bytes]:
        content = signed_file(given.adjustment, given.sha256)
        if content is not None:
            yield content

    return read


def proof_of(body: BodyRef, given: Sequence[LockedMinutes]) -> ChainProof:
    """Give the proof of some minutes: each row of their records up to the first checkpoint that covers it.

    What a row holds of other minutes is told by its checksums alone. Call it when a checkpoint has been
    signed that covers them.
    """
    if not given:
        return ChainProof()
    chain = chain_of(body)
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
    records = tuple(sorted(posts, key=lambda post: post.index))
    numbers = {post.index for post in records}
    vouched = vouching_for(chain, numbers)
    if vouched.keys() != numbers:
        raise SamverkError(UNVOUCHED)
    lines = dict.fromkeys(line for _, line in sorted(vouched.values()))
    rows = _rows((number, end) for number, (end, _) in vouched.items())
    return ChainProof(
        chain,
        written_checkpoints(list(lines)),
        records,
        lambda: _lines(chain, rows, numbers),
    )


def _rows(needed: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what is needed, from a number to the end of its checkpoint, to rows that do not meet."""
    rows: list[tuple[int, int]] = []
    for first, last in sorted(needed):
        if rows and first <= rows[-1][1] + 1:
            rows[-1] = (rows[-1][0], max(last, rows[-1][1]))
        else:
            rows.append((first, last))
    return rows


def _lines(chain: str, rows: Iterable[tuple[int, int]], inside: Container[int]) -> Iterator[str]:
    for first, last in rows:
        for link in chain_links(chain, first, last):
            yield link.line() if link.index in inside else bare(link).line()
