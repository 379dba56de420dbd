"""What others see of the messages that were sent, and in which turn they went."""

from __future__ import annotations

import re

from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.exchange.actions.sending import DELIVER_JOB
from samverk.exchange.models import Sent

# Letters and digits of no meaning, where a short word may come by chance
_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_SEALED = re.compile(r'(?<="sealed":")2\.[A-Za-z0-9+/=]+(?=")')
_SIGNED = re.compile(
    r'(?<="key":")[A-Za-z0-9+/=]{44}(?=")|(?<="signature":")[A-Za-z0-9+/=]{88}(?=")'
)
LONG = 8


def in_the_open(message: Sent) -> str:
    """What anybody can read in a message that holds something sealed: its wire without ids and seals."""
    opened, seals = _SEALED.subn("", message.wire)
    assert seals, "nothing is sealed in this message"
    return _ID.sub("", _SIGNED.sub("", opened))


def legible(words: tuple[str, ...], message: Sent) -> list[str]:
    """Which of some words can be read in a message; long ones are looked for in what is sealed too."""
    opened = in_the_open(message)
    return [one for one in words if one in opened or (len(one) >= LONG and one in message.wire)]


def in_turn(kind: str) -> list[Sent]:
    """Give the messages of a kind in the turn they were handed to delivery, at one moment as well."""
    jobs = ProcrastinateJob.objects.filter(task_name=DELIVER_JOB).order_by("id")
    turns = dict.fromkeys(job.args["message"] for job in jobs)
    found = {str(one.pk): one for one in Sent.objects.filter(type=kind)}
    assert found.keys() <= turns.keys()
    return [found[one] for one in turns if one in found]
