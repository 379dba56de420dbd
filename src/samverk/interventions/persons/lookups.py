"""How often somebody may look for persons: so seldom that nobody is found by trying numbers.

A search and a registration both tell whether a number is there, so they are counted together. Each
takes a slot of the minute that nobody else has: two at the same time never take the same.
"""

from __future__ import annotations

from django.core.cache import cache

from samverk.foundation import clock

MOST_A_MINUTE = 30
MINUTE = 60
SLOWER = "Du har sökt många gånger på kort tid. Vänta en minut och försök igen."


def too_many(user: int | None) -> bool:
    """Count a look-up; answer whether it is one too many within the minute."""
    minute = int(clock.now().timestamp()) // MINUTE
    name = f"persons/search/{user}/{minute}"
    # Where to begin to look for a free slot: it may be late, and then the next one is tried
    begin = int(cache.get(name, 0))
    for slot in range(begin, MOST_A_MINUTE):
        if cache.add(f"{name}/{slot}", 1, 2 * MINUTE):
            cache.set(name, slot + 1, 2 * MINUTE)
            return False
    return True
