"""Filters and tags that every template has: icons, Swedish formats, charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from samverk.rules.amounts import kr
from samverk.rules.ruling import Reason
from samverk.rules.wording import NO_BREAK, kronor_and_ore, month_and_year, running_date
from samverk.web import days, icons, statuses, swedish, tables

register = template.Library()
_PERSONAL_NUMBER = re.compile(r"\b\d{8}-(?:••••|\d{4}\b)")


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a decorative icon."""
    return icons.icon(name)


@register.filter
def status(words: str, name: str = "neutral") -> SafeString:
    """Draw a state as icon and word: what ``c-status`` draws, for the many rows of a table.

    A component drawn for each row took half of a long list's time.
    """
    look = statuses.tone(name)
    # The icon is ours, and the words are escaped unless they are markup already
    return mark_safe(  # noqa: S308
        f'<span class="sv-status" data-color="{look.colour}">{icons.icon(look.icon)}'
        f"<span>{conditional_escape(words)}</span></span>"
    )


@register.filter
def iso(day: date | None) -> str:
    """Write a date as ISO, nothing for a date that is not known."""
    return day.isoformat() if day else ""


@register.filter(name="month_and_year")
def month_of(day: date | None) -> str:
    """Write the month of a date, "mars 2026"; nothing for a date that is not known."""
    return month_and_year(day) if day else ""


@register.filter
def running(day: date | None) -> str:
    """Write a date for running text, nothing for a date that is not known."""
    return running_date(day) if day else ""


@register.filter
def number(value: Decimal | float | None, decimals: int = 0) -> str:
    """Write a number, an en dash for one that is not known."""
    return swedish.DASH if value is None else swedish.number(value, decimals)


@register.filter
def counted(counts: Iterable[int | None]) -> SafeString:
    """Draw a row's counts as cells, one that is withheld as two points.

    Not drawn cell by cell in the template, which takes most of the time of a page with large tables.
    """
    return mark_safe("".join(map(_counted, counts)))  # noqa: S308


@lru_cache(maxsize=4096)
def _counted(count: int | None) -> str:
    told = WITHHELD if count is None else swedish.number(count)
    return f'<td class="sv-number">{told}</td>'


WITHHELD = '<span aria-hidden="true">..</span><span class="ds-sr-only">visas inte</span>'


@register.filter
def told(value: int | None) -> str:
    """Write a count, and in words that it is withheld: not known is not none."""
    return "visas inte" if value is None else swedish.number(value)


@register.filter
def kronor(value: Decimal | float | None) -> str:
    """Write whole kronor, an en dash for an amount that is not known."""
    return swedish.DASH if value is None else swedish.kronor(value)


@register.filter
def ore(value: int | str | None) -> str:
    """Write an amount in öre as kronor: 63869500 becomes "638 695 kr"; a dash where there is none.

    A template gives "" for what is not there at all.
    """
    return kr(value) if isinstance(value, int) else swedish.DASH


@register.filter
def tenths(value: int | str | None) -> str:
    """Write tenths of a per cent: -25 becomes "−2,5 %"; a dash where there is none."""
    if not isinstance(value, int):
        return swedish.DASH
    return f"{swedish.number(Decimal(value) / 10, 1)}{NO_BREAK}%"


@register.filter
def with_ore(value: int | None) -> str:
    """Write an amount in öre as kronor with öre, an en dash for one that is not known."""
    return swedish.DASH if value is None else kronor_and_ore(value)


@register.filter
def tkr(value: Decimal | float | None) -> str:
    """Write kronor as tkr, an en dash for an amount that is not known."""
    return swedish.DASH if value is None else swedish.tkr(value)


@register.filter
def mnkr(value: Decimal | float | None) -> str:
    """Write kronor as mnkr, an en dash for an amount that is not known."""
    return swedish.DASH if value is None else swedish.mnkr(value)


@register.filter
def paragraph(value: int | str | None) -> str:
    """Write "§ 243", nothing for a record without a paragraph number."""
    return "" if value in (None, "") else swedish.paragraph(value)


@register.filter
def listed(reasons: Iterable[Reason]) -> SafeString:
    """Write reasons as list items, each with the provision it rests on.

    A page has a hundred of them: a template included for each took a tenth of its time.
    """
    # Text and provision are escaped one by one
    return mark_safe("".join(map(_item, reasons)))  # noqa: S308


def _item(reason: Reason) -> str:
    text = escape(reason.text)
    if reason.statute is None:
        return f"<li>{text}</li>"
    place = f"{icons.icon('law')}{escape(str(reason.statute))}"
    return f'<li>{text} <span class="sv-statute">{place}</span></li>'


@register.filter
def soften(text: str) -> SafeString:
    """Escape ``text``, give its long compounds soft hyphens, and keep each § with its number."""
    return mark_safe(swedish.kept_together(swedish.softened(escape(text))))  # noqa: S308


@register.filter
def unbroken(text: str) -> SafeString:
    """Escape ``text``, and let no line break within a personal number, masked or not."""
    held = _PERSONAL_NUMBER.sub(r'<span class="sv-nowrap">\g<0></span>', conditional_escape(text))
    # What was not markup is escaped, and the span is ours
    return mark_safe(held)  # noqa: S308


@register.filter
def at(rows: Sequence[Any], place: int) -> Any:
    """Pick the row at a place."""
    return rows[place]


@register.filter
def key(rows: Mapping[str, Any], name: str) -> Any:
    """Pick a value by its name; None when there is none."""
    return rows.get(name)


@register.filter
def whole_days(markup: SafeString) -> SafeString:
    """Keep every date of a page on one line."""
    # Only marks of ours are put into markup that is safe already
    return mark_safe(days.whole(str(markup)))  # noqa: S308


@register.filter
def stack(slot: SafeString) -> SafeString | None:
    """Label a table's cells for narrow screens, None for a table without column headings."""
    labelled = tables.stacked(str(slot))
    # Only marks of ours are put into a table that is safe already
    return None if labelled is None else mark_safe(labelled)  # noqa: S308
