"""What the files of open papers say, read so that they can be searched. A secret file is never here."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models


class PaperRead(models.Model):
    """A file of an open paper has been read (läst bilaga). Rows are only added.

    ``why_not`` says in Swedish, as it continues the paper's name, why it, or which of its pages,
    has no text; "" where all have.
    """

    file = models.OneToOneField("registry.DocumentFile", models.PROTECT, related_name="+")
    why_not = models.CharField("varför den inte kan sökas", max_length=400, blank=True)
    read_at = models.DateTimeField("läst", auto_now_add=True)

    class Meta:
        verbose_name = "läst bilaga"
        verbose_name_plural = "lästa bilagor"

    def __str__(self) -> str:
        return f"läst bilaga {self.file_id}"


class PaperPage(models.Model):
    """What a page of a read file says (sida i en bilaga); ``page`` 0 is a file without pages."""

    read = models.ForeignKey(PaperRead, models.PROTECT, related_name="pages")
    page = models.PositiveIntegerField("sida")
    words = models.TextField("text")

    class Meta:
        verbose_name = "sida i en bilaga"
        verbose_name_plural = "sidor i bilagor"
        constraints = [
            models.UniqueConstraint(fields=["read", "page"], name="paper_page_kept_once")
        ]
        indexes = [
            GinIndex(SearchVector("words", config="swedish"), name="paper_page_words"),
        ]

    def __str__(self) -> str:
        return f"sida {self.page}"
