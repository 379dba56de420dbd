"""Texts that are saved as they are typed, and gone on with on another device."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

from samverk.foundation import acts
from samverk.foundation.middleware import actor_of
from samverk.meetings.forms.minutes import Saved, TextForm

F = TypeVar("F", bound=TextForm)


@dataclass(frozen=True, slots=True)
class Typed(Generic[F]):
    """How a save went: the form as it was sent, whether it was ``made``, and the version it began from."""

    form: F
    made: bool
    began: object

    def departs_from(self, saved: Saved | None) -> bool:
        """Answer whether something else was saved since the writer began."""
        return self.form.is_bound and saved is not None and str(self.began) != str(saved.version)


def save_typed(
    request: HttpRequest, kind: type[F], known: Saved | None, save: Callable[[F], object | None]
) -> Typed[F]:
    """Save what was typed upon ``known``; once more upon the form's own words, if their answer never came."""
    form = kind(request.POST or None, known)
    began, key = form["version"].value(), form["key"].value()
    made = save(form) is not None
    if not made and known and _is_its_own(request, key, began, known):
        form.begin_from(known.version)
        form = kind(form.data, known)
        made = save(form) is not None
    return Typed(form, made, began)


def _is_its_own(request: HttpRequest, key: str, began: object, known: Saved) -> bool:
    """Answer whether what was saved meanwhile is this form's own earlier words.

    The answer to them never came, so that it goes on with the key and the version that it had. Its
    key was used, and by one save only: nobody else has written since.
    """
    own = str(began) == str(known.version - 1)
    return own and acts.was_carried_out(actor_of(request), key)
