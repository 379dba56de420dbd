"""Worked examples (räkneexempel): what a rule answers, and where the answer is known from.

Each rule module keeps a tuple ``EXAMPLES``; one test runs them all and the pages show them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from samverk.rules.ruling import Ruling


class Example(NamedTuple):
    """One worked example (räkneexempel).

    ``rule(**given).value`` shall equal ``expected``. ``source`` says in Swedish whether the answer
    was seen in reality, computed by hand or constructed.
    """

    rule: Callable[..., Ruling[object]]
    given: Mapping[str, object]
    expected: object
    source: str

    def holds(self) -> bool:
        """Answer whether the rule still gives the expected value."""
        return self.rule(**self.given).value == self.expected
