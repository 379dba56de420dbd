"""What somebody has judged of what is published, beside what is masked in it. Rows are only added."""

from __future__ import annotations

import pghistory
from django.db import models


@pghistory.track()
class OwnWork(models.Model):
    """That a published file is the authority's own work (eget verk), or is not after all.

    ``source`` is the file's id as ``Record`` has it; the last row of a file counts. Without one its
    copyright is tried by itself: a paper may hold somebody else's work (9 § lag 1960:729).
    """

    source = models.BigIntegerField("handling")
    is_own = models.BooleanField("eget verk")
    made_by = models.CharField("av", max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "eget verk"
        verbose_name_plural = "egna verk"
        indexes = [models.Index(fields=["source", "id"], name="own_work_of_file")]

    def __str__(self) -> str:
        return f"handling {self.source}: {'eget verk' if self.is_own else 'inte eget verk'}"


@pghistory.track()
class ShieldedPerson(models.Model):
    """That an elected person is left out of what is published (skyddade personuppgifter), or no more.

    The last row of a person counts. ``organisation`` is where it was said: it holds for all that is
    published here.
    """

    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    is_shielded = models.BooleanField("lämnas utanför")
    made_by = models.CharField("av", max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "person som lämnas utanför"
        verbose_name_plural = "personer som lämnas utanför"
        indexes = [models.Index(fields=["person", "id"], name="shielded_person")]

    def __str__(self) -> str:
        # Stands in the log: no name of whom it is
        return f"person {self.person_id}: {'utanför' if self.is_shielded else 'visas'}"


@pghistory.track()
class DoubtAnswer(models.Model):
    """Why something that may not be public yet is published all the same (svar på påpekande).

    ``code`` is what is in doubt, and ``place`` the id of the paper or the meeting it is of. The last row
    of a publication, a code and a place counts.
    """

    release = models.ForeignKey("Release", models.PROTECT, related_name="doubt_answers")
    code = models.CharField("påpekande", max_length=20)
    place = models.BigIntegerField("av vad")
    why = models.CharField("varför", max_length=300)
    made_by = models.CharField("av", max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "svar på påpekande"
        verbose_name_plural = "svar på påpekanden"

    def __str__(self) -> str:
        return f"svar på påpekande i publicering {self.release_id}"
