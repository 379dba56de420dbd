"""Forms that hand over work: to a colleague, one thing or several at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.foundation.forms import ActForm
from samverk.foundation.models import User


class ColleagueForm(ActForm):
    """Choose the colleague who goes on."""

    user = forms.TypedChoiceField(
        label="Vem tar över?", coerce=int, error_messages={"required": "Välj en kollega."}
    )

    def __init__(self, data: QueryDict | None, colleagues: Iterable[User]) -> None:
        super().__init__(data)
        chosen = self.fields["user"]
        assert isinstance(chosen, forms.TypedChoiceField)
        chosen.choices = [("", "Välj"), *((str(one.pk), str(one)) for one in colleagues)]


class ShareOutForm(ColleagueForm):
    """Choose which participations a colleague is to be responsible for."""

    participations = forms.TypedMultipleChoiceField(
        label="Vilka deltaganden?",
        coerce=uuid.UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst ett deltagande."},
    )
    field_order = ("participations", "user")

    def __init__(
        self,
        data: QueryDict | None,
        colleagues: Iterable[User],
        rows: Iterable[tuple[uuid.UUID, str]],
    ) -> None:
        super().__init__(data, colleagues)
        listed = self.fields["participations"]
        assert isinstance(listed, forms.TypedMultipleChoiceField)
        listed.choices = [(str(pk), name) for pk, name in rows]

    def chosen(self, values: dict[str, Any]) -> tuple[tuple[uuid.UUID, ...], int]:
        """Give what is handed over, and to whom (user id)."""
        return tuple(values["participations"]), values["user"]
