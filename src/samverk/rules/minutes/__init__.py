"""What minutes must contain (protokollets innehåll, KL 5:65-68), checked before adjustment."""

from __future__ import annotations

from samverk.rules.minutes.check import Completeness as Completeness
from samverk.rules.minutes.check import completeness as completeness
from samverk.rules.minutes.check import paragraph_completeness as paragraph_completeness
from samverk.rules.minutes.examples import EXAMPLES as EXAMPLES
