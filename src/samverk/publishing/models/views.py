"""The views that the public site, the API and the feeds read: all that the open role can see."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from samverk.publishing.models.records import Kind


class OpenRecord(models.Model):
    """A record that stands published (öppen uppgift), as ``Record``."""

    kind = models.CharField(max_length=14, choices=Kind.choices)
    source = models.BigIntegerField()
    organisation = models.BigIntegerField(null=True)
    body = models.BigIntegerField(null=True)
    meeting = models.BigIntegerField(null=True)
    case = models.BigIntegerField(null=True)
    day = models.DateField(null=True)
    sort = models.CharField(max_length=24)
    status = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=400)
    text = models.TextField()
    parties = ArrayField(models.CharField(max_length=12))
    data = models.JSONField()
    words = SearchVectorField(null=True)
    published_at = models.DateTimeField()
    modified_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "publishing_open_record"

    def __str__(self) -> str:
        return self.title


class Withdrawn(models.Model):
    """That something was published once and is no more (tillbakadragen uppgift): no word of it.

    ``organisation`` and ``body`` are whose it was: the API tells it in the lists that it stood in.
    """

    kind = models.CharField(max_length=14, choices=Kind.choices)
    source = models.BigIntegerField()
    organisation = models.BigIntegerField(null=True)
    body = models.BigIntegerField(null=True)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "publishing_open_withdrawn"

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"


class OpenLink(models.Model):
    """How two things that stand published hang together (öppen koppling)."""

    from_kind = models.CharField(max_length=14)
    from_source = models.BigIntegerField()
    relation = models.CharField(max_length=24)
    to_kind = models.CharField(max_length=14)
    to_source = models.BigIntegerField()
    from_record = models.BigIntegerField()
    to_record = models.BigIntegerField()

    class Meta:
        managed = False
        db_table = "publishing_open_link"

    def __str__(self) -> str:
        return (
            f"{self.from_kind} {self.from_source} {self.relation} {self.to_kind} {self.to_source}"
        )


class OpenFileRow(models.Model):
    """A file that stands published (öppen fil), with its bytes; ``source`` is its record's."""

    source = models.BigIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha512 = models.CharField(max_length=128)
    size = models.IntegerField()

    class Meta:
        managed = False
        db_table = "publishing_open_file"

    def __str__(self) -> str:
        return self.name
