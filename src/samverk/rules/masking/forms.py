"""The forms that a number is written in, from the plain to what a scanner or the end of a line made of it."""

from __future__ import annotations

from samverk.rules.masking.others import are_days, is_thousands
from samverk.rules.masking.runs import BLANK, DASHED, Gap
from samverk.rules.masking.window import LAST, LONG, Window

_MOST_ALIKE = 2


def stands_alone(window: Window) -> bool:
    """Answer whether no other digit is written together with these."""
    run, first, after = window.run, window.first, window.first + window.size
    if window.before is Gap.NONE and run.sure[first - 1]:
        return False
    if window.after is Gap.NONE and run.sure[after]:
        return False
    if window.is_tight and window.joint in DASHED:
        return True
    # One day after another, or a number with decimals
    if window.after is Gap.DASH or (window.after is Gap.POINT and window.joint is not Gap.NONE):
        return False
    return window.before not in {Gap.DASH, Gap.POINT} or window.joint is Gap.NONE


def is_certain(window: Window) -> bool:
    """Answer whether letters among the digits are a scanner's: a number that is firmly written, alone."""
    text = window.paper.text
    return (
        window.alike <= _MOST_ALIKE
        and window.is_tight
        and window.joint is Gap.DASH
        and Gap.NONE not in {window.before, window.after}
        and not text[window.start - 1 : window.start].isalnum()
        and not text[window.end : window.end + 1].isalnum()
    )


def is_firm(window: Window) -> bool:
    """Answer whether digits are written as only such a number is, whatever its check digit."""
    is_written_so = window.is_tight and window.joint in {Gap.DASH, Gap.BROKEN_DASH}
    return is_written_so and Gap.DASH not in {window.before, window.after}


def is_known_form(window: Window) -> bool:
    """Answer whether digits with the right check digit are written as such a number can be."""
    return (
        _is_plain(window)
        or _is_split_once(window)
        or _is_spaced_out(window)
        or _is_scattered(window)
    )


def _is_plain(window: Window) -> bool:
    """Answer whether the last four are in one piece, and the date is or has signs between its parts."""
    return set(window.last_gaps) == {Gap.NONE} and _is_date(window)


def _is_date(window: Window) -> bool:
    """Answer whether the date is in one piece, or has one and the same sign between its parts."""
    month_at, day_at = window.size - LAST - 5, window.size - LAST - 3
    gaps = window.day_gaps
    if any(gap is not Gap.NONE for at, gap in enumerate(gaps) if at not in {month_at, day_at}):
        return False
    month, day = gaps[month_at], gaps[day_at]
    if window.joint in DASHED and {month, day} <= {Gap.NONE, Gap.DASH, Gap.LOOSE_DASH}:
        return True
    # "10 10 10.4477" is four figures
    is_figures = window.joint is Gap.POINT and month is Gap.SPACE
    return month is day and month in {Gap.NONE, Gap.SPACE, Gap.DASH, Gap.POINT} and not is_figures


def _is_split_once(window: Window) -> bool:
    """Answer whether one new line (or, in twelve digits, one blank) is all that has come between."""
    split = [gap for gap in window.rest if gap is not Gap.NONE]
    allowed = {Gap.BREAK, Gap.BROKEN_DASH} | ({Gap.SPACE} if window.size == LONG else set())
    if len(split) != 1 or split[0] not in allowed:
        return False
    return not (_has_century_apart(window) or are_days(window))


def _is_scattered(window: Window) -> bool:
    """Answer whether blanks have come in anywhere, where a dash before the last four holds it together.

    With more than one blank it must not stand in a row of figures: telephone numbers would make one.
    """
    split = [gap for gap in window.rest if gap is not Gap.NONE]
    if window.joint not in DASHED or not BLANK.issuperset(split):
        return False
    if len(split) > 1 and Gap.SPACE in {window.before, window.after}:
        return False
    return not (_has_century_apart(window) or is_thousands(window))


def _has_century_apart(window: Window) -> bool:
    """Answer whether two digits stand before a number that is whole without them: "§ 19 850101-..."."""
    rest = window.rest
    is_rest_whole = rest.count(Gap.NONE) == len(rest) - 1
    return window.size == LONG and rest[1] is not Gap.NONE and is_rest_whole


def _is_spaced_out(window: Window) -> bool:
    """Answer whether every digit stands by itself, and these are all there are in the row."""
    alone = Gap.SPACE not in {window.before, window.after}
    return alone and set(window.rest) == {Gap.SPACE} and window.joint is not Gap.POINT
