"""Forms that bring a file into the register: the file, what its columns and words mean, and the order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from samverk.execution.actions import NewFile
from samverk.foundation.forms import ActForm
from samverk.rules.unexecuted.code_books import STANDARD_BOOK, CodeBook, CodeList
from samverk.rules.unexecuted.code_lists import CLOSE_KINDS
from samverk.rules.unexecuted.grounds import GROUNDS
from samverk.rules.unexecuted.handling import OFFER_ANSWERS
from samverk.rules.unexecuted.import_mapping import CODED, LABELS, NEEDED, ColumnMap, Target

LARGEST = 5_000_000
MOST_WORDS = 60
OUTCOMES = ("verkställt", *CLOSE_KINDS.values(), "öppet")
Choices = Sequence[tuple[str, str]]


def _choices(book: CodeBook) -> Mapping[Target, Choices]:
    """Give what a word of a file can stand for, also codes that are used no more."""
    reasons, areas = book.every(CodeList.REASON), book.every(CodeList.AREA)
    return {
        Target.TYPE: [
            (one.code, book.kind_name(one.code).capitalize()) for one in book.every_type()
        ],
        Target.GROUND: [(one.code, one.text) for one in GROUNDS],
        Target.AREA: [(one.code, one.text.capitalize()) for one in areas],
        Target.REASON: [(one.code, one.text.capitalize()) for one in reasons],
        Target.OFFER_ANSWER: [(code, text.capitalize()) for code, text in OFFER_ANSWERS.items()],
        Target.OUTCOME: [(one, one.capitalize()) for one in OUTCOMES],
    }


NO_SOURCE = "Skriv vilken källa filen kommer ur."


class RegisterFileForm(ActForm):
    """Bring in a file of a source."""

    known = forms.ChoiceField(label="Källa", required=False)
    source = forms.CharField(
        label="Ny källa",
        max_length=80,
        required=False,
        help_text="Systemet eller kalkylbladet som filen kommer ur, till exempel Treserva.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = forms.FileField(
        label="Fil",
        help_text="CSV eller Excel (.xlsx), högst 5 MB. Rubrikerna står på den första raden.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom."},
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, Any] | None,
        sources: Sequence[str],
    ) -> None:
        super().__init__(data, files)
        if sources:
            self.fields["known"].choices = [  # type: ignore[attr-defined]
                *((one, one) for one in sources),
                ("", "en ny källa"),
            ]
        else:
            del self.fields["known"]
            self.fields["source"].label = "Källa"
            self.fields["source"].required = True
            self.fields["source"].error_messages["required"] = NO_SOURCE

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse a file that is larger than what is read."""
        found: UploadedFile[Any] = self.cleaned_data["file"]
        if (found.size or 0) > LARGEST:
            raise forms.ValidationError("Filen är större än 5 MB. Dela upp den.")
        return found

    @staticmethod
    def new_file(values: dict[str, Any]) -> NewFile:
        """Give the file, for the action: a new source goes before a known one."""
        source = values["source"].strip() or values.get("known", "")
        file = values["file"]
        file.seek(0)
        return NewFile(source, file.read(), file.name)


def _word_name(target: Target, word: str) -> str:
    """Name the field of a word: the same for as long as the word is."""
    return f"ord-{target.value}-{hashlib.sha256(word.encode()).hexdigest()[:12]}"


class ColumnsForm(ActForm):
    """Say which column is what, and what the file's words are."""

    def __init__(
        self,
        data: QueryDict | None,
        headings: Sequence[str],
        columns: ColumnMap,
        words: Mapping[Target, Sequence[str]],
        book: CodeBook = STANDARD_BOOK,
    ) -> None:
        super().__init__(data)
        choices = _choices(book)
        self.columns, self.words = columns, words
        for target in Target:
            self._add(
                f"kol-{target.value}",
                f"Kolumn för {LABELS[target][0].lower()}{LABELS[target][1:]}",
                [(one, one) for one in headings],
                columns.columns.get(target, ""),
            )
            self.fields[f"kol-{target.value}"].required = target in NEEDED
        for target, some in words.items():
            for word in some[:MOST_WORDS]:
                told = columns.words(target).get(word.lower(), "")
                label = f"{LABELS[target]}: ”{word[:80]}” är"
                self._add(_word_name(target, word), label, choices[target], told)

    def _add(self, name: str, label: str, choices: Choices, initial: str) -> None:
        first = "finns inte i filen" if name.startswith("kol-") else "Välj"
        self.fields[name] = forms.ChoiceField(
            label=label,
            required=False,
            choices=[("", first), *choices],
            initial=initial,
            error_messages={"required": "Välj kolumnen: utan den går filen inte att läsa."},
        )

    def column_map(self, values: Mapping[str, str]) -> ColumnMap:
        """Give what was chosen; words of the source that are not in this file stay as they were."""
        columns = {
            target: values[f"kol-{target.value}"]
            for target in Target
            if values.get(f"kol-{target.value}")
        }
        chosen = {name: dict(self.columns.words(target)) for target, name in CODED.items()}
        for target, some in self.words.items():
            for word in some[:MOST_WORDS]:
                code = values.get(_word_name(target, word), "")
                chosen[CODED[target]].pop(word.lower(), None)
                if code:
                    chosen[CODED[target]][word.lower()] = code
        return ColumnMap(columns, **chosen)


class ReadInForm(ActForm):
    """Ask for a tried file to be read in."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, seen: str) -> None:
        super().__init__(data, initial={"seen": seen})
