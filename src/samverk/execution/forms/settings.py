"""Forms of a board's settings and codes: a value or words, from which day, and where it comes from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.execution.actions.settings import NewCode, NewSetting
from samverk.foundation import clock
from samverk.foundation.forms import ActForm, DayField
from samverk.rules.unexecuted.board_settings import SETTINGS, Setting, Value
from samverk.rules.unexecuted.code_books import GROUPS, CodeList
from samverk.rules.unexecuted.windows import Window

DAYS = "MM-DD, till exempel 07-01."


def _line(label: str, most: int, **options: Any) -> forms.CharField:
    attrs = {"autocomplete": "off"}
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs=attrs), **options
    )


class SettingForm(ActForm):
    """Decide a value: of a window its two days, else one value."""

    value = _line("Värde", 20)
    closes = _line("Fönstret stänger", 5, help_text=DAYS)
    from_date = DayField(label="Gäller från och med")
    source = _line(
        "Var kommer uppgiften från?",
        300,
        help_text="Till exempel IVO:s webbplats och vilken dag du läste den.",
        error_messages={"required": "Skriv var uppgiften kommer från."},
    )
    is_confirmed = forms.BooleanField(label="Uppgiften är bekräftad", required=False)

    def __init__(self, data: QueryDict | None, setting: Setting, held: Value | None) -> None:
        kind = SETTINGS[setting]
        self.setting, self.is_window = setting, kind.unit == "fönster"
        first: dict[str, Any] = {"from_date": clock.today(), "value": "" if held is None else held}
        if isinstance(held, Window):
            first["value"], first["closes"] = str(held).split("--")
        super().__init__(data, initial=first)
        value = self.fields["value"]
        if self.is_window:
            value.label, value.help_text = "Fönstret öppnar", DAYS
        else:
            del self.fields["closes"]
            value.label = f"{kind.label} ({kind.unit})" if kind.most else kind.label
            value.help_text = "" if kind.most else "ÅÅÅÅ-MM-DD"

    def new_setting(self, values: dict[str, Any]) -> NewSetting:
        """Give what was written, for the action."""
        value = f"{values['value']}--{values['closes']}" if self.is_window else values["value"]
        return NewSetting(
            self.setting, value, values["from_date"], values["source"], values["is_confirmed"]
        )


class CodeForm(ActForm):
    """Add a code."""

    text = _line("Vad koden betyder", 120, error_messages={"required": "Skriv vad koden betyder."})
    group = forms.ChoiceField(label="Grupp")
    from_date = DayField(
        label="Används från och med",
        help_text="ÅÅÅÅ-MM-DD. Beslut från och med den dagen kan få koden.",
    )

    def __init__(self, data: QueryDict | None, which: CodeList) -> None:
        super().__init__(data, initial={"from_date": clock.today()})
        self.which = which
        if GROUPS[which]:
            group = self.fields["group"]
            group.label = "Lag" if which is CodeList.TYPE else "Vad dröjsmålet beror på"
            choices = [
                (one, one if which is CodeList.TYPE else one.capitalize()) for one in GROUPS[which]
            ]
            group.choices = [("", "Välj"), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields["group"]

    def new_code(self, values: dict[str, Any]) -> NewCode:
        """Give what was written, for the action."""
        return NewCode(
            self.which, "", values["text"], values["from_date"], group=values.get("group", "")
        )


class ChangeCodeForm(ActForm):
    """Give a code other words, or end it, from a day."""

    text = _line("Vad koden betyder", 120, error_messages={"required": "Skriv vad koden betyder."})
    is_used = forms.BooleanField(
        label="Koden används",
        required=False,
        help_text="Ta bort krysset för att avsluta koden. Det som redan har den behåller den.",
    )
    from_date = DayField(label="Gäller från och med", help_text="ÅÅÅÅ-MM-DD, tidigast i dag.")

    def __init__(self, data: QueryDict | None, text: str, day: date, *, is_used: bool) -> None:
        super().__init__(data, initial={"text": text, "is_used": is_used, "from_date": day})

    @staticmethod
    def new_code(which: CodeList, code: str, values: dict[str, Any]) -> NewCode:
        """Give what was written, for the action."""
        return NewCode(which, code, values["text"], values["from_date"], values["is_used"])
