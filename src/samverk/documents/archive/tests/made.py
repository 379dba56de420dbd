"""A small delivery to test with: a case and a meeting, one record left out and one without a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from samverk.documents.archive.content import (
    Agent,
    AgentRole,
    Aggregation,
    Dated,
    Delivery,
    Party,
    Record,
    Restriction,
    Retention,
    SourceFile,
)
from samverk.documents.archive.mapping import Mapped
from samverk.documents.archive.package import Whole, write_archive_package
from samverk.documents.archive.packed import Contents
from samverk.documents.archive.proof import ChainProof, ProvedRecord
from samverk.foundation.seals.canonical import canonical, digest
from samverk.foundation.seals.chain import Link, next_link
from samverk.foundation.seals.checkpoints import Head, next_checkpoint
from samverk.foundation.seals.keys import SealKey

KEY = SealKey(bytes(range(32)))
CHAIN = "lillkoping/3"
WHEN = datetime(2024, 4, 2, 8, 30, tzinfo=UTC)
DELIVERY = Delivery(
    "samverk-lillkoping-3-1",
    "Socialnämnden, ärende SN 2024/12",
    WHEN,
    Party("Socialnämnden i Lillköpings kommun", "212000-0001"),
    Party("Lillköpings kommun", "212000-0001"),
    Party("Kommunstyrelsen i Lillköping"),
    "1.0",
    "ÖK 2024-1",
)
MINUTES = b"%PDF-1.7\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n"


def source(name: str, content: bytes, media_type: str = "application/pdf") -> SourceFile:
    """A file with its bytes, as the register would know it."""
    return SourceFile(name, media_type, WHEN, lambda: iter([content]), digest(content))


def records() -> tuple[Record, ...]:
    """A memo with a file, a secret letter that is not included, and a receipt without a file."""
    memo = Record(
        "6f5a0b1e-0000-5000-8000-000000000001",
        "SN 2024/12-1",
        "Förslag till överenskommelse",
        "memo",
        "drawn_up",
        1,
        (Dated("created", date(2024, 1, 3)), Dated("captured", WHEN)),
        (Agent(AgentRole.SENDER, "Förvaltningen"),),
        retention=Retention(False, date(2024, 1, 3)),
        files=(source("Tjänsteskrivelse åäö.pdf", b"%PDF-1.4\nhej\n"),),
    )
    secret = Record(
        "6f5a0b1e-0000-5000-8000-000000000002",
        "SN 2024/12-2",
        "Handling",
        "letter",
        "incoming",
        2,
        restriction=Restriction("OSL 26 kap. 1 §", "Socialnämnden", date(2024, 1, 4), False),
        lacks="Handlingen är sekretessmarkerad och inte med.",
    )
    bare = Record(
        "6f5a0b1e-0000-5000-8000-000000000003",
        "SN 2024/12-3",
        "Mottagningsbevis",
        "receipt",
        "incoming",
        3,
        retention=Retention(True, date(2024, 1, 5), date(2027, 1, 1), 2, "Beslut SN § 4", True),
        lacks="Registret har ingen fil.",
    )
    return memo, secret, bare


def aggregations() -> tuple[Aggregation, ...]:
    """A case and the meeting that decided it."""
    case = Aggregation(
        "6f5a0b1e-0000-5000-8000-00000000000a",
        "SN 2024/12",
        "Överenskommelse & samverkan <2024>",
        "case",
        "closed",
        (Dated("opened", date(2024, 1, 2)), Dated("closed", date(2024, 3, 30))),
        (Agent(AgentRole.CREATOR, "Socialnämnden", "Lillköpings kommun"),),
        retention=Retention(False, date(2024, 3, 30)),
        related=("KS 2024/7",),
        notes=("Beslut: 2024-03-05 § 12",),
        records=records(),
    )
    minutes = Record(
        "6f5a0b1e-0000-5000-8000-000000000004",
        "Protokoll 2024-03-05",
        "Protokoll 2024-03-05 § 12",
        "minutes",
        "drawn_up",
        None,
        (Dated("created", date(2024, 3, 5)),),
        files=(source("protokoll.pdf", MINUTES),),
        signed=True,
    )
    meeting = Aggregation(
        "6f5a0b1e-0000-5000-8000-00000000000b",
        "Sammanträde 2024-03-05",
        "Socialnämnden den 5 mars 2024",
        "meeting",
        records=(minutes,),
    )
    return case, meeting


def links(count: int = 4) -> list[Link]:
    """A chain whose third link names the minutes."""
    found: list[Link] = []
    for number in range(1, count + 1):
        told = {"kind": "paragraph", "paragraph": number}
        if number == 3:
            told = {"kind": "document", "file": digest(MINUTES)}
        found.append(next_link(CHAIN, found[-1] if found else None, canonical(told)))
    return found


def proof() -> ChainProof:
    """The proof of the second and third links, up to a checkpoint of the fourth."""
    chain = links()
    head = {CHAIN: Head(chain[-1].index, chain[-1].digest)}
    vouched = next_checkpoint(None, head, "2024-04-02T08:00:00+00:00", KEY)

    def lines() -> Iterator[str]:
        return (link.line() for link in chain[1:])

    proved = (
        ProvedRecord(2, chain[1].digest, "§ 2"),
        ProvedRecord(3, chain[2].digest, "Protokoll", digest(MINUTES)),
    )
    return ChainProof(CHAIN, vouched.line(), proved, lines)


def packed(
    given: tuple[Aggregation, ...] | None = None, *, proved: ChainProof | None = None
) -> tuple[bytes, Contents]:
    """Write the delivery to bytes."""
    out = io.BytesIO()
    contents = write_archive_package(
        out,
        DELIVERY,
        Whole(
            aggregations() if given is None else given,
            Mapped({}),
            proof() if proved is None else proved,
            ("1 pågående ärende är inte med.",),
        ),
    )
    return out.getvalue(), contents


def titled(title: str) -> tuple[Aggregation, ...]:
    """The case alone, under another title, which its first record has too."""
    case = aggregations()[0]
    first, *rest = case.records
    return (replace(case, title=title, records=(replace(first, title=title), *rest)),)
