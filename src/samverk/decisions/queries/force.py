"""How decisions stand on a day, for rooms above: whether they have legal force, in set-based questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from samverk.decisions.models import Decision, ForceFact
from samverk.decisions.standing import force_of
from samverk.decisions.wording import force_words
from samverk.rules.force import LegalForce
from samverk.rules.ruling import Ruling


def forces_on(decisions: Iterable[int], day: date) -> dict[int, tuple[str, Ruling[LegalForce]]]:
    """Answer for some decisions (ids) whether they have legal force on a day: in words, and why.

    Two questions, however many they are. What happened after the day does not count.
    """
    wanted = list(decisions)
    facts: dict[int, list[ForceFact]] = defaultdict(list)
    for fact in ForceFact.objects.filter(decision__in=wanted, happened_on__lte=day).order_by("id"):
        facts[fact.decision_id].append(fact)
    found = Decision.objects.filter(pk__in=wanted)
    ruled = ((one.pk, force_of(one, facts[one.pk], day)) for one in found)
    return {pk: (force_words(ruling.value).text, ruling) for pk, ruling in ruled}
