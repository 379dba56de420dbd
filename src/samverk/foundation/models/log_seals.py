"""The seals on the log, and what came of checking the log against them."""

from __future__ import annotations

import pgtrigger
from django.db import models

from samverk.foundation.seals.chain import Link


def only_added() -> pgtrigger.Trigger:
    """Build the trigger of a table whose rows nobody alters or removes."""
    return pgtrigger.Protect(name="locked", operation=pgtrigger.Update | pgtrigger.Delete)


class LogSeal(models.Model):
    """A seal on the log's lines since the one before (försegling), as a link with its signed checkpoint.

    ``checkpoint`` is the line that a witness keeps.
    """

    number = models.PositiveIntegerField("nummer", unique=True)
    chain = models.CharField("kedja", max_length=20)
    content = models.TextField("innehåll")
    previous = models.CharField("föregående kontrollsumma", max_length=64)
    digest = models.CharField("kontrollsumma", max_length=64)
    checkpoint = models.TextField("kontrollpunkt")
    made_at = models.DateTimeField("gjord", auto_now_add=True)

    class Meta:
        verbose_name = "försegling av loggen"
        verbose_name_plural = "förseglingar av loggen"
        triggers = [only_added()]

    def __str__(self) -> str:
        return f"försegling {self.number}"

    @property
    def link(self) -> Link:
        """The seal as a link of its chain."""
        return Link(self.chain, self.number, self.previous, self.content, self.digest)


class LogProof(models.Model):
    """What came of checking the log against its seals (prövning), signed with the installation's key."""

    content = models.TextField("innehåll")
    signature = models.CharField("signatur", max_length=100)
    made_at = models.DateTimeField("gjord", auto_now_add=True)

    class Meta:
        verbose_name = "prövning av loggen"
        verbose_name_plural = "prövningar av loggen"
        triggers = [only_added()]

    def __str__(self) -> str:
        return f"prövning {self.made_at:%Y-%m-%d}"
