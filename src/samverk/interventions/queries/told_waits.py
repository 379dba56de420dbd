"""How long the wait is to what is given by a party with an installation of its own, by what it has told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from samverk.exchange.queries import latest_from
from samverk.interventions.models import Delivery
from samverk.interventions.ports import UNTOLD, Between, Wait, WaitFigure
from samverk.interventions.queries.telling import WAITS_TOLD

# It is told once a month: what is older tells nothing of the queue as it is
FRESH_DAYS = 62
OLD = "Väntetiden är inte känd: den som ger insatsen har inte mätt den de senaste två månaderna."


class ToldWaits:
    """Answers with what the provider has last told."""

    def how_long(self, delivery: Delivery, day: date) -> Wait:
        """Answer how long the wait to a delivery is, by the latest message of its provider."""
        return self.how_long_each([delivery], day)[delivery.pk]

    def how_long_each(self, deliveries: Iterable[Delivery], day: date) -> dict[int, Wait]:
        """Answer the same of each delivery (id), in one query."""
        asked = list(deliveries)
        found = told_waits(asked, day)
        return {one.pk: found.get(one.pk, Wait(UNTOLD)) for one in asked}


def told_waits(deliveries: Iterable[Delivery], day: date) -> dict[int, Wait]:
    """Answer how long the waits are by the latest messages of providers, by delivery (id), in one query.

    Of what nobody has told of there is no row.
    """
    asked = list(deliveries)
    if not asked:
        return {}
    came = latest_from(WAITS_TOLD[0], {one.provider_id for one in asked})
    told = {
        (provider, row["delivery"]): row
        for provider, message in came.items()
        for row in message.payload["waits"]
    }
    keys = {one.pk: (one.provider_id, str(one.code)) for one in asked}
    return {pk: _fresh(told[key], day) for pk, key in keys.items() if key in told}


def _fresh(told: dict[str, Any], day: date) -> Wait:
    is_old = (day - date.fromisoformat(told["day"])).days > FRESH_DAYS
    return Wait(OLD) if is_old else read_wait(told)


def written_wait(code: str, day: date, wait: Wait) -> dict[str, Any]:
    """Write a wait as a message tells it."""
    return {
        "delivery": code,
        "day": day.isoformat(),
        "text": wait.text,
        "figures": [
            {
                "measure": one.measure,
                "least": one.least,
                "median": one.median,
                "ninetieth": one.longest_usual,
                "median_low": one.median_between.low,
                "median_high": one.median_between.high,
                "ninetieth_low": one.usual_between.low,
                "ninetieth_high": one.usual_between.high,
            }
            for one in wait.figures
        ],
    }


def read_wait(told: dict[str, Any]) -> Wait:
    """Read a wait as a message tells it; the first version has no intervals."""
    figures = (
        WaitFigure(
            one["measure"],
            one["least"],
            one["median"],
            one["ninetieth"],
            Between(one.get("median_low"), one.get("median_high")),
            Between(one.get("ninetieth_low"), one.get("ninetieth_high")),
        )
        for one in told["figures"]
    )
    return Wait(told["text"], tuple(figures), date.fromisoformat(told["day"]))
