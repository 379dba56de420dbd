"""What a reader should know of an exit that does not change its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from samverk.rules.bylaws import NoticeTerms, terms_on
from samverk.rules.membership.exit import Exit
from samverk.rules.membership.facts import NOTICES, Fact, FactKind
from samverk.rules.membership.status import NoticeState
from samverk.rules.ruling import Reason
from samverk.rules.statutes.finsam import FINSAM_EXIT
from samverk.rules.statutes.provision import because
from samverk.rules.wording import running_date


def remarks_on(found: Exit, terms: Sequence[NoticeTerms], day: date) -> tuple[Reason, ...]:
    """Remark on changed by-laws, a notice without a decision or a receipt, hearsay and appeals."""
    if found.notice in (NoticeState.NONE, NoticeState.WITHDRAWN):
        return ()
    return (
        *_changed_terms(found, terms, day),
        *(Reason(text) for text in _ground(found)),
        *(Reason(text) for text in _hearsay(found)),
        *((Reason(_UNRECEIVED),) if found.lacks_receipt else ()),
        *(Reason(text) for text in _appealed(found, day)),
    )


def _changed_terms(found: Exit, terms: Sequence[NoticeTerms], day: date) -> Iterator[Reason]:
    """Name each change of the by-laws' terms between the notice and the exit, up to ``day``."""
    start, end = found.counted_from, found.effective
    at_start = terms_on(terms, start) if start else None
    if start is None or end is None or at_start is None:
        return
    for row in terms:
        is_other = (row.years, row.counting) != (at_start.years, at_start.counting)
        if is_other and start < row.from_date <= min(end, day):
            text = (
                f"Förbundsordningens villkor ändrades {running_date(row.from_date)}, under "
                f"uppsägningstiden, från {at_start} till {row}. Att villkoren den dag uppsägningen "
                "gavs gäller är Samverks läsning."
            )
            yield because(text, FINSAM_EXIT, row.from_date)


def _ground(found: Exit) -> Iterator[str]:
    """Remark on a notice that no earlier decision is known to have ordered."""
    notice = _first_notice(found)
    decisions = [f for f in found.facts if f.kind is FactKind.COUNCIL_DECIDED_EXIT]
    if notice is None or notice.day is None or found.annulled:
        return
    if not decisions:
        yield (
            f"Inget beslut om att lämna är känt bakom uppsägningen ({notice}). I en kommun eller "
            "region fattas det av fullmäktige."
        )
    elif all(decision.day and decision.day > notice.day for decision in decisions):
        yield (
            f"Uppsägningen ({notice}) är daterad före beslutet att lämna ({decisions[0]}). På "
            "vilken grund den gavs är inte visat."
        )


def _hearsay(found: Exit) -> Iterator[str]:
    """Remark on a notice that only other papers tell of."""
    notice = _first_notice(found)
    if notice and found.is_assumed and not notice.is_documented:
        yield (
            f"Uppsägningen är känd bara genom hänvisning ({notice}). Utträdesdagen och avgiften "
            "förutsätter att den gavs den dagen."
        )


_UNRECEIVED = (
    "Ingen handling visar vilken dag uppsägningen kom in: tiden räknas från avsändandet. Tog förbundet"
    " emot den senare kan utträdesdagen bli senare."
)


def _first_notice(found: Exit) -> Fact | None:
    """Find the notice that the exit is counted from, else the first known one."""
    notices = [fact for fact in found.facts if fact.kind in NOTICES]
    counted = [fact for fact in notices if fact.day and fact.day == found.counted_from]
    return next(iter(counted or notices), None)


def _appealed(found: Exit, day: date) -> Iterator[str]:
    """Remark on each decision whose appeal no court had settled by ``day``."""
    for fact in found.facts:
        if since := fact.appealed_since(day):
            yield f"{fact} är överklagat {running_date(since)} och inte slutligt avgjort."
