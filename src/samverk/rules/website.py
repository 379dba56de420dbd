"""Papers that must be on the website before the meeting that treats them (KL 8:14-16 a).

A federation has the rule on the budget proposal through 21 § lag (2003:1210), and only that one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.limits import Limit, Timing, limit
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.finsam import FINSAM_ECONOMY
from samverk.rules.statutes.kl import KL_ANNUAL_REPORT_SHOWN, KL_AUDIT_REPORT_SHOWN, KL_BUDGET_SHOWN
from samverk.rules.statutes.provision import Provision, because, unknown_wordings
from samverk.rules.wording import running_date


class Shown(StrEnum):
    """What the public shall find on the website (handling på webbplatsen)."""

    BUDGET = "budgetförslaget"
    ANNUAL_REPORT = "årsredovisningen"
    AUDIT_REPORT = "revisionsberättelserna"


@dataclass(frozen=True, slots=True)
class OnWebsite:
    """Tillgänglighet på webbplatsen. ``limit`` is None when not required or no day is known."""

    is_required: bool
    limit: Limit | None = None


_PROVISIONS: dict[Shown, Provision] = {
    Shown.BUDGET: KL_BUDGET_SHOWN,
    Shown.ANNUAL_REPORT: KL_ANNUAL_REPORT_SHOWN,
    Shown.AUDIT_REPORT: KL_AUDIT_REPORT_SHOWN,
}
_AUDIT_SINCE = KL_AUDIT_REPORT_SHOWN.wordings[0].from_date


def on_website(
    what: Shown,
    meeting: date,
    *,
    assembly: Assembly,
    announced: date | None = None,
    published: date | None = None,
) -> Ruling[OnWebsite]:
    """Answer whether a paper was on the website from the day its meeting was announced.

    ``announced`` is that day. Without it no last day can be told, and the answer stays open.
    """
    if reason := _not_required(what, meeting, assembly):
        return Ruling(OnWebsite(is_required=False), (reason,))
    provision = _PROVISIONS[what]
    text = f"Från det att sammanträdet tillkännages ska {what} finnas på webbplatsen."
    reasons = [because(text, provision, meeting)]
    cited = [provision]
    if assembly is Assembly.FEDERATION:
        reasons.append(because("Det gäller även förbundet.", FINSAM_ECONOMY, meeting))
        cited.append(FINSAM_ECONOMY)
    found = None if announced is None else limit(announced, published)
    reasons.append(Reason(_kept(what, found)))
    return Ruling(
        OnWebsite(is_required=True, limit=found), tuple(reasons), unknown_wordings(meeting, *cited)
    )


def _not_required(what: Shown, meeting: date, assembly: Assembly) -> Reason | None:
    if assembly is Assembly.BOARD:
        return Reason("Kravet gäller fullmäktiges sammanträden, inte nämndens.")
    if assembly is Assembly.FEDERATION and what is not Shown.BUDGET:
        text = "Av reglerna om webbplatsen gäller bara den om budgetförslaget för förbundet."
        return because(text, FINSAM_ECONOMY, meeting)
    if what is Shown.AUDIT_REPORT and meeting < _AUDIT_SINCE:
        return Reason(f"Kravet på {what} gäller först från {running_date(_AUDIT_SINCE)}.")
    return None


def _kept(what: Shown, found: Limit | None) -> str:
    if found is None:
        return "Okänt, handling saknas: ingen uppgift om när sammanträdet tillkännagavs."
    match found.timing:
        case Timing.UNKNOWN:
            return f"Okänt, handling saknas: ingen uppgift om när {what} kom på webbplatsen."
        case Timing.IN_TIME:
            return f"På webbplatsen sedan {running_date(found.done)}, i tid."
        case _:
            return (
                f"På webbplatsen först {running_date(found.done)}, fast sammanträdet tillkännagavs "
                f"{running_date(found.latest)}: för sent."
            )


EXAMPLES = (
    Example(
        on_website,
        {
            "what": Shown.BUDGET,
            "meeting": date(2026, 11, 20),
            "assembly": Assembly.FEDERATION,
            "announced": date(2026, 11, 6),
            "published": date(2026, 11, 9),
        },
        OnWebsite(True, Limit(date(2026, 11, 6), date(2026, 11, 9), Timing.LATE)),
        "konstruerat: förbundets budgetförslag tre dagar efter tillkännagivandet",
    ),
    Example(
        on_website,
        {
            "what": Shown.AUDIT_REPORT,
            "meeting": date(2023, 5, 24),
            "assembly": Assembly.COUNCIL,
        },
        OnWebsite(False),
        "räknat för hand: före 2023:642",
    ),
)
