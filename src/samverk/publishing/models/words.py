"""The words that what is published is made of, from which misspelt ones are led right."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

LONGEST = 40


class Word(models.Model):
    """A word of what is published (ord), and how it sounds; none that begins with a capital, as names do.

    It goes when what held it is withdrawn, and is told to nobody when nothing that stands holds it.
    """

    word = models.CharField("ord", max_length=LONGEST, primary_key=True)
    sounds = ArrayField(models.CharField(max_length=LONGEST))

    class Meta:
        verbose_name = "ord"
        verbose_name_plural = "ord"
        indexes = [GinIndex(fields=["sounds"], name="published_sounds")]

    def __str__(self) -> str:
        return self.word
