"""Decides a board's settings and codes: each is a new row from a day, and what stood before stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from samverk.execution.models import RegisterCode, RegisterSetting
from samverk.execution.queries.settings import book_of
from samverk.execution.zone import Board, board
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError, NotFoundError
from samverk.foundation.numbering import next_number
from samverk.foundation.permissions import Right, may, require
from samverk.rules.unexecuted.board_settings import Setting, read_value
from samverk.rules.unexecuted.code_books import (
    BEGINNING,
    GROUPS,
    CodeBook,
    CodeList,
    Version,
    may_follow,
)

SETTING_DECIDED = acts.kind("execution.setting_decided", "Inställning för registret ändrad")
CODE_WRITTEN = acts.kind("execution.code_written", "Kod i registret ändrad")
LAST_DAY = date(2099, 12, 31)
LONGEST = 34
MISSING = "Sidan finns inte."


@dataclass(frozen=True, slots=True)
class NewSetting:
    """A value for a setting as it is typed, from a day, where it comes from, and whether it is sure."""

    setting: Setting
    value: str
    from_date: date
    source: str
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class NewCode:
    """What is to hold of a code from a day; ``code`` is "" for one that is added."""

    list: CodeList
    code: str
    text: str
    from_date: date
    is_used: bool = True
    group: str = ""


def decide_setting(actor: Actor, body: int, new: NewSetting, *, key: str) -> RegisterSetting:
    """Decide a value for a setting of a board. Raises InputError for a value, a day or a source amiss."""
    home = _home(actor, body)
    try:
        read_value(new.setting, new.value)
    except ValueError as fault:
        raise InputError(str(fault), field="value") from fault
    _check_day(new.from_date)
    if not new.source.strip():
        raise InputError("Skriv var uppgiften kommer från.", field="source")
    act = acts.Act(
        actor,
        SETTING_DECIDED,
        key,
        home.organisation,
        new.source,
        effective_on=new.from_date,
        body=body,
        content=new,
    )
    return acts.carry_out(act, lambda: _decide(actor, body, new))


def _decide(actor: Actor, body: int, new: NewSetting) -> RegisterSetting:
    return RegisterSetting.objects.create(
        board_id=body,
        number=next_number(f"execution/settings/{body}"),
        setting=new.setting.value,
        value=str(read_value(new.setting, new.value)),
        from_date=new.from_date,
        source=new.source.strip(),
        is_confirmed=new.is_confirmed,
        user_id=actor.user,
        user_name=actor.name,
    )


def write_code(actor: Actor, body: int, new: NewCode, *, key: str) -> RegisterCode:
    """Add a code to a board's lists, give it other words, or end it. Nothing is taken away.

    Raises InputError for what cannot follow what the list has (``may_follow``).
    """
    home = _home(actor, body)
    _check_day(new.from_date)
    act = acts.Act(
        actor,
        CODE_WRITTEN,
        key,
        home.organisation,
        effective_on=new.from_date,
        body=body,
        content=new,
    )
    return acts.carry_out(act, lambda: _write(actor, body, new))


def _write(actor: Actor, body: int, new: NewCode) -> RegisterCode:
    # Whoever writes at the same time waits here: two codes never get one name
    number = next_number(f"execution/codes/{body}")
    book = book_of(body)
    if new.code and not book.versions(new.list, new.code):
        raise NotFoundError(MISSING)
    code = new.code or _fresh(book, new, number)
    group = book.group(new.list, new.code) if new.code else new.group
    version = Version(new.list, code, new.text.strip(), new.from_date, new.is_used, group)
    ruling = may_follow(book, version, clock.today())
    if not ruling.value:
        raise InputError(ruling.reasons[0].text)
    return RegisterCode.objects.create(
        board_id=body,
        number=number,
        list=version.list.value,
        code=code,
        text=version.text,
        group=group,
        from_date=version.from_date,
        is_used=version.is_used,
        user_id=actor.user,
        user_name=actor.name,
    )


def _fresh(book: CodeBook, new: NewCode, number: int) -> str:
    """Make the name of a code from its words, that no code of the list has had."""
    group = (
        f"{new.group.lower()}-"
        if new.list is CodeList.TYPE and new.group in GROUPS[new.list]
        else ""
    )
    name = f"{group}{slugify(new.text)}"[:LONGEST].strip("-") or new.list.value
    return f"{name}-{number}" if book.versions(new.list, name) else name


def _home(actor: Actor, body: int) -> Board:
    found = board(body)
    require(may(actor, Right.SET_EXECUTION, organisation=found.organisation, body=body))
    return found


def _check_day(day: date) -> None:
    if not BEGINNING <= day <= LAST_DAY:
        raise InputError("Ange en dag från 1994 till 2099.", field="from_date")
