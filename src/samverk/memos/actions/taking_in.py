"""Taking a Word file into a memo: what fits a part is added to it, the rest is kept beside."""

from __future__ import annotations

from samverk.documents.docx_reading import UnreadableError, read_docx
from samverk.foundation import acts
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.files.kinds import WORD, file_fault
from samverk.foundation.files.scanning import refuse_infected
from samverk.foundation.permissions import require
from samverk.memos.access import may_write_memo
from samverk.memos.actions.doors import act_on, carry_out, hold
from samverk.memos.actions.writing import NewPart, saved
from samverk.memos.content import Content, Names, Points, Words, empty, read
from samverk.memos.models import Memo
from samverk.registry.actions import NewFile
from samverk.rules.memos.comparing import paragraphs_of
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.placing import Block, placed
from samverk.rules.memos.proposals import Point

TAKEN_IN = acts.kind("memos.taken_in", "Word-fil inläst i tjänsteskrivelsen")


def take_in(actor: Actor, memo: Memo, file: NewFile, *, key: str) -> Memo:
    """Read a Word file into a memo: each part's text is laid after what is written there.

    Raises InputError for a file that is no Word file, cannot be read, or says nothing.
    """
    require(may_write_memo(actor, memo))
    texts = _texts(actor, memo, file)
    act = act_on(actor, TAKEN_IN, key, memo, file.sha256)

    def take() -> Memo:
        found = hold(memo.pk)
        known = {row.part: row for row in found.parts.all()}
        for part, text in texts.items():
            row = known.get(part.value)
            before = read(part, row.content) if row else empty(part)
            content = _added(before, text)
            saved(actor, found, NewPart(part, content, row.version if row else 0))
        return found

    return carry_out(memo, act, take)


def _texts(actor: Actor, memo: Memo, file: NewFile) -> dict[Part, str]:
    if fault := file_fault(file.name, file.content, [WORD]):
        raise InputError(f"Filen {fault}", field="file")
    refuse_infected(actor, file.content, file.sha256)
    try:
        blocks = read_docx(file.content)
    except UnreadableError as problem:
        raise InputError(
            "Filen gick inte att läsa. Spara om den i Word och försök igen.", field="file"
        ) from problem
    found = placed((Block(block.text, block.level) for block in blocks), memo.layout)
    texts = found.texts | ({Part.KEPT: found.kept} if found.kept else {})
    if not texts:
        raise InputError("Filen innehåller ingen text.", field="file")
    return texts


def _added(before: Content, text: str) -> Content:
    match before:
        case Points(points):
            return Points((*points, *map(Point, paragraphs_of(text))))
        case Names(names):
            return Names((*names, *paragraphs_of(text)))
        case Words(written):
            return Words(f"{written.rstrip()}\n\n{text}" if written.strip() else text)
        case _:
            raise AssertionError(before)
