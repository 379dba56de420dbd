"""Extracts of the minutes: what was certified, to whom it went, what came of it, and what came here."""

from __future__ import annotations

import pghistory
from django.db import models

from samverk.meetings.models.adjustment import locked
from samverk.meetings.models.agenda import AgendaItem


class Way(models.TextChoices):
    """How an extract goes to somebody (väg)."""

    MESSAGE = "message", "underskrivet meddelande"
    EMAIL = "email", "e-post"
    HAND = "hand", "på annat sätt"


class FateState(models.TextChoices):
    """What has become of an extract at the body that it was sent to (vad det blev av utdraget)."""

    REGISTERED = "registered", "registrerat"
    AGENDA = "agenda", "på föredragningslistan"
    STRUCK = "struck", "utgick ur föredragningslistan"
    DECIDED = "decided", "behandlat"


@pghistory.track()
class Extract(models.Model):
    """A certified extract of one open paragraph (protokollsutdrag). Rows are only added.

    ``content`` is the paragraph as structured data, as its message type has it; ``pdf`` says the
    same to people. A paragraph that is corrected gets a new extract, and the old one stays.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="extracts")
    content = models.JSONField("innehåll")
    pdf = models.FileField("fil", upload_to="utdrag")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    adjusted_on = models.DateField("justerat")
    certified_by = models.CharField("bestyrkt av", max_length=200)
    made_at = models.DateTimeField("bestyrkt", auto_now_add=True)

    class Meta:
        verbose_name = "protokollsutdrag"
        verbose_name_plural = "protokollsutdrag"

    def __str__(self) -> str:
        return f"Protokollsutdrag § {self.item.paragraph} {self.item.title}"

    @property
    def file_name(self) -> str:
        """What its files are called, without the ending."""
        body = self.content["body_abbreviation"] or self.content["body"]
        return (
            f"Protokollsutdrag {body} {self.content['meeting_day']} § {self.content['paragraph']}"
        )


@pghistory.track()
class ExtractDispatch(models.Model):
    """An extract sent to one recipient (expediering). Rows are only added.

    ``name`` is the recipient as the minutes have it. ``to_body`` and ``message`` tell where a message
    went, ``address`` where a letter did. By hand nothing goes from here: somebody hands it over, and only
    when that is noted (``handovers``) has the recipient got it.
    """

    extract = models.ForeignKey(Extract, models.PROTECT, related_name="dispatches")
    name = models.CharField("mottagare", max_length=300)
    way = models.CharField("väg", max_length=10, choices=Way.choices)
    to_body = models.ForeignKey(
        "directory.Body", models.PROTECT, related_name="+", null=True, blank=True
    )
    address = models.EmailField("e-postadress", max_length=254, blank=True)
    message = models.UUIDField("meddelande", unique=True, null=True, blank=True)
    made_at = models.DateTimeField("när", auto_now_add=True)

    class Meta:
        verbose_name = "expediering"
        verbose_name_plural = "expedieringar"
        constraints = [
            models.UniqueConstraint(fields=["extract", "name"], name="extract_once_to_each")
        ]

    def __str__(self) -> str:
        return f"{self.extract} till {self.name}"


@pghistory.track()
class ExtractHandover(models.Model):
    """An extract that somebody has handed over (överlämnat på annat sätt). Rows are only added.

    The last one holds: what was noted in error is noted anew. ``handed_by`` did it, and ``received_by``
    signed for it, "" when nobody did.
    """

    dispatch = models.ForeignKey(ExtractDispatch, models.PROTECT, related_name="handovers")
    handed_on = models.DateField("lämnades")
    how = models.CharField("på vilket sätt", max_length=200)
    handed_by = models.CharField("lämnades av", max_length=200)
    received_by = models.CharField("kvitterat av", max_length=200, blank=True)
    made_at = models.DateTimeField("antecknat", auto_now_add=True)
    made_by = models.CharField("antecknat av", max_length=200)

    class Meta:
        verbose_name = "överlämnande av utdrag"
        verbose_name_plural = "överlämnanden av utdrag"
        indexes = [models.Index(fields=["dispatch", "id"])]

    def __str__(self) -> str:
        return f"{self.dispatch}, överlämnat {self.handed_on}"


class ExtractEnclosure(models.Model):
    """A file that went along with an extract to one recipient (bilaga). Rows are only added.

    ``name`` is what the file was called on its way: the register's words and not the writer's own.
    """

    dispatch = models.ForeignKey(ExtractDispatch, models.PROTECT, related_name="enclosures")
    file = models.ForeignKey("registry.DocumentFile", models.PROTECT, related_name="+")
    name = models.CharField("filnamn", max_length=200)

    class Meta:
        verbose_name = "bilaga till utdrag"
        verbose_name_plural = "bilagor till utdrag"
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "file"], name="enclosed_once_to_each")
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Fate(models.Model):
    """What the recipient has told of an extract (besked om utdrag). Rows are only added.

    ``told_at`` is when the recipient told it: what was told later may come earlier.
    """

    dispatch = models.ForeignKey(ExtractDispatch, models.PROTECT, related_name="fates")
    message = models.UUIDField("meddelande", unique=True)
    state = models.CharField("läge", max_length=10, choices=FateState.choices)
    happened_on = models.DateField("dag")
    diary_number = models.CharField("diarienummer", max_length=60, blank=True)
    meeting_day = models.DateField("sammanträdesdag", null=True, blank=True)
    paragraph = models.PositiveIntegerField("paragraf", null=True, blank=True)
    outcome = models.CharField("utgång", max_length=60, blank=True)
    told_at = models.DateTimeField("sagt")

    class Meta:
        verbose_name = "besked om utdrag"
        verbose_name_plural = "besked om utdrag"

    def __str__(self) -> str:
        return f"{self.dispatch}: {self.get_state_display()}"


@pghistory.track()
class IncomingExtract(models.Model):
    """An extract that came to a body as a message (inkommet utdrag). Rows are only added.

    Its files are in the message. Until it is placed in a case it waits for the registrar.
    """

    message = models.UUIDField("meddelande", unique=True)
    sender = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    body = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    content = models.JSONField("innehåll")
    received_at = models.DateTimeField("inkom", auto_now_add=True)

    class Meta:
        verbose_name = "inkommet utdrag"
        verbose_name_plural = "inkomna utdrag"
        indexes = [models.Index(fields=["body", "-received_at"])]

    def __str__(self) -> str:
        return f"{self.content['body']} § {self.content['paragraph']} {self.content['title']}"


@pghistory.track()
class PlacedExtract(models.Model):
    """An incoming extract put in a case (fördelat utdrag), as a document and a decision there."""

    incoming = models.OneToOneField(IncomingExtract, models.PROTECT, related_name="placed")
    case = models.ForeignKey("registry.Case", models.PROTECT, related_name="+")
    document = models.ForeignKey("registry.Document", models.PROTECT, related_name="+")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="+")
    placed_by = models.CharField("av", max_length=200)
    placed_at = models.DateTimeField("när", auto_now_add=True)

    class Meta:
        verbose_name = "fördelat utdrag"
        verbose_name_plural = "fördelade utdrag"

    def __str__(self) -> str:
        return f"{self.incoming} i {self.case}"


class PlacedEnclosure(models.Model):
    """What came along with an extract, as a document of its case (bilaga). Rows are only added.

    A document that the case had already, with the same file, is pointed at and not registered again.
    """

    placed = models.ForeignKey(PlacedExtract, models.PROTECT, related_name="enclosures")
    document = models.ForeignKey("registry.Document", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "inkommen bilaga"
        verbose_name_plural = "inkomna bilagor"
        constraints = [
            models.UniqueConstraint(fields=["placed", "document"], name="enclosure_placed_once")
        ]
        triggers = [locked()]

    def __str__(self) -> str:
        return f"bilaga till {self.placed.incoming}"
