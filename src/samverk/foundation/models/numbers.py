"""Counters without gaps, and the memory of forms already sent."""

from __future__ import annotations

from django.db import models


class NumberSeries(models.Model):
    """A row of numbers without gaps (nummerserie), such as one board's diary of one year.

    ``last`` changes only in the transaction that uses the number, so a rollback takes it back.
    """

    name = models.CharField(primary_key=True, max_length=120)
    last = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = "nummerserie"
        verbose_name_plural = "nummerserier"

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class IdempotencyKey(models.Model):
    """A form that has been carried out (sänt formulär), so that sending it again changes nothing.

    ``content`` digests what the form said, with a key, so that a short secret cannot be guessed from
    it: the same key with other words is a conflict.
    """

    key = models.CharField(primary_key=True, max_length=120)
    kind = models.CharField(max_length=60)
    actor = models.CharField(max_length=40)
    content = models.CharField(max_length=64, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "sänt formulär"
        verbose_name_plural = "sända formulär"

    def __str__(self) -> str:
        return self.key
