"""Whether a minority has put a matter off before: it may do so once, then a majority is needed (KL 5:50)."""

from __future__ import annotations

from samverk.foundation.errors import InputError
from samverk.meetings.models import AgendaItem
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.queries.roster import assembly_of
from samverk.registry import queries as registry
from samverk.rules.assembly import Assembly
from samverk.rules.deferral import DeferralOutcome
from samverk.rules.minutes.facts import Outcome

PUT_OFF = (Outcome.TABLED.value, Outcome.REFERRED_BACK.value)


def minority_deferral_before(item: AgendaItem) -> AgendaItem | None:
    """Answer in which item of the case, or of one linked with it, a minority put the matter off.

    Only open items settled before this one in the same council are read: one before Samverk, or in a
    secret item, is marked by hand.
    """
    if item.case_id is None or assembly_of(item.meeting.body.kind) is not Assembly.COUNCIL:
        return None
    rows = AgendaItem.objects.filter(
        case__in=registry.linked_with([item.case_id])[item.case_id],
        meeting__body=item.meeting.body_id,
        meeting__day__lte=item.meeting.day,
        settled_at__isnull=False,
        secret=False,
        outcome__outcome__in=PUT_OFF,
    ).exclude(pk=item.pk)
    if item.settled_at:
        rows = rows.filter(settled_at__lt=item.settled_at)
    earlier = rows.select_related("meeting__body").order_by("meeting__day", "settled_at")
    return next((one for one in earlier if _was_by_minority(one)), None)


def _was_by_minority(item: AgendaItem) -> bool:
    """Read how it was put off; what no longer agrees with the body's seats tells nothing."""
    try:
        deferred = proceeding_of(item, in_full=False).progress.value.deferred
    except (InputError, ValueError):
        return False
    return deferred is not None and deferred.deferral is DeferralOutcome.MINORITY
