"""What is followed, and what is new of it: all as the public reads it, inside ``opened``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import BigIntegerField, Max, Q, QuerySet
from django.db.models.functions import Left
from django.http import QueryDict
from django.urls import reverse

from samverk.foundation.errors import NotFoundError
from samverk.publishing import news
from samverk.publishing.addresses import address_of
from samverk.publishing.models import Kind, OpenRecord, What, Withdrawn
from samverk.publishing.news import NEWS, News
from samverk.publishing.queries.searched import (
    FIELDS,
    changed_and_found,
    described,
    found_by,
)

ENTRIES = 50
LONGEST_QUERY = 2_000
BEGINNING = 1_000
GONE = "Det du vill följa finns inte bland det som är publicerat."
# A calendar shows what is to come, and what lately was
PAST = timedelta(days=90)
MOST_TO_COME, MOST_PAST = 2_000, 1_000
ALL = "alla"
OF_MEETINGS = {"organ": Kind.BODY.value, "organisation": Kind.ORGANISATION.value}
OF: dict[str, str] = {
    What.BODY: Kind.BODY.value,
    What.CASE: Kind.CASE.value,
    What.BOARD: Kind.ORGANISATION.value,
}


@dataclass(frozen=True, slots=True)
class Target:
    """Something to follow: by its kind and number, or a search by what was asked."""

    what: str
    subject: int = 0
    query: str = ""

    @property
    def arguments(self) -> tuple[str, int]:
        """Give what stands in its addresses."""
        return self.what, self.subject

    def address(self, name: str, *more: str) -> str:
        """Answer the address of one of its pages."""
        if self.what == What.SEARCH:
            return f"{reverse(f'{name}_search', args=more)}?{self.query}"
        return reverse(name, args=[*self.arguments, *more])


@dataclass(frozen=True, slots=True)
class Followed:
    """A target that stands published: what it is called, of whom, and where its page is."""

    target: Target
    name: str
    owner: str
    path: str


def followed(target: Target) -> Followed:
    """Find what is followed. Raises NotFoundError when it is not, or no more, published."""
    found = all_followed([target]).get(target)
    if found is None:
        raise NotFoundError(GONE)
    return found


def all_followed(targets: Iterable[Target]) -> dict[Target, Followed]:
    """Find those of some targets that stand published, in two questions however many they are."""
    asked = [one for one in targets if one.subject <= BigIntegerField.MAX_BIGINT]
    rows = standing((OF[one.what], one.subject) for one in asked if one.what in OF)
    found = {
        (one.kind, one.source): one
        for one in rows.only("kind", "source", "title", "number", "organisation")
    }
    owners = _names_of(found.values())
    return {
        target: _followed(target, record, owners)
        for target in asked
        if (record := found.get((OF.get(target.what, ""), target.subject)))
        or target.what == What.SEARCH
    }


def _followed(
    target: Target, record: OpenRecord | None, owners: Mapping[int | None, str]
) -> Followed:
    if record is None:
        path = f"{reverse('open_search')}?{target.query}"
        return Followed(target, f"sökningen {described(target.query)}", "", path)
    title = news.one_line(f"{record.number} {record.title}")
    if target.what == What.BOARD:
        path = f"{reverse('open_notices')}?organisation={target.subject}"
        return Followed(target, f"anslagstavlan hos {title}", "", path)
    owner = owners.get(record.organisation, "")
    return Followed(target, title, owner, address_of(record.kind, record.source))


def _names_of(records: Iterable[OpenRecord]) -> dict[int | None, str]:
    """Name the organisations that some records are of."""
    wanted = {one.organisation for one in records if one.organisation is not None}
    rows = OpenRecord.objects.filter(kind=Kind.ORGANISATION, source__in=wanted)
    titles = rows.values_list("source", "title") if wanted else ()
    return {source: news.one_line(title) for source, title in titles}


def search_target(given: QueryDict) -> Target:
    """Give the search that an address asks for, in one order and without what is not asked.

    Raises NotFoundError for one that asks for nothing, or at too great a length.
    """
    asked = [(name, news.one_line(value)) for name in FIELDS for value in given.getlist(name)]
    query = urlencode(sorted({pair for pair in asked if pair[1]}))
    if not query or len(query) > LONGEST_QUERY:
        raise NotFoundError(GONE)
    return Target(What.SEARCH.value, 0, query)


def rows_of(target: Target) -> QuerySet[OpenRecord]:
    """Choose the published things that are news of a target."""
    rows = OpenRecord.objects.filter(kind__in=NEWS)
    match What(target.what):
        case What.BODY:
            told = Q(kind=Kind.MEETING) | Q(kind=Kind.NOTICE, status=news.UP)
            told |= Q(kind=Kind.ITEM, status=news.ADJUSTED)
            alone = Q(data__item=None) | Q(data__item__isnull=True)
            told |= Q(kind=Kind.DECISION) & alone
            return rows.filter(told, body=target.subject)
        case What.BOARD:
            return rows.filter(kind=Kind.NOTICE, status=news.UP, organisation=target.subject)
        case What.CASE:
            of_it = Q(case=target.subject) & ~Q(kind=Kind.CASE)
            return rows.filter(of_it | Q(kind=Kind.CASE, source=target.subject))
        case What.SEARCH:
            return found_by(target.query).filter(kind__in=NEWS)


def entries(target: Target, most: int = ENTRIES) -> list[News]:
    """List the latest news of a target, what was changed last first."""
    return told(rows_of(target).order_by("-modified_at", "-id")[:most])


def told(rows: QuerySet[OpenRecord]) -> list[News]:
    """Tell what each of the rows says, without reading their whole texts."""
    begun = rows.defer("text", "words").annotate(beginning=Left("text", BEGINNING))
    return [news.news_of(one, one.beginning) for one in begun]


def standing(pairs: Iterable[tuple[str, int]]) -> QuerySet[OpenRecord]:
    """Choose those of these things, by kind and number, that stand published."""
    by_kind: dict[str, list[int]] = {}
    for kind, source in pairs:
        by_kind.setdefault(kind, []).append(source)
    wanted = Q(pk__in=[])
    for kind, sources in by_kind.items():
        wanted |= Q(kind=kind, source__in=sources)
    return OpenRecord.objects.filter(wanted).order_by("day", "meeting", "kind", "id")


def changed_since(moment: datetime) -> Iterator[OpenRecord]:
    """Give the published things that have changed since a moment, without their texts."""
    rows = OpenRecord.objects.filter(kind__in=NEWS, modified_at__gt=moment)
    return rows.defer("text", "words").order_by("modified_at", "id").iterator(chunk_size=500)


def withdrawn_last() -> datetime | None:
    """Answer when something was last withdrawn: a feed may have lost an entry then."""
    found: datetime | None = Withdrawn.objects.aggregate(last=Max("withdrawn_at"))["last"]
    return found


def meetings_of(what: str, subject: int, today: date) -> list[OpenRecord]:
    """List the meetings of a body, an organisation or all: what is to come, and what lately was."""
    rows = OpenRecord.objects.filter(kind=Kind.MEETING, day__isnull=False)
    if what != ALL:
        rows = rows.filter(**{OF_MEETINGS[what]: subject})
    rows = rows.defer("text", "words")
    to_come = rows.filter(day__gte=today).order_by("day", "id")[:MOST_TO_COME]
    past = rows.filter(day__lt=today, day__gte=today - PAST).order_by("-day", "-id")[:MOST_PAST]
    return [*reversed(past), *to_come]


def meetings_name(what: str, subject: int) -> str:
    """Name the calendar of the meetings. Raises NotFoundError for whom is not published."""
    if what == ALL:
        return "Sammanträden"
    record = OpenRecord.objects.filter(kind=OF_MEETINGS[what], source=subject)
    found = record.only("title", "organisation").first()
    if found is None:
        raise NotFoundError(GONE)
    owner = _names_of([found]).get(found.organisation, "") if what == What.BODY else ""
    return f"Sammanträden: {news.one_line(found.title)}" + (f", {owner}" if owner else "")


def targets_of(record: OpenRecord) -> set[tuple[str, int, str]]:
    """List what a published thing is news of, but for searches: as ``rows_of`` chooses them."""
    found = set()
    if record.body is not None and news.is_of_a_body(record):
        found.add((What.BODY.value, record.body, ""))
    if record.kind == Kind.NOTICE and record.status == news.UP and record.organisation is not None:
        found.add((What.BOARD.value, record.organisation, ""))
    if record.kind == Kind.CASE:
        found.add((What.CASE.value, record.source, ""))
    elif record.case is not None:
        found.add((What.CASE.value, record.case, ""))
    return found


def matching_since(query: str, moment: datetime) -> list[OpenRecord]:
    """List what a search finds among what has changed since a moment."""
    return changed_and_found(query, moment, NEWS)
