"""A what-if as JSON: all that it was made of, so that the same paper can be made again.

The form is the dataclasses' own: names as in the code, days in ISO form. A question says which engine
it was put to; another one refuses it, for its figures might differ from those of the paper.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from samverk.analytics.waiting.history import Queue
from samverk.analytics.waiting.scenario import Scenario
from samverk.analytics.waiting.settings import Settings
from samverk.analytics.waiting.whatif import Outcome, Prices, compare

FORM = 1
# Raised whenever the same question would get other figures than before: a test keeps some.
ENGINE = 3
LATER = ("starts", "in_groups")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """A what-if as it was asked (fråga): the queue as known, the day, scenarios and settings."""

    queue: Queue
    day: date
    scenarios: tuple[Scenario, ...]
    settings: Settings
    days: int = 365
    prices: Prices = field(default_factory=Prices)
    engine: int = ENGINE

    def answer(self) -> tuple[Outcome, ...]:
        """Play it: the same question has the same answer. Raises ValueError for another engine's."""
        if self.engine != ENGINE:
            raise ValueError(
                f"Frågan ställdes till räknare {self.engine}, och den här är {ENGINE}. "
                "Ställ den på nytt: talen kan bli andra än i det gamla papperet."
            )
        return compare(
            self.queue,
            self.day,
            self.scenarios,
            self.settings,
            days=self.days,
            prices=self.prices,
        )


def question_json(question: Question) -> str:
    """Write a question; what was not known on its day is left out."""
    queue = asdict(question.queue.as_known(question.day))
    # What came later is written where it says something: papers from before are made again as they were
    queue = {name: value for name, value in queue.items() if value or name not in LATER}
    known = asdict(question) | {"queue": queue}
    return json.dumps({"form": FORM, **known}, default=_plain, ensure_ascii=False, sort_keys=True)


def outcome_json(outcomes: tuple[Outcome, ...]) -> str:
    """Write an answer."""
    return json.dumps(
        [asdict(one) for one in outcomes], default=_plain, ensure_ascii=False, sort_keys=True
    )


def read_question(text: str) -> Question:
    """Read a question back; raises ValueError for what is none, or of another form."""
    try:
        found = json.loads(text)
        form = found.pop("form")
        if form != FORM:
            raise ValueError(f"Formen {form} går inte att läsa: den ska vara {FORM}.")
        return _made(Question, found)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"Texten är ingen sparad fråga: {fault}.") from fault


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} går inte att spara.")


def _made(kind: type[T], values: Mapping[str, Any]) -> T:
    """Make a dataclass of its fields; one too many is an error, and one too few that has no default.

    A field that came later has a default, so that what was kept before it can be read.
    """
    own = fields(cast(Any, kind))
    needed = {one.name for one in own if one.default is one.default_factory is MISSING}
    strange = (set(values) - {one.name for one in own}) | (needed - set(values))
    if strange:
        raise KeyError(", ".join(sorted(strange)))
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in values.items()})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) in {UnionType} or NoneType in get_args(hint):
        (inner,) = (one for one in get_args(hint) if one is not NoneType)
        return None if value is None else _value(inner, value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in value)
    if is_dataclass(hint):
        return _made(cast(type[Any], hint), value)
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return hint(value)
