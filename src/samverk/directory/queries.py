"""Reads of the directory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Exists, FilteredRelation, OuterRef

from samverk.directory.models import AdjustmentForm as AdjustmentForm
from samverk.directory.models import Body as Body
from samverk.directory.models import BodyKind as BodyKind
from samverk.directory.models import BodyTerms as BodyTerms
from samverk.directory.models import CallingOrder as CallingOrder
from samverk.directory.models import Distance as Distance
from samverk.directory.models import ImmediateAdjustment as ImmediateAdjustment
from samverk.directory.models import Numbering as Numbering
from samverk.directory.models import Organisation, Party
from samverk.directory.models import OrganisationKind as OrganisationKind
from samverk.directory.models import Person as Person
from samverk.directory.models import Seat as Seat
from samverk.directory.models import SeatHolding as SeatHolding
from samverk.directory.models import SeatRole as SeatRole
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.models import AccountBinding, RoleAssignment
from samverk.foundation.periods import in_force
from samverk.foundation.sorting import swedish_key
from samverk.rules.diary import FORMATS, DiaryNumber, read_diary_number


@dataclass(frozen=True, slots=True)
class BodyRef:
    """A body as other rooms know it: its id, names and organisation."""

    id: int
    name: str
    abbreviation: str
    kind: str
    organisation: int
    organisation_name: str
    organisation_short_name: str
    organisation_slug: str

    @property
    def full_name(self) -> str:
        """Name the body with its organisation."""
        return f"{self.name}, {self.organisation_short_name}"

    @property
    def kind_name(self) -> str:
        """Name what the body is."""
        return str(BodyKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class OrganisationRef:
    """An organisation as other rooms know it."""

    id: int
    kind: str
    name: str
    short_name: str
    slug: str
    number: str = ""

    @property
    def kind_name(self) -> str:
        """Name what the organisation is."""
        return str(OrganisationKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who holds a seat on a day."""

    person: str
    party: str
    role: str
    substitute: bool
    seat: int
    from_date: date
    to_date: date | None


def body_ref(body: int) -> BodyRef:
    """Answer which body this is; raises NotFoundError."""
    found = Body.objects.select_related("organisation").filter(pk=body).first()
    if found is None:
        raise NotFoundError("Organet finns inte.")
    return _body(found)


def bodies(*, organisation: int | None = None) -> list[BodyRef]:
    """List bodies, of one organisation or all, by organisation and name."""
    found = Body.objects.select_related("organisation")
    if organisation is not None:
        found = found.filter(organisation=organisation)
    listed = [_body(body) for body in found]
    return sorted(listed, key=lambda b: (swedish_key(b.organisation_name), swedish_key(b.name)))


def body_ids(organisations: Iterable[int]) -> list[int]:
    """List the bodies (ids) of some organisations (ids)."""
    rows = Body.objects.filter(organisation__in=set(organisations))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def committees(body: int) -> list[BodyRef]:
    """List the committees under a body."""
    found = Body.objects.select_related("organisation").filter(parent=body)
    return sorted((_body(one) for one in found), key=lambda b: swedish_key(b.name))


def diaries_of(body: int) -> tuple[int, ...]:
    """List whose diaries (ids) a body's matters may stand in: its own, then that of another.

    A committee works in its parent's matters, and a council's are kept by the executive board of the
    same organisation: neither need have a diary of its own.
    """
    found = Body.objects.get(pk=body)
    if found.parent_id:
        return body, found.parent_id
    if found.kind != BodyKind.COUNCIL:
        return (body,)
    kept = Body.objects.filter(organisation=found.organisation_id, kind=BodyKind.EXECUTIVE)
    return body, *kept.order_by("pk").values_list("pk", flat=True)


def _body(body: Body) -> BodyRef:
    return BodyRef(
        body.pk,
        body.name,
        body.abbreviation,
        body.kind,
        body.organisation_id,
        body.organisation.name,
        body.organisation.short_name,
        body.organisation.slug,
    )


def organisation_by_slug(slug: str) -> OrganisationRef:
    """Answer which organisation has this address; raises NotFoundError."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise NotFoundError("Organisationen finns inte.")
    return _organisation(found)


def organisation_by_id(organisation: int) -> OrganisationRef:
    """Answer which organisation this is; raises NotFoundError."""
    found = Organisation.objects.filter(pk=organisation).first()
    if found is None:
        raise NotFoundError("Organisationen finns inte.")
    return _organisation(found)


def organisations() -> list[OrganisationRef]:
    """List all organisations by name."""
    found = [_organisation(one) for one in Organisation.objects.all()]
    return sorted(found, key=lambda o: swedish_key(o.name))


def organisations_with_bodies() -> list[tuple[OrganisationRef, list[BodyRef]]]:
    """List all organisations by name, each with its bodies, in two queries."""
    grouped: dict[int, list[BodyRef]] = defaultdict(list)
    for body in bodies():
        grouped[body.organisation].append(body)
    return [(one, grouped[one.id]) for one in organisations()]


def party_abbreviations() -> list[str]:
    """List the parties by the abbreviation that minutes use."""
    return sorted(Party.objects.values_list("abbreviation", flat=True), key=swedish_key)


def parties() -> list[Party]:
    """List the parties by name."""
    return sorted(Party.objects.all(), key=lambda party: swedish_key(party.name))


def _organisation(found: Organisation) -> OrganisationRef:
    return OrganisationRef(
        found.pk, found.kind, found.name, found.short_name, found.slug, found.number
    )


def terms_on(body: int, day: date) -> BodyTerms | None:
    """Answer which by-laws are in force for a body on a day; None when none are registered."""
    return BodyTerms.objects.filter(in_force(day), body=body).first()


def calling_order_on(body: int, day: date) -> CallingOrder | None:
    """Answer in what order a body's substitutes are called on a day; None when none is registered."""
    return CallingOrder.objects.filter(in_force(day), body=body).first()


def terms_of(body: int) -> list[BodyTerms]:
    """List all by-laws registered for a body, latest first."""
    return list(BodyTerms.objects.filter(body=body).order_by("-from_date"))


def terms_of_bodies(bodies: Iterable[int]) -> dict[int, list[BodyTerms]]:
    """List all by-laws of several bodies (ids), by body."""
    found: dict[int, list[BodyTerms]] = defaultdict(list)
    for terms in BodyTerms.objects.filter(body__in=list(bodies)):
        found[terms.body_id].append(terms)
    return found


def diary_format(body: int, day: date) -> str:
    """Answer which diary format the body's by-laws set on a day; "" when they set none."""
    terms = terms_on(body, day)
    return terms.diary_format if terms else ""


@cache
def numbering_formats() -> dict[str, str]:
    """Map each format that can number new cases by itself to a number written in it.

    Those that need a class from a filing plan cannot: what they write does not read back.
    """
    found = {}
    for row in FORMATS:
        number = DiaryNumber(2024, 17, "017", row.name, body="SN")
        read = read_diary_number(number.written()).value
        if read and (read.year, read.number) == (2024, 17):
            found[row.name] = number.written()
    return found


def seats_on(body: int, day: date) -> list[tuple[Seat, SeatHolding | None]]:
    """List the seats that a body had on a day, members before substitutes, with who held each.

    One that was first filled later did not exist yet; one that nobody has held is there.
    """
    ever = SeatHolding.objects.filter(seat=OuterRef("pk"))
    seats = (
        Seat.objects.filter(~Exists(ever) | Exists(ever.filter(from_date__lte=day)), body=body)
        .annotate(held=FilteredRelation("holdings", condition=in_force(day, "holdings")))
        .select_related("held__person", "held__party", "held__appointed_by")  # type: ignore[misc]
    )
    return [(seat, getattr(seat, "held", None)) for seat in seats.order_by("substitute", "number")]


def chairs_on(bodies: Iterable[int], day: date) -> dict[int, str]:
    """Name who is the chair of each body (id) on a day; one where nobody is noted as that is left out."""
    rows = SeatHolding.objects.filter(in_force(day), seat__body__in=list(bodies))
    held = rows.filter(role=SeatRole.CHAIR).order_by("-id")
    return dict(held.values_list("seat__body", "person__name"))


def called_of(
    held: Sequence[tuple[Seat, SeatHolding | None]], members: int | None
) -> list[tuple[Seat, SeatHolding | None]]:
    """Choose the members' seats that are called of a day's: as many as the by-laws state.

    All when the by-laws do not say (None). Seats that somebody holds go before vacant ones, and
    lower numbers before higher; what is chosen stands in the order of the numbers.
    """
    own = [(seat, holding) for seat, holding in held if not seat.substitute]
    if not members:
        return own
    first = sorted(own, key=lambda row: (row[1] is None, row[0].number))[:members]
    return sorted(first, key=lambda row: row[0].number)


def last_holdings(seats: Iterable[int], day: date) -> dict[int, SeatHolding]:
    """Answer who last held each of some seats (ids) before a day; those that nobody held are left out."""
    rows = SeatHolding.objects.filter(seat__in=list(seats), to_date__lt=day)
    rows = rows.select_related("person", "party", "appointed_by").order_by("to_date")
    return {holding.seat_id: holding for holding in rows}


def holding_by_id(holding: int) -> SeatHolding:
    """Answer which holding this is, with its seat and body; raises NotFoundError."""
    rows = SeatHolding.objects.select_related("person", "seat__body__organisation")
    found = rows.filter(pk=holding).first()
    if found is None:
        raise NotFoundError("Uppdraget finns inte.")
    return found


def holders(body: int, day: date) -> list[Holder]:
    """List who holds the seats of a body on a day, members before substitutes."""
    found = (
        SeatHolding.objects.filter(in_force(day), seat__body=body)
        .select_related("person", "party", "seat")
        .order_by("seat__substitute", "seat__number")
    )
    return [
        Holder(
            h.person.name,
            h.party.abbreviation if h.party else "",
            h.get_role_display(),
            h.seat.substitute,
            h.seat.number,
            h.from_date,
            h.to_date,
        )
        for h in found
    ]


def people_in_seats(body: int, day: date) -> list[tuple[int, str]]:
    """List those who hold a seat in a body on a day, members before substitutes: id and name."""
    held = (holding for _, holding in seats_on(body, day) if holding)
    return [(one.person_id, one.person.name) for one in held]


def accounts_in(organisation: int) -> list[tuple[int, str]]:
    """List the accounts that hold a role in an organisation today: user id, and name with address."""
    held = RoleAssignment.objects.filter(
        in_force(clock.today()), organisation=organisation, user__is_active=True
    )
    found = {row.user_id: row.user for row in held.select_related("user")}
    rows = [(pk, f"{user.full_name}, {user.email}") for pk, user in found.items()]
    return sorted(rows, key=lambda row: swedish_key(row[1]))


def bindings_in(body: int, day: date) -> list[AccountBinding]:
    """List the accounts that belong to those who hold a seat in a body on a day."""
    people = [person for person, _ in people_in_seats(body, day)]
    rows = AccountBinding.objects.filter(person__in=people, released_at__isnull=True)
    found = rows.select_related("user", "person")
    return sorted(found, key=lambda row: swedish_key(row.person.name))


def binding_in(body: int, binding: int) -> AccountBinding | None:
    """Find a binding of somebody who holds or has held a seat in a body."""
    rows = AccountBinding.objects.filter(pk=binding, person__holdings__seat__body=body)
    return rows.select_related("user", "person").first()


def holds_seat(body: int, person: int, day: date) -> bool:
    """Answer whether a person (id) holds a seat in a body on a day, as member or substitute."""
    held = SeatHolding.objects.filter(in_force(day), seat__body=body, person=person)
    return held.exists()


def seats_of(body: int, person: int, day: date) -> list[Seat]:
    """List the seats that a person (id) holds in a body on a day."""
    held = SeatHolding.objects.filter(in_force(day), seat__body=body, person=person)
    return [holding.seat for holding in held.select_related("seat")]


def addresses_of(people: Iterable[int]) -> list[str]:
    """List the e-mail addresses of the accounts that belong to some people (ids)."""
    rows = AccountBinding.objects.filter(person__in=list(people), released_at__isnull=True)
    own = rows.filter(user__is_active=True).order_by("id")
    return list(own.values_list("user__email", flat=True))


def persons_by_id(people: Iterable[int]) -> dict[int, Person]:
    """Find some people by their ids."""
    return Person.objects.in_bulk(list(people))


def bodies_in(organisations: Iterable[int]) -> list[Body]:
    """List the bodies of some organisations (ids), those that have ended among them."""
    return list(Body.objects.filter(organisation__in=list(organisations)).order_by("pk"))


def holdings_in(organisations: Iterable[int], day: date) -> list[SeatHolding]:
    """List who holds which seat on a day in the bodies of some organisations (ids), in one query."""
    rows = SeatHolding.objects.filter(
        in_force(day), seat__body__organisation__in=list(organisations)
    )
    return list(rows.select_related("person", "party", "seat__body", "appointed_by").order_by("pk"))


def elected_in(organisation: int) -> list[Person]:
    """List everybody who has or has had a seat in a body of an organisation (id), by name, in one query."""
    rows = Person.objects.filter(holdings__seat__body__organisation=organisation)
    return sorted(rows.distinct(), key=lambda one: swedish_key(one.name))
