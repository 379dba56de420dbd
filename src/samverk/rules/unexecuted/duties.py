"""Which duties a report is made under (rapporteringsskyldighet), by the acts of its decisions.

A decision keeps the act that it was taken under; the duty is that in force when the report can be made, the
day after the quarter.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from samverk.rules.ruling import Reason
from samverk.rules.statutes.provision import Provision, because, unknown_wordings
from samverk.rules.statutes.social import (
    DISABILITY_NOTICE,
    DISABILITY_REPORT,
    DISABILITY_STATISTICS,
    SOCIAL_SERVICES_NOTICE,
    SOCIAL_SERVICES_REPORT,
    SOCIAL_SERVICES_STATISTICS,
)
from samverk.rules.unexecuted.quarters import Quarter

Duty = Mapping[str, Provision]
TO_REPORT: Duty = {"SoL": SOCIAL_SERVICES_REPORT, "LSS": DISABILITY_REPORT}
TO_TELL_OF_THE_END: Duty = {"SoL": SOCIAL_SERVICES_NOTICE, "LSS": DISABILITY_NOTICE}
TO_TELL_THE_COUNCIL: Duty = {"SoL": SOCIAL_SERVICES_STATISTICS, "LSS": DISABILITY_STATISTICS}
NAMES = {"SoL": "socialtjänstlagen", "LSS": "LSS"}


def report_day(quarter: Quarter) -> date:
    """Find the first day on which a quarter can be reported; the law of that day is the report's."""
    return quarter.last_day + timedelta(days=1)


def under(
    duty: Duty, acts: Collection[str], text: str, day: date
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Give a text once for each act (``{act}`` in it is its name), and remarks on unknown wordings.

    ``acts`` are those of the decisions, "" for one that is not known. Of none that is known both are
    given: a report of nothing is made under both.
    """
    named = [act for act in duty if act in acts]
    if not named or "" in acts:
        named = list(duty)
    reasons = tuple(because(text.format(act=NAMES[act]), duty[act], day) for act in named)
    return reasons, unknown_wordings(day, *(duty[act] for act in named))
