"""What the days bring of claims that wait to be handed in: two warnings, and then they expire."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from samverk.federation.actions.claimed_days import let_go
from samverk.federation.models import Claim, ClaimStep
from samverk.federation.queries.claim_days import WARNED, claims_to_hand_in, due_of, handing_of
from samverk.federation.queries.claims import claim_by_id
from samverk.foundation import acts, clock
from samverk.foundation.actors import Role, system
from samverk.foundation.login import letters
from samverk.foundation.people import holders_at
from samverk.rules.agreements.claim import ClaimEvent, ClaimState
from samverk.rules.agreements.deadline import warning_due
from samverk.rules.wording import running_date

CLAIM_WARNED = acts.kind("federation.claim_warned", "Varning för rekvisition given", is_quiet=True)
CLAIM_EXPIRED = acts.kind("federation.claim_expired", "Rekvisitionen förföll")
WORKER = system("Rekvisitionernas dagar")


def tend_claims() -> int:
    """Give the warnings that are due and let what is past expire; answer how many steps were taken.

    Doing it again on a day, by two workers at once or after a crash gives none twice. After days
    without a worker the first warning is given at once and the second a day later; nothing expires
    before both are given.
    """
    return sum(tend_claim(claim) for claim in claims_to_hand_in(clock.today()))


def tend_claim(claim: int) -> bool:
    """Take the step that the day brings of one claim (id), if any; answer whether one was taken."""
    with transaction.atomic():
        # Whoever comes second waits here, and then sees what was done
        locked = Claim.objects.select_for_update().filter(pk=claim, state=ClaimState.GENERATED)
        if not locked.exists():
            return False
        row, today = claim_by_id(claim), clock.today()
        if level := warning_due(handing_of(row), today).value:
            return _warn(row, level)
        return due_of(row, today).value.is_past and expire(row)


def _warn(row: Claim, level: int) -> bool:
    due = due_of(row, clock.today()).value
    act = acts.Act(
        WORKER,
        CLAIM_WARNED,
        f"rekvisition/{row.pk}/varning/{level}",
        row.agreement.federation_id,
        effective_on=clock.today(),
    )

    def warn() -> ClaimStep:
        note = f"Sista dag är {running_date(due.last_day)}."
        made = _step(row, WARNED[level - 1], note)
        if settings.EMAIL_HOST:
            _tell(row, due.warning)
        return made

    acts.carry_out(act, warn)
    return True


def _tell(row: Claim, warning: str) -> None:
    """Put a letter to each of the payee's economists in the queue."""
    home = row.agreement.federation
    subject = f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{row}: lämna in den"
    words = {"claim": row, "warning": warning, "installation": settings.INSTALLATION_NAME}
    for one in holders_at(Role.PROVIDER_ECONOMIST, row.agreement.payee.member_id):
        told = words | {"to": one, "home": home}
        body = render_to_string("federation/email/claim_warning.txt", told)
        letters.post(letters.Letter(subject, body, one.email, settings.DEFAULT_FROM_EMAIL))


def expire(row: Claim) -> bool:
    """Let a claim expire that is past its last day, in the caller's transaction and under its lock."""
    due = due_of(row, clock.today()).value
    act = acts.Act(
        WORKER, CLAIM_EXPIRED, f"rekvisition/{row.pk}/förfall", row.agreement.federation_id
    )

    def work() -> ClaimStep:
        row.state = ClaimState.EXPIRED
        row.save(update_fields=["state"])
        let_go(row)
        return _step(row, ClaimEvent.EXPIRE, f"Sista dag var {running_date(due.last_day)}.")

    acts.carry_out(act, work)
    return True


def _step(row: Claim, event: str, note: str) -> ClaimStep:
    return ClaimStep.objects.create(
        claim=row, event=event, to_state=row.state, who="", user_name="Samverk", note=note
    )
