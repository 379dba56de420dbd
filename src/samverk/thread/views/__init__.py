"""Pages that join rooms."""

from samverk.thread.views.chain import membership
from samverk.thread.views.facts import record_event, record_fact
from samverk.thread.views.led_to import led_to, led_to_file
from samverk.thread.views.start import alive, start
from samverk.thread.views.striking import strike_fact

__all__ = [
    "alive",
    "led_to",
    "led_to_file",
    "membership",
    "record_event",
    "record_fact",
    "start",
    "strike_fact",
]
