"""Forms that write, and the choice of a day that pages are read on.

Every write form carries a key in a hidden field: the action does its work once per key, so sending
a form twice gives the same result. A fresh form draws a fresh key.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError

T = TypeVar("T")

DAY_FAULT = "Skriv dagen som ÅÅÅÅ-MM-DD."
NO_SUCH_DAY = "Den dagen finns inte i kalendern."
LOOKS_LIKE_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}", re.ASCII)


def fresh_key() -> str:
    """Draw a key that no form has had."""
    return str(uuid.uuid4())


class DayField(forms.DateField):
    """A day, typed as ISO. A text control: then a faulty day is shown as it was typed.

    One that is written as it should but is no day, such as 2023-02-30, is told apart from the rest.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "ÅÅÅÅ-MM-DD")
        super().__init__(
            input_formats=["%Y-%m-%d", "%Y%m%d"],
            widget=forms.DateInput(
                format="%Y-%m-%d", attrs={"autocomplete": "off", "inputmode": "text"}
            ),
            error_messages={"invalid": DAY_FAULT, "required": "Skriv en dag."},
            **options,
        )

    def to_python(self, value: Any) -> date | None:
        """Read the day. Raises ValidationError that says what is wrong with it."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            if LOOKS_LIKE_A_DAY.fullmatch(str(value).strip()):
                raise forms.ValidationError(NO_SUCH_DAY, code="no_such_day") from None
            raise


class LeftField(forms.TypedChoiceField):
    """A choice among what is left, as ids. What is taken is not offered, but is no fault in the form.

    A form that is sent a second time names what its first sending took. So the act answers: that it is
    done, by the key, or that somebody else was first.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)
        self.taken: frozenset[int] = frozenset()

    def offer(
        self, rows: Iterable[tuple[int, str]], taken: Iterable[int], *, first: str = ""
    ) -> None:
        """Offer what of ``rows`` is not ``taken``; ``first`` is what stands where nothing is chosen."""
        self.taken = frozenset(taken)
        left = [(pk, name) for pk, name in rows if pk not in self.taken]
        self.choices = [("", first), *left] if first else left

    def valid_value(self, value: Any) -> bool:
        """Answer whether the value is offered, or is one that is taken."""
        return super().valid_value(value) or str(value) in {str(one) for one in self.taken}


class PageForm(forms.Form):
    """A form as our pages draw it."""

    use_required_attribute = False
    REQUIRED: ClassVar[str] = "Uppgiften behövs."

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, files, auto_id="falt-%s", label_suffix="", **options)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field().error_messages["required"]:
                field.error_messages["required"] = self.REQUIRED

    @property
    def answer_status(self) -> int:
        """Answer the status of a page that shows the form: 400 when something is wrong in it."""
        return 400 if self.is_bound and self.errors else 200


class ActForm(PageForm):
    """A form that writes: the key makes its act happen once."""

    key = forms.CharField(
        max_length=36,
        widget=forms.HiddenInput,
        initial=fresh_key,
        error_messages={"required": "Formuläret saknar sin nyckel. Öppna sidan på nytt."},
    )

    def carry_out(self, write: Callable[[dict[str, Any], str], T]) -> T | None:
        """Call ``write`` with the cleaned fields and the key; None with errors at their fields.

        After a conflict the form gets a new key: what was written is kept, and sending it again is
        a new act.
        """
        if not self.is_valid():
            return None
        values = dict(self.cleaned_data)
        key = values.pop("key")
        try:
            return write(values, key)
        except InputError as fault:
            self.add_error(fault.field if fault.field in self.fields else None, fault.message)
        except ConflictError as fault:
            self.add_error(None, fault.message)
            self._renew_key()
        return None

    def _renew_key(self) -> None:
        renewed = QueryDict(mutable=True)
        renewed.update(self.data)
        renewed["key"] = fresh_key()
        self.data = renewed


class DayForm(PageForm):
    """Choose the day that a page is read on (``?dag=2023-11-01``); today when nothing is chosen."""

    dag = DayField(
        label="Visa som det var den dag",
        validators=[
            MinValueValidator(date(1990, 1, 1), "Välj en dag från 1990 till 2099."),
            MaxValueValidator(date(2099, 12, 31), "Välj en dag från 1990 till 2099."),
        ],
    )

    def __init__(self, data: QueryDict) -> None:
        chosen = data.copy()
        if not chosen.get("dag", "").strip():
            chosen["dag"] = clock.today().isoformat()
        super().__init__(chosen)

    @property
    def day(self) -> date:
        """The chosen day; today when it could not be read, which the form then says."""
        if self.is_valid():
            chosen: date = self.cleaned_data["dag"]
            return chosen
        return clock.today()
