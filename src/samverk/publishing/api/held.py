"""What is sent of a whole file, held as one under way until it is sent, or nobody takes it any more."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from samverk.foundation import clock, rates

# How often one that is still being sent says so: each time is a write
SAID = timedelta(minutes=1)


class Held(Iterator[bytes]):
    """The parts of an answer; Django closes it when the answer is closed, however that comes."""

    def __init__(self, parts: Iterable[bytes], begun: uuid.UUID, moment: datetime) -> None:
        self._parts, self._begun, self._said = iter(parts), begun, moment

    def __next__(self) -> bytes:
        """Give the next part."""
        now = clock.now()
        if now - self._said > SAID:
            self._said = now
            rates.go_on(self._begun, now)
        return next(self._parts)

    def close(self) -> None:
        """Let another begin."""
        rates.end(self._begun)
