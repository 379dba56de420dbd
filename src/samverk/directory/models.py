"""Organisations, their bodies, and the people who hold seats."""

from __future__ import annotations

from datetime import date

import pghistory
from django.db import models
from django.db.models import Q

from samverk.foundation.periods import ends_after_it_begins, no_overlap
from samverk.rules.minutes.layouts import Layout, layout_named
from samverk.rules.serving import OrderKind


class OrganisationKind(models.TextChoices):
    """What an organisation is (organisationstyp)."""

    MUNICIPALITY = "municipality", "kommun"
    REGION = "region", "region"
    AGENCY = "agency", "statlig myndighet"
    FEDERATION = "federation", "samordningsförbund"
    PRIVATE = "private", "enskild utförare"


class BodyKind(models.TextChoices):
    """What a body is (organtyp); council and executive board are named for their duties in KL."""

    COUNCIL = "council", "fullmäktige"
    EXECUTIVE = "executive", "kommunstyrelse"
    BOARD = "board", "nämnd"
    COMMITTEE = "committee", "utskott"
    FEDERATION_BOARD = "federation_board", "förbundsstyrelse"
    ADMINISTRATION = "administration", "förvaltning"
    HEAD = "head", "myndighetens ledning"


class SeatRole(models.TextChoices):
    """What a seat holder is in the body (uppdrag)."""

    CHAIR = "chair", "ordförande"
    VICE_CHAIR = "vice_chair", "vice ordförande"
    SECOND_VICE_CHAIR = "second_vice_chair", "2:e vice ordförande"
    MEMBER = "member", "ledamot"
    SUBSTITUTE = "substitute", "ersättare"


class ServiceOrder(models.TextChoices):
    """By what order substitutes are called in (inkallelseordning); the values are the rules' own."""

    PARTY_LIST = OrderKind.PARTY_LIST.value, "partiets ordning i valkretsen (fullmäktige)"
    FIXED = OrderKind.FIXED.value, "en ordning som är bestämd i förväg"
    SAME_MEMBER = OrderKind.SAME_MEMBER.value, "ersättare för samma förbundsmedlem"


class Distance(models.TextChoices):
    """What is decided about taking part at a distance (distansdeltagande)."""

    UNKNOWN = "", "inte angivet"
    NO = "no", "inte tillåtet"
    IMAGE = "image", "tillåtet med ljud och bild"
    SOUND = "sound", "tillåtet, av särskilda skäl även med enbart ljud"


class Numbering(models.TextChoices):
    """How paragraphs are numbered (paragrafnumrering)."""

    YEAR = "year", "löpande under kalenderåret"
    MEETING = "meeting", "från 1 vid varje sammanträde"


class AdjustmentForm(models.TextChoices):
    """How minutes are signed (justeringens form)."""

    UNKNOWN = "", "inte angivet"
    PAPER = "paper", "underskrift på papper"
    ELECTRONIC = "electronic", "elektronisk underskrift"


class ImmediateAdjustment(models.TextChoices):
    """Who adjusts a paragraph at the meeting itself (omedelbar justering)."""

    UNKNOWN = "", "inte angivet"
    NO = "no", "förekommer inte"
    SIGNERS = "signers", "ordföranden och justerarna undertecknar genast"
    MEETING = "meeting", "sammanträdet godkänner texten och ordföranden undertecknar"


@pghistory.track()
class Organisation(models.Model):
    """A municipality, region, agency or federation (organisation). ``slug`` is its place in URLs."""

    kind = models.CharField("typ", max_length=20, choices=OrganisationKind.choices)
    name = models.CharField("namn", max_length=200, unique=True)
    short_name = models.CharField("kortnamn", max_length=60)
    slug = models.SlugField("adress", max_length=60, unique=True)
    number = models.CharField("organisationsnummer", max_length=20, blank=True)

    class Meta:
        verbose_name = "organisation"
        verbose_name_plural = "organisationer"

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Body(models.Model):
    """A body (organ) that decides or prepares; each board is an authority with its own diary."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bodies")
    kind = models.CharField("typ", max_length=20, choices=BodyKind.choices)
    name = models.CharField("namn", max_length=200)
    abbreviation = models.CharField("förkortning", max_length=20, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="committees", null=True, blank=True
    )
    from_date = models.DateField("från", null=True, blank=True)
    to_date = models.DateField("till", null=True, blank=True)

    class Meta:
        verbose_name = "organ"
        verbose_name_plural = "organ"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="body_named_once"),
            models.CheckConstraint(
                condition=~Q(kind=BodyKind.COMMITTEE) | Q(parent__isnull=False),
                name="committee_has_a_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation.short_name}"


@pghistory.track()
class BodyTerms(models.Model):
    """What a body's by-laws set for a time (reglemente, arbetsordning), with their source.

    ``diary_format`` names a format of ``samverk.rules.diary``, ``minutes_layout`` one of
    ``samverk.rules.minutes.layouts``. ``calling_days`` and ``announce_days`` count days before the
    meeting. ``service_order`` is empty where the law's own order for that kind of body applies; the
    three switches below it are KL 5:18-5:20, which bind a council and are usual elsewhere.
    ``party_turns`` says whose substitutes are called for a party's seat, in turn:
    {"S": ["S", "V"]}. ``opinions_noted`` is None where nobody has decided whether a substitute who
    does not serve may have an opinion noted (KL 6:17). ``questions_by_fewer`` is a council's decision
    that interpellations and questions are answered also without a quorum (KL 5:45).
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="terms")
    from_date = models.DateField("från")
    to_date = models.DateField("till", null=True, blank=True)
    members = models.PositiveSmallIntegerField("antal ledamöter", null=True, blank=True)
    substitutes = models.PositiveSmallIntegerField("antal ersättare", null=True, blank=True)
    calling_days = models.PositiveSmallIntegerField("kallelsefrist i dagar", null=True, blank=True)
    adjusters = models.PositiveSmallIntegerField(
        "antal justerare utöver ordföranden", null=True, blank=True
    )
    diary_format = models.CharField("diarienummerformat", max_length=60, blank=True)
    announce_days = models.PositiveSmallIntegerField(
        "tillkännagivande i dagar", null=True, blank=True
    )
    service_order = models.CharField(
        "inkallelseordning", max_length=20, choices=ServiceOrder.choices, blank=True
    )
    begun_keeps_priority = models.BooleanField("den som börjat tjänstgöra går före", default=True)
    late_member_takes_over = models.BooleanField("sen ledamot tar över", default=True)
    broken_off_stays_out = models.BooleanField(
        "den som avbrutit tjänstgör inte mer samma dag", default=True
    )
    party_turns = models.JSONField("partiernas turordning", default=dict, blank=True)
    distance = models.CharField(
        "distansdeltagande", max_length=10, choices=Distance.choices, blank=True
    )
    adjustment_form = models.CharField(
        "justeringens form", max_length=12, choices=AdjustmentForm.choices, blank=True
    )
    immediate_adjustment = models.CharField(
        "omedelbar justering", max_length=10, choices=ImmediateAdjustment.choices, blank=True
    )
    numbering = models.CharField(
        "paragrafnumrering", max_length=10, choices=Numbering.choices, default=Numbering.YEAR
    )
    minutes_layout = models.CharField("protokollsmall", max_length=30, blank=True)
    opinions_noted = models.BooleanField("ersättares mening får antecknas", null=True, blank=True)
    questions_by_fewer = models.BooleanField(
        "interpellationer och frågor besvaras även med färre närvarande", default=False
    )
    source = models.CharField("källa", max_length=300)

    class Meta:
        verbose_name = "reglemente"
        verbose_name_plural = "reglementen"
        constraints = [
            ends_after_it_begins("terms_end_after_they_begin"),
            no_overlap("one_terms_at_a_time", "body"),
        ]

    def __str__(self) -> str:
        return f"{self.body} från {self.from_date}"

    @property
    def layout(self) -> Layout:
        """How the body's minutes are laid out."""
        return layout_named(self.minutes_layout)

    def holds_on(self, day: date) -> bool:
        """Answer whether these by-laws hold on ``day``."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


@pghistory.track()
class Party(models.Model):
    """A political party (parti), by the abbreviation used in minutes."""

    abbreviation = models.CharField("förkortning", max_length=10, unique=True)
    name = models.CharField("namn", max_length=100)

    class Meta:
        verbose_name = "parti"
        verbose_name_plural = "partier"

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Person(models.Model):
    """Someone with a public assignment (person): elected members and officials in service.

    Never a participant, client or other private person: those exist in the confidential zone only.
    """

    name = models.CharField("namn", max_length=200)

    class Meta:
        verbose_name = "förtroendevald eller tjänsteperson"
        verbose_name_plural = "förtroendevalda och tjänstepersoner"

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Seat(models.Model):
    """A place in a body (plats); Popolo's Post. ``number`` orders members, then substitutes."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField("nummer")
    substitute = models.BooleanField("ersättarplats", default=False)

    class Meta:
        verbose_name = "plats"
        verbose_name_plural = "platser"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "substitute", "number"], name="seat_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        what = "ersättarplats" if self.substitute else "plats"
        return f"{what} {self.number} i {self.body}"


@pghistory.track()
class SeatHolding(models.Model):
    """Who holds a seat, for which party, as what, from when till when (uppdrag); Popolo's Membership.

    Two people never hold one seat on the same day: the database refuses it. ``constituency``
    (valkrets) matters in a council. ``appointed_by`` is the member that a federation's seat answers
    for: only its own substitutes may serve there.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", null=True, blank=True)
    role = models.CharField("uppdrag", max_length=20, choices=SeatRole.choices)
    constituency = models.CharField("valkrets", max_length=60, blank=True)
    appointed_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True
    )
    from_date = models.DateField("från")
    to_date = models.DateField("till", null=True, blank=True)

    class Meta:
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        constraints = [
            ends_after_it_begins("holding_ends_after_it_begins"),
            no_overlap("one_holder_of_a_seat", "seat"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


@pghistory.track()
class CallingOrder(models.Model):
    """In what order a body's substitutes are called, from a day (inkallelseordning), with its source.

    ``by_party`` and ``by_member`` list people (ids) in turn: {"S": [4, 9]} for all seats of a party,
    {"17": [9]} for the seat of one member (id). ``constituencies`` lists for a party where it has
    most votes, highest first: {"S": ["Norra", "Södra"]} (KL 5:21).
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="calling_orders")
    from_date = models.DateField("från")
    to_date = models.DateField("till", null=True, blank=True)
    by_party = models.JSONField("per parti", default=dict, blank=True)
    by_member = models.JSONField("per ledamot", default=dict, blank=True)
    constituencies = models.JSONField("partiets valkretsar", default=dict, blank=True)
    source = models.CharField("källa", max_length=300)

    class Meta:
        verbose_name = "ersättarnas ordning"
        verbose_name_plural = "ersättarnas ordningar"
        constraints = [
            ends_after_it_begins("calling_order_ends_after_it_begins"),
            no_overlap("one_calling_order_at_a_time", "body"),
        ]

    def __str__(self) -> str:
        return f"ersättarnas ordning i {self.body} från {self.from_date}"
