"""Reads of the archive's tables: authorities with their mapping, the plan, and the packages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection

from samverk.directory import queries as directory
from samverk.documents.archive.mapping import LABELS, PLACES, WORDS, Mapped, Term, Value, Word
from samverk.foundation.actors import Actor
from samverk.foundation.barring import barred_for
from samverk.foundation.errors import NotFoundError
from samverk.foundation.permissions import (
    Allowed,
    Denied,
    Permission,
    Right,
    may,
    may_for_some_body,
    may_open,
    require,
)
from samverk.publishing.models import (
    ArchiveAuthority,
    ArchivePackage,
    MappingRow,
    PackagePart,
    PackageState,
    PlanRow,
)
from samverk.rules.information_plan import Counted, PlanTerm

MINUTES = "minutes"
# Minutes are kept, as everybody takes for granted and no source here has confirmed
DEFAULT_TERMS = {MINUTES: PlanTerm()}
BARRED = "Paketet har uppgifter som du inte får ta del av, eftersom du är jävig i ett av ärendena."
MISSING = "Paketet finns inte."


def may_deliver(actor: Actor, body: directory.BodyRef) -> Permission:
    """Answer whether ``actor`` may make packages of a body, and see those made."""
    return may(actor, Right.DELIVER_TO_ARCHIVE, organisation=body.organisation, body=body.id)


def may_set_archive(actor: Actor, organisation: int) -> Permission:
    """Answer whether ``actor`` may say what an organisation's archive authorities want."""
    right = Right.DELIVER_TO_ARCHIVE
    return may_for_some_body(actor, right, organisation=organisation, body=None)


def bodies_to_deliver(actor: Actor) -> list[directory.BodyRef]:
    """List the bodies whose packages ``actor`` may make."""
    return [each for each in directory.bodies() if may_deliver(actor, each)]


def authority_by_id(authority: int) -> ArchiveAuthority:
    """Answer which archive authority this is; raises NotFoundError."""
    found = ArchiveAuthority.objects.select_related("organisation").filter(pk=authority).first()
    if found is None:
        raise NotFoundError("Arkivmyndigheten finns inte.")
    return found


def authorities_of(organisations: Iterable[int]) -> list[ArchiveAuthority]:
    """List the archive authorities of some organisations, by name."""
    found = ArchiveAuthority.objects.filter(organisation__in=list(organisations))
    return list(found.select_related("organisation").order_by("organisation__name", "name"))


def mapped_on(authority: int, day: date) -> Mapped:
    """Gather what an archive authority wants on a day."""
    return Mapped({key: Value(row.value, row.other) for key, row in _rows_on(authority, day)})


def _rows_on(authority: int, day: date) -> list[tuple[tuple[Term, str], MappingRow]]:
    rows = MappingRow.objects.filter(authority=authority, from_date__lte=day)
    latest = rows.order_by("term", "own", "-from_date", "-id").distinct("term", "own")
    return [((Term(row.term), row.own), row) for row in latest]


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word of ours as an archive authority has it: the value that holds, and the row that says so.

    ``row`` is None where the default does. ``coming`` begins later.
    """

    word: Word
    value: Value
    row: MappingRow | None
    coming: MappingRow | None


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The words of one kind, and where their values stand in the metadata."""

    term: Term
    label: str
    place: str
    rows: tuple[WordRow, ...]


def mapping_table(authority: int, day: date) -> list[TermGroup]:
    """Gather an archive authority's whole mapping on a day."""
    held = dict(_rows_on(authority, day))
    later = MappingRow.objects.filter(authority=authority, from_date__gt=day)
    ordered = later.order_by("term", "own", "from_date", "-id").distinct("term", "own")
    coming = {(Term(row.term), row.own): row for row in ordered}
    return [
        TermGroup(
            term,
            LABELS[term],
            PLACES[term],
            tuple(_word_row(word, held, coming) for word in WORDS if word.term is term),
        )
        for term in Term
    ]


def _word_row(
    word: Word,
    held: dict[tuple[Term, str], MappingRow],
    coming: dict[tuple[Term, str], MappingRow],
) -> WordRow:
    key = (word.term, word.own)
    row = held.get(key)
    value = Value(row.value, row.other) if row else word.default
    return WordRow(word, value, row, coming.get(key))


def earlier_rows(authority: int, word: Word) -> list[MappingRow]:
    """List all rows of a word at an archive authority, the latest first."""
    rows = MappingRow.objects.filter(authority=authority, term=word.term.value, own=word.own)
    return list(rows.order_by("-from_date", "-id"))


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A kind of document in a board's plan: the term that holds, and the row that says so.

    ``row`` is None for a default; ``term`` None where neither is.
    """

    kind: str
    label: str
    term: PlanTerm | None
    row: PlanRow | None
    coming: PlanRow | None = None


def term_of(row: PlanRow) -> PlanTerm:
    """Give a row as the rules know it."""
    counted = Counted(row.counted)
    return PlanTerm(row.years, counted, row.by_year_end, row.ground, row.decided_on)


def kinds() -> dict[str, str]:
    """Give the kinds of documents that a plan speaks of, with their Swedish names."""
    return {word.own: word.label for word in WORDS if word.term is Term.DOCUMENT_KIND}


def plan_on(body: int, day: date) -> list[PlanLine]:
    """Gather a board's plan on a day: a line for every kind of document."""
    rows = PlanRow.objects.filter(body=body, from_date__lte=day)
    held = {row.kind: row for row in _latest(rows.order_by("kind", "-from_date", "-id"))}
    later = PlanRow.objects.filter(body=body, from_date__gt=day)
    coming = {row.kind: row for row in _latest(later.order_by("kind", "from_date", "-id"))}
    return [_plan_line(kind, label, held, coming) for kind, label in kinds().items()]


def _latest(rows: Iterable[PlanRow]) -> list[PlanRow]:
    first: dict[str, PlanRow] = {}
    for row in rows:
        first.setdefault(row.kind, row)
    return list(first.values())


def _plan_line(
    kind: str, label: str, held: dict[str, PlanRow], coming: dict[str, PlanRow]
) -> PlanLine:
    row = held.get(kind)
    term = term_of(row) if row else DEFAULT_TERMS.get(kind)
    return PlanLine(kind, label, term, row, coming.get(kind))


def terms_on(body: int, day: date) -> dict[str, PlanTerm]:
    """Give the terms of a board's plan on a day, by kind of document."""
    return {line.kind: line.term for line in plan_on(body, day) if line.term}


def packages_of(body: int, *, limit: int = 100) -> list[ArchivePackage]:
    """List a body's packages, the latest first."""
    found = ArchivePackage.objects.filter(body=body).select_related("authority", "case")
    return list(found.order_by("-asked_at", "-id")[:limit])


def package_for(package: int, actor: Actor) -> ArchivePackage:
    """Find a package for one who may make packages of its body.

    Raises NotFoundError, and NotAllowedError for others.
    """
    rows = ArchivePackage.objects.select_related("authority", "case", "body__organisation")
    found = rows.filter(pk=package).first()
    if found is None:
        raise NotFoundError(MISSING)
    require(may_deliver(actor, directory.body_ref(found.body_id)))
    return found


def may_take(actor: Actor, package: ArchivePackage) -> Permission:
    """Answer whether ``actor`` may take a package's file: what is secret in it must be theirs to read."""
    if package.state == PackageState.REMOVED:
        return Denied(package.message)
    if package.state != PackageState.DONE:
        return Denied("Paketet är inte klart.")
    if not package.with_secrets:
        return Allowed()
    allowed = may_open(actor, package.body_id)
    if not allowed:
        return allowed
    barred = barred_for(actor)
    held = (
        (barred.cases, package.secret_cases),
        (barred.documents, package.secret_documents),
        (barred.items, package.secret_items),
    )
    if any(shut & set(inside) for shut, inside in held):
        return Denied(BARRED)
    return Allowed()


def parts_of(package: int) -> list[int]:
    """List the pieces (ids) of a package's file in order; inside its compartment if it is secret."""
    rows = PackagePart.objects.filter(package=package).order_by("number")
    return list(rows.values_list("pk", flat=True))


def part(found: int) -> bytes:
    """Give the bytes of a piece; raises NotFoundError for one that the wall hides."""
    content = PackagePart.objects.filter(pk=found).values_list("content", flat=True).first()
    if content is None:
        raise NotFoundError(MISSING)
    return bytes(content)


LOCK = "SELECT pg_try_advisory_lock(hashtext('arkivpaket'), %s)"
UNLOCK = "SELECT pg_advisory_unlock(hashtext('arkivpaket'), %s)"


@contextmanager
def alone_with(package: int) -> Iterator[bool]:
    """Answer whether nobody else is making a package (id) now, and keep others from it inside."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [package])
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute(UNLOCK, [package])


def left_to_make(*, limit: int = 20) -> list[int]:
    """List the packages (ids) that are asked for and not made, the oldest first."""
    rows = ArchivePackage.objects.filter(state=PackageState.ASKED).order_by("asked_at", "pk")
    return list(rows.values_list("pk", flat=True)[:limit])
