"""Pages that join rooms."""

from samverk.thread.views.chain import membership
from samverk.thread.views.facts import record_fact
from samverk.thread.views.start import alive, start

__all__ = ["alive", "membership", "record_fact", "start"]
