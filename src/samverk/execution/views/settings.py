"""A board's reporting windows, limits and code lists: what holds, where it comes from, and its history.

No decision and no person is met here, so the administrator of the organisation may be here too.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samverk.execution import actions
from samverk.execution.forms.settings import ChangeCodeForm, CodeForm, SettingForm
from samverk.execution.models import RegisterCode, RegisterSetting
from samverk.execution.queries.settings import book_of, decided_of, shown_lists, shown_settings
from samverk.execution.views.pages import FormPage, form_page, of_register
from samverk.execution.zone import MISSING, Board, board, boards_of
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right, may
from samverk.rules.unexecuted.board_settings import SETTINGS, Setting, in_force, window_of
from samverk.rules.unexecuted.code_books import LISTS, CodeList
from samverk.rules.unexecuted.quarters import quarter_of

WINDOWS = (Setting.WINDOW_1, Setting.WINDOW_2, Setting.WINDOW_3, Setting.WINDOW_4)
FEE = (Setting.FEE_ADDED, Setting.FEE_RAISED)


def _sets(request: HttpRequest, home: Board) -> bool:
    return bool(
        may(
            actor_of(request),
            Right.SET_EXECUTION,
            organisation=home.organisation,
            body=home.body,
        )
    )


def _setting_at(request: HttpRequest, body: int) -> Board:
    """Answer the board whose settings somebody changes. Raises NotFoundError for any other."""
    home = board(body)
    if not _sets(request, home):
        raise NotFoundError(MISSING)
    return home


@require_GET
@of_register()
def register_settings(request: HttpRequest, body: int) -> HttpResponse:
    """Show what a board counts with: windows, limits, of the fee, and the code lists, with history."""
    home, today = board(body), clock.today()
    keeps, sets = body in boards_of(actor_of(request)), _sets(request, home)
    if not (keeps or sets):
        raise NotFoundError(MISSING)
    shown = shown_settings(body, today)
    quarter = quarter_of(today).plus(-1)
    context = {
        "home": home,
        "keeps": keeps,
        "sets": sets,
        "groups": [
            ("Rapportfönster", "fonster", [one for one in shown if one.setting in WINDOWS]),
            (
                "Gränser",
                "granser",
                [one for one in shown if one.setting not in (*WINDOWS, *FEE)],
            ),
            ("Särskild avgift", "avgift", [one for one in shown if one.setting in FEE]),
        ],
        "window": window_of(quarter, decided_of(body)),
        "lists": shown_lists(book_of(body), today),
    }
    return render(request, "execution/settings.html", context)


@of_register()
def decide_setting(request: HttpRequest, body: int, setting: str) -> HttpResponse:
    """Decide another value for a setting, from a day."""
    home = _setting_at(request, body)
    if setting not in set(Setting):
        raise NotFoundError(MISSING)
    which = Setting(setting)
    held = in_force(which, decided_of(body), clock.today())
    form = SettingForm(request.POST or None, which, held.value)

    def write(values: dict[str, Any], key: str) -> RegisterSetting:
        new = form.new_setting(values)
        return actions.decide_setting(actor_of(request), body, new, key=key)

    back = reverse("register_settings", args=[body])
    if form.carry_out(write):
        return redirect(back)
    lead = f"Det som gällde tidigare står kvar. Nu: {held.source}"
    page = FormPage(SETTINGS[which].label, lead, back, home.name, "Spara")
    return form_page(request, form, page)


@of_register()
def add_code(request: HttpRequest, body: int, which: str) -> HttpResponse:
    """Add a code to one of a board's lists."""
    home, listed = _setting_at(request, body), _list(which)
    form, back = CodeForm(request.POST or None, listed), reverse("register_settings", args=[body])

    def write(values: dict[str, Any], key: str) -> RegisterCode:
        return actions.write_code(actor_of(request), body, form.new_code(values), key=key)

    if form.carry_out(write):
        return redirect(back)
    lead = "Koden går att välja för det som händer från och med den dagen. Den tas aldrig bort."
    page = FormPage(f"Lägg till kod: {LISTS[listed].lower()}", lead, back, home.name, "Lägg till")
    return form_page(request, form, page)


@of_register()
def change_code(request: HttpRequest, body: int, which: str, code: str) -> HttpResponse:
    """Give a code of a board other words, or end it, from a day."""
    home, listed = _setting_at(request, body), _list(which)
    versions = book_of(body).versions(listed, code)
    if not versions:
        raise NotFoundError(MISSING)
    last, today = versions[-1], clock.today()
    day = max(today, last.from_date)
    form = ChangeCodeForm(request.POST or None, last.text, day, is_used=last.is_used)
    back = reverse("register_settings", args=[body])

    def write(values: dict[str, Any], key: str) -> RegisterCode:
        new = form.new_code(listed, code, values)
        return actions.write_code(actor_of(request), body, new, key=key)

    if form.carry_out(write):
        return redirect(back)
    lead = "Det som redan är registrerat behåller koden, med de ord den hade då."
    page = FormPage(f"Ändra kod: {last.text}", lead, back, home.name, "Spara")
    return form_page(request, form, page)


def _list(which: str) -> CodeList:
    if which not in set(CodeList):
        raise NotFoundError(MISSING)
    return CodeList(which)
