"""Documents of a case, with the register facts that the law asks for (OSL 5 kap. 2 §)."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from samverk.foundation.models.secrecy import Secrecy
from samverk.registry.models.cases import Case


class Direction(models.TextChoices):
    """How a document came to be with the authority."""

    INCOMING = "incoming", "inkommen"
    OUTGOING = "outgoing", "utgående"
    DRAWN_UP = "drawn_up", "upprättad"


class DocumentKind(models.TextChoices):
    """What a document is (handlingstyp)."""

    MEMO = "memo", "tjänsteskrivelse"
    MINUTES = "minutes", "protokoll"
    NOTICE_OF_MEETING = "notice", "kallelse"
    NOTICE_OF_EXIT = "exit_notice", "uppsägning"
    RECEIPT = "receipt", "mottagningsbevis"
    ANSWER = "answer", "svar"
    LETTER = "letter", "skrivelse"
    OTHER = "other", "övrig handling"


@pghistory.track()
class Document(models.Model):
    """A document in or out (handling). What stands here is public, also for a secret document.

    ``dated_on`` is the day it was received or drawn up, None where the paper does not say.
    ``subject`` and ``correspondent`` are left empty where the register must stay open to the
    public (OSL 5 kap. 2 § second paragraph).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    number = models.PositiveIntegerField("handlingsnummer")
    direction = models.CharField("riktning", max_length=10, choices=Direction.choices)
    kind = models.CharField("typ", max_length=20, choices=DocumentKind.choices)
    dated_on = models.DateField("inkom eller upprättades", null=True, blank=True)
    registered_at = models.DateTimeField("registrerad", auto_now_add=True)
    subject = models.CharField("vad det gäller", max_length=300, blank=True)
    correspondent = models.CharField("avsändare eller mottagare", max_length=200, blank=True)
    secret = models.BooleanField("sekretess", default=False)

    class Meta:
        verbose_name = "handling"
        verbose_name_plural = "handlingar"
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="document_numbered_once"),
            models.CheckConstraint(
                condition=Q(secret=True) | ~Q(subject=""), name="open_document_has_a_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.dated_on or 'utan datum'}: {self.subject}"


@pghistory.track()
class DocumentSecret(Secrecy):
    """What is secret about a document (handlingens sekretessbelagda uppgifter)."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="kept_secret")
    subject = models.CharField("vad det gäller", max_length=300)
    correspondent = models.CharField("avsändare eller mottagare", max_length=200, blank=True)

    class Meta(Secrecy.Meta):
        verbose_name = "sekretessbelagd handlingsuppgift"
        verbose_name_plural = "sekretessbelagda handlingsuppgifter"

    def __str__(self) -> str:
        return f"sekretess i handling {self.document_id}"


@pghistory.track()
class DocumentFile(models.Model):
    """A stored file of an open document (fil). ``sha256`` is of the bytes as they came."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    content = models.FileField("fil", upload_to="handlingar")
    name = models.CharField("filnamn", max_length=200)
    media_type = models.CharField("filtyp", max_length=100)
    size = models.PositiveBigIntegerField("storlek i byte")
    sha256 = models.CharField("kontrollsumma", max_length=64)

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"
        constraints = [
            models.UniqueConstraint(fields=["document", "sha256"], name="file_once_per_document")
        ]

    def __str__(self) -> str:
        return self.name


class SecretFile(models.Model):
    """A file of a secret document (sekretessbelagd fil), its bytes behind the wall by ``controller``.

    It has no place in the store of open files, and its name is as secret as its words. Rows are only
    added.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="secret_files")
    controller = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    content = models.BinaryField("fil")
    name = models.CharField("filnamn", max_length=200)
    media_type = models.CharField("filtyp", max_length=100)
    size = models.PositiveBigIntegerField("storlek i byte")
    sha256 = models.CharField("kontrollsumma", max_length=64)

    class Meta:
        verbose_name = "sekretessbelagd fil"
        verbose_name_plural = "sekretessbelagda filer"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "sha256"], name="secret_file_once_per_document"
            )
        ]
        triggers = [pgtrigger.Protect(name="locked", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"fil till handling {self.document_id}"
