"""Packages for the archive, what each archive authority wants them to say, and how long things are kept."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samverk.documents.archive.mapping import LABELS
from samverk.foundation.kept import only_added
from samverk.rules.information_plan import LONGEST, Counted

# A piece goes only with its whole file, when the package has been marked as removed
GONE_WITH_ITS_PACKAGE = """
IF (SELECT state FROM publishing_archivepackage WHERE id = OLD.package_id) = 'removed' THEN
    RETURN OLD;
END IF;
RAISE EXCEPTION 'a piece of a package that is kept cannot be deleted';
"""


@pghistory.track()
class ArchiveAuthority(models.Model):
    """An archive that an organisation hands over to (arkivmyndighet), and how it is named in packages.

    ``code`` is its number in the package, ``agreement`` the submission agreement (leveransöverenskommelse).
    """

    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    name = models.CharField("namn", max_length=200)
    code = models.CharField("identitet", max_length=60, blank=True)
    agreement = models.CharField("leveransöverenskommelse", max_length=200, blank=True)
    added_at = models.DateTimeField("upplagd", auto_now_add=True)

    class Meta:
        verbose_name = "arkivmyndighet"
        verbose_name_plural = "arkivmyndigheter"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="archive_named_once")
        ]
        triggers = [only_added()]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class MappingRow(models.Model):
    """What a word of ours is to an archive authority from a day on (mappningsrad).

    The latest row that has begun holds, the last written of those of one day. Without one the default
    does (``documents.archive.mapping``).
    """

    authority = models.ForeignKey(ArchiveAuthority, models.PROTECT, related_name="rows")
    term = models.CharField(
        "begrepp", max_length=20, choices=[(t.value, words) for t, words in LABELS.items()]
    )
    own = models.CharField("vårt ord", max_length=20)
    value = models.CharField("värde", max_length=100)
    other = models.CharField("egen benämning", max_length=100, blank=True)
    from_date = models.DateField("gäller från")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "mappningsrad"
        verbose_name_plural = "mappningsrader"
        indexes = [models.Index(fields=["authority", "term", "own", "-from_date"])]
        triggers = [only_added()]

    def __str__(self) -> str:
        return f"{self.own}: {self.value}"


@pghistory.track()
class PlanRow(models.Model):
    """How long a kind of document is kept in a board's plan (rad i informationshanteringsplanen).

    ``kind`` is a kind of document. ``years`` None keeps for good. ``ground`` and ``decided_on`` are the
    decision behind it; without both the row is not confirmed and frees nothing.
    """

    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    kind = models.CharField("handlingstyp", max_length=20)
    process = models.CharField("process", max_length=120, blank=True)
    years = models.PositiveSmallIntegerField("gallras efter år", null=True, blank=True)
    counted = models.CharField(
        "räknas från",
        max_length=20,
        choices=[(each.value, each.value) for each in Counted],
        default=Counted.CLOSED.value,
    )
    by_year_end = models.BooleanField("till årsskiftet", default=True)
    ground = models.CharField("beslut", max_length=200, blank=True)
    decided_on = models.DateField("beslutsdag", null=True, blank=True)
    from_date = models.DateField("gäller från")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "rad i informationshanteringsplanen"
        verbose_name_plural = "rader i informationshanteringsplanen"
        constraints = [
            models.CheckConstraint(
                condition=Q(years__isnull=True) | Q(years__lte=LONGEST), name="plan_years_are_some"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | ~Q(ground=""), name="plan_day_has_a_decision"
            ),
        ]
        indexes = [models.Index(fields=["body", "kind", "-from_date"])]
        triggers = [only_added()]

    def __str__(self) -> str:
        return f"{self.kind}: {self.years or 'bevaras'}"


class Scope(models.TextChoices):
    """What a package holds."""

    CASE = "case", "ett ärende"
    PERIOD = "period", "en period"


class PackageState(models.TextChoices):
    """How far a package has come."""

    ASKED = "asked", "görs"
    DONE = "done", "klart"
    FAILED = "failed", "misslyckades"
    REMOVED = "removed", "filen är borttagen"


@pghistory.track()
class ArchivePackage(models.Model):
    """A package for the archive (arkivpaket): of a case or a period of one body, asked for by somebody.

    ``contents`` tells what is in it by public facts alone. ``secret_cases``, ``secret_documents`` and
    ``secret_items`` are the ids of what it holds that is secret: who must not see one of them does not
    get the package.
    """

    authority = models.ForeignKey(ArchiveAuthority, models.PROTECT, related_name="packages")
    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    scope = models.CharField("omfattning", max_length=8, choices=Scope.choices)
    case = models.ForeignKey(
        "registry.Case", models.PROTECT, related_name="+", null=True, blank=True
    )
    from_day = models.DateField("från", null=True, blank=True)
    to_day = models.DateField("till", null=True, blank=True)
    version = models.PositiveIntegerField("version")
    with_secrets = models.BooleanField("med sekretess", default=False)
    label = models.CharField("benämning", max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    asked_by_name = models.CharField("beställt av", max_length=200)
    asked_at = models.DateTimeField("beställt", auto_now_add=True)
    state = models.CharField(
        "läge", max_length=8, choices=PackageState.choices, default=PackageState.ASKED
    )
    message = models.CharField("vad som hindrade", max_length=400, blank=True)
    done = models.PositiveIntegerField("klara filer", default=0)
    total = models.PositiveIntegerField("filer", default=0)
    made_at = models.DateTimeField("gjort", null=True, blank=True)
    sha256 = models.CharField("kontrollsumma", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("storlek i byte", default=0)
    contents = models.JSONField("innehåll", default=dict)
    secret_cases = ArrayField(models.BigIntegerField(), default=list, blank=True)
    secret_documents = ArrayField(models.BigIntegerField(), default=list, blank=True)
    secret_items = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        verbose_name = "arkivpaket"
        verbose_name_plural = "arkivpaket"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "authority", "scope", "case", "from_day", "to_day", "version"],
                nulls_distinct=False,
                name="package_version_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    scope="case",
                    case__isnull=False,
                    from_day__isnull=True,
                    to_day__isnull=True,
                )
                | Q(
                    scope="period",
                    case__isnull=True,
                    from_day__isnull=False,
                    to_day__gte=models.F("from_day"),
                ),
                name="package_is_of_a_case_or_a_period",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(sha256=""), name="package_done_has_a_checksum"
            ),
        ]
        indexes = [models.Index(fields=["body", "-asked_at"])]
        triggers = [
            pgtrigger.Protect(
                name="gone_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="removed")
                | (pgtrigger.Q(new__state="removed") & ~pgtrigger.Q(old__state="done")),
            )
        ]

    def __str__(self) -> str:
        return f"arkivpaket {self.pk}, version {self.version}"


class PackagePart(models.Model):
    """A piece of a package's file (del av paketet), in order; behind the wall if the package has secrets."""

    package = models.ForeignKey(ArchivePackage, models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField("ordning")
    controller = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="+", null=True, blank=True
    )
    content = models.BinaryField("del")

    class Meta:
        verbose_name = "del av arkivpaket"
        verbose_name_plural = "delar av arkivpaket"
        constraints = [
            models.UniqueConstraint(fields=["package", "number"], name="package_part_once")
        ]
        triggers = [
            pgtrigger.Protect(name="kept_as_made", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="gone_with_its_package",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=GONE_WITH_ITS_PACKAGE,
            ),
        ]

    def __str__(self) -> str:
        return f"del {self.number} av arkivpaket {self.package_id}"
