"""Decisions cited before they were taken."""

from __future__ import annotations

from collections.abc import Iterator

from samverk.intake.lints.lint import Found, Lint, in_record, label
from samverk.intake.reading.batch import Reading


def _later(reading: Reading) -> Iterator[Found]:
    for record in reading.paragraphs:
        for citation in record.citations:
            if record.date and citation.date and citation.date > record.date:
                number = f" § {citation.paragraph}" if citation.paragraph else ""
                text = (
                    f"{label(record)} är daterad {record.date} men åberopar "
                    f"{citation.body or 'ett beslut'} {citation.date}{number}."
                )
                yield in_record(text, record, citation.place)


LATER = Lint(
    "citation-later",
    "Åberopar ett beslut som inte fanns",
    "Ett beslut kan inte åberopas före sin egen dag: en av dagarna är fel.",
    "fault",
    _later,
)
LINTS = (LATER,)
