"""What a board has decided for its register: values of settings, and versions of codes. Rows are only added.

Nothing here is about a person, so whoever administers the board's installation may write it and meets
nobody by that.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from samverk.foundation.kept import only_added
from samverk.rules.unexecuted.board_settings import (
    SETTINGS,
    Decided,
    Setting,
    Value,
    in_words,
    read_value,
)
from samverk.rules.unexecuted.code_books import CodeList, Version


class OfBoard(models.Model):
    """A row of a board's own (nämndens uppgift): from which day it holds, and who wrote it when.

    ``number`` is the order in which the board wrote its rows: of two from one day the later holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey("directory.Body", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("registrerad", auto_now_add=True)
    number = models.PositiveIntegerField("nummer")
    from_date = models.DateField("gäller från")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    user_name = models.CharField("av", max_length=200)

    class Meta:
        abstract = True


class RegisterSetting(OfBoard):
    """A value that a board decided for a setting (inställning), and where it comes from."""

    setting = models.CharField("inställning", max_length=20)
    value = models.CharField("värde", max_length=20)
    source = models.CharField("grund", max_length=300)
    is_confirmed = models.BooleanField("bekräftad", default=False)

    class Meta:
        verbose_name = "inställning för registret"
        verbose_name_plural = "inställningar för registret"
        constraints = [
            models.CheckConstraint(
                condition=~Q(value="") & ~Q(source=""), name="register_setting_has_a_source"
            ),
            models.UniqueConstraint(fields=["board", "number"], name="register_setting_numbered"),
        ]
        triggers = [only_added()]

    def __str__(self) -> str:
        return f"{SETTINGS[Setting(self.setting)].label} från {self.from_date}"

    @property
    def read(self) -> Value:
        """The value as the rules know it."""
        return read_value(Setting(self.setting), self.value)

    @property
    def words(self) -> str:
        """The value for people."""
        return in_words(Setting(self.setting), self.read)

    @property
    def decided(self) -> Decided:
        """The row as the rules know it."""
        return Decided(
            Setting(self.setting), self.from_date, self.read, self.source, self.is_confirmed
        )


class RegisterCode(OfBoard):
    """A version of a code in a board's lists (kod): its words, and whether it is used, from a day."""

    list = models.CharField("lista", max_length=6)
    code = models.CharField("kod", max_length=40)
    text = models.CharField("betydelse", max_length=120)
    group = models.CharField("grupp", max_length=20, blank=True)
    is_used = models.BooleanField("används", default=True)

    class Meta:
        verbose_name = "kod i registret"
        verbose_name_plural = "koder i registret"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="register_code_has_words"),
            models.UniqueConstraint(fields=["board", "number"], name="register_code_numbered"),
        ]
        triggers = [only_added()]

    def __str__(self) -> str:
        return f"{self.text} från {self.from_date}"

    @property
    def version(self) -> Version:
        """The row as the rules know it."""
        return Version(
            CodeList(self.list), self.code, self.text, self.from_date, self.is_used, self.group
        )
