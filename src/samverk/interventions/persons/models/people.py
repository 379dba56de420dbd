"""Persons: who they are is sealed, and found again by keyed digests."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from samverk.interventions.persons.models.base import (
    Kept,
    OfPerson,
    no_federation,
    only_added,
    stays,
)

# How the key of a hidden number begins, which no other does: they are hexadecimal
HIDDEN_KEY = "s"


class Sex(models.TextChoices):
    """Sex as it is counted (kön)."""

    WOMAN = "woman", "kvinna"
    MAN = "man", "man"
    UNKNOWN = "unknown", "inte uppgivet"


class Person(Kept):
    """A person as one authority knows them (person).

    ``sealed`` is the encrypted name, number and way to reach them. ``number_key`` and ``name_keys``
    are keyed digests to search by, of the whole number and of each word of the name; several who are
    hidden may have one number, for that it was taken would tell of them. ``key`` is the
    person's own key, wrapped: without it nothing sealed about them is ever opened again. Of two records
    that were joined the key of the emptied one lies after it.
    ``registered_for`` are the deliveries (ids) of those whose role is limited to them and who registered
    the person: they meet them before anything else is there.
    """

    key = models.BinaryField("nyckel")
    sealed = models.BinaryField("förseglade uppgifter")
    number_key = models.CharField("nummernyckel", max_length=64, blank=True)
    name_keys = ArrayField(models.CharField(max_length=64), verbose_name="namnnycklar")
    sex = models.CharField("kön", max_length=8, choices=Sex.choices)
    home = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    registered_for = ArrayField(
        models.BigIntegerField(), verbose_name="registrerad för", default=list, blank=True
    )

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "number_key"],
                condition=~Q(number_key="") & ~Q(number_key__startswith=HIDDEN_KEY),
                name="person_once_with_a_controller",
            )
        ]
        indexes = [GinIndex(fields=["name_keys"], name="person_by_name")]
        triggers = [no_federation(), stays()]

    def __str__(self) -> str:
        # Logs and lists show this: never who it is
        return f"person {self.pk.hex[:8]}"


class Protection(OfPerson):
    """A person's identity is protected (skyddade personuppgifter): named handlers alone may know.

    It is lifted by two people: who asked for it, and who agreed. One that ``ended_by_joining`` is not
    lifted: the person had another record with a protection, which goes on.
    """

    lift_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    lifted_at = models.DateTimeField("upphävd", null=True, blank=True)
    ended_by_joining = models.BooleanField("gick upp i den andra postens skydd", default=False)

    class Meta:
        verbose_name = "skyddade personuppgifter"
        verbose_name_plural = "skyddade personuppgifter"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(lifted_at__isnull=True), name="protected_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True)
                | Q(ended_by_joining=True)
                | (
                    Q(lifted_by__isnull=False)
                    & Q(lift_asked_by__isnull=False)
                    & ~Q(lifted_by=F("lift_asked_by"))
                ),
                name="lifted_by_two",
            ),
        ]
        triggers = [no_federation(), stays("person")]

    def __str__(self) -> str:
        return f"skydd {self.pk.hex[:8]}"


class NamedHandler(OfPerson):
    """Somebody who may know of a person with a protected identity (namngiven handläggare), until it ends.

    The database lets nobody know by one that has ended.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("avslutad", null=True, blank=True)

    class Meta:
        verbose_name = "namngiven handläggare"
        verbose_name_plural = "namngivna handläggare"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "user"],
                condition=Q(ended_at__isnull=True),
                name="named_handler_once",
            )
        ]
        triggers = [no_federation(), stays("person", "user")]

    def __str__(self) -> str:
        return f"handläggare för {self.person_id.hex[:8]}"


class NumberReveal(OfPerson):
    """Somebody looked at a whole number (visat personnummer), and why: ``why`` is encrypted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = models.BinaryField("förseglat varför", default=b"")

    class Meta:
        verbose_name = "visat personnummer"
        verbose_name_plural = "visade personnummer"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"visning {self.pk.hex[:8]}"


class NumberCorrection(OfPerson):
    """A person got another number (rättat personnummer): ``sealed`` is the one before, and why."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("rättat av", max_length=200)
    sealed = models.BinaryField("förseglat tidigare nummer")

    class Meta:
        verbose_name = "rättat personnummer"
        verbose_name_plural = "rättade personnummer"
        triggers = [no_federation(), only_added()]

    def __str__(self) -> str:
        return f"rättelse {self.pk.hex[:8]}"
