"""The ledger of participant-days: the days of each person once, and the sums that may be told."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from samverk.interventions.persons.models.base import Kept, OfPerson, no_federation, only_added

# The day of the month as a bit; bits of one month that are not booked twice add up as numbers
ONCE = """
    SELECT coalesce(sum(added - removed), 0)::bigint INTO held FROM persons_dayentry
    WHERE person_id = NEW.person_id AND delivery_id = NEW.delivery_id AND month = NEW.month;
    IF held & NEW.added <> 0 THEN
        RAISE EXCEPTION 'a day is booked once for a person and a delivery';
    END IF;
    IF held & NEW.removed <> NEW.removed THEN
        RAISE EXCEPTION 'a day that is not booked cannot be taken back';
    END IF;
    RETURN NEW;
"""


class ClosedMonth(Kept):
    """A month that an authority has closed towards a federation (bokförd månad). Rows are only added.

    ``month`` is its first day. ``message`` is what told the federation.
    """

    federation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    month = models.DateField("månad")
    message = models.UUIDField("meddelande", unique=True)

    class Meta:
        verbose_name = "bokförd månad"
        verbose_name_plural = "bokförda månader"
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "federation", "month"], name="month_closed_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="closed_month_is_its_first_day"),
        ]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"deltagardagar {self.month:%Y-%m}"


class DayLine(Kept):
    """A sum of participant-days as it is told (dagbokens rad), and never a person. Rows are only added.

    ``closed`` is the month that it was booked in, ``from_date`` and ``to_date`` the days it is of: those of
    the same month, or of the earlier one that it ``corrects``. ``mask`` has the open days among them as bits.
    ``delivery``, ``home`` and ``town`` (where it is given) are None where several are told together. ``days``
    is None where nothing is told: of so few that it would tell of them. ``rate`` is the price of a place in
    the month, öre, as it was agreed when the line was booked; None without one.
    """

    closed = models.ForeignKey(ClosedMonth, models.PROTECT, related_name="lines")
    intervention = models.ForeignKey("federation.Intervention", models.PROTECT, related_name="+")
    delivery = models.ForeignKey(
        "interventions.Delivery", models.PROTECT, related_name="+", null=True, blank=True
    )
    home = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    town = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    from_date = models.DateField("från")
    to_date = models.DateField("till")
    mask = models.BigIntegerField("öppna dagar")
    days = models.BigIntegerField("deltagardagar", null=True, blank=True)
    rate = models.BigIntegerField("pris för en plats i månaden, öre", null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, related_name="corrections", null=True, blank=True
    )

    class Meta:
        verbose_name = "dagbokens rad"
        verbose_name_plural = "dagbokens rader"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__gte=F("from_date")), name="day_line_has_its_days"
            )
        ]
        indexes = [models.Index(fields=["controller", "intervention", "from_date"])]
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"deltagardagar {self.from_date} till {self.to_date}"


class DayEntry(OfPerson):
    """Days of one person in one delivery and month, booked in a line (dagpost). Rows are only added.

    ``added`` and ``removed`` are days of the month as bits, the 1st the lowest: what is booked later than
    the month itself is a correction. ``number`` counts the entries of the person, delivery and month. A day
    is booked once, which the database sees to: two at the same time would have the same number.
    """

    delivery = models.ForeignKey("interventions.Delivery", models.PROTECT, related_name="+")
    month = models.DateField("månad")
    number = models.PositiveSmallIntegerField("nummer")
    added = models.BigIntegerField("dagar till", default=0)
    removed = models.BigIntegerField("dagar från", default=0)
    line = models.ForeignKey(DayLine, models.PROTECT, related_name="entries")

    class Meta:
        verbose_name = "dagpost"
        verbose_name_plural = "dagposter"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "delivery", "month", "number"], name="day_entry_numbered_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="day_entry_is_of_a_month"),
            models.CheckConstraint(
                condition=Q(added__gte=0, removed__gte=0, added__lt=2**31, removed__lt=2**31),
                name="day_entry_is_days_of_a_month",
            ),
        ]
        indexes = [models.Index(fields=["controller", "month"])]
        triggers = [
            no_federation(),
            only_added(),
            pgtrigger.Trigger(
                name="booked_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("held", "bigint")],
                func=ONCE,
            ),
        ]

    def __str__(self) -> str:
        return f"dagpost {self.month:%Y-%m}"
