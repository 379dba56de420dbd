"""How often somebody may look for persons: so seldom that nobody is found by trying numbers.

A search and a registration both tell whether a number is there, so they are counted together. Each
takes a slot of the minute that nobody else has: two at the same time never take the same.
"""

from __future__ import annotations

from django.core.cache import cache
from django.db import transaction

from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.models import User
from samverk.foundation.sealing import search_key
from samverk.foundation.tracing import Mark
from samverk.rules.name_words import name_words
from samverk.rules.personal_number import read_number

SEARCHED = acts.kind("persons.searched", "Personsökning", is_reading=True)
NO_HIT, REFUSED, TOO_OFTEN = "ingen träff", "sökte inte", "för många på kort tid"
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


def note_search(actor: Actor, place: tuple[int, int], text: str, outcome: str, mark: Mark) -> None:
    """Note a search at an organisation and body (ids): who, how it went, and a keyed digest of what for.

    The same search is seen to be the same, and nobody reads a number or a name out of the log.
    """
    if actor.user is None:
        raise NotAllowedError("Logga in för att söka efter personer.")
    organisation, body = place
    asked = search_key(body, f"sökning/{_same(text)}")
    why = f"{outcome}, sökning {asked[:16]}"
    act = acts.Act(actor, SEARCHED, "", organisation, why, body=body, mark=mark)
    with transaction.atomic():
        acts.log_readings(act, [User(pk=actor.user, full_name=actor.name)])


def hits(many: int) -> str:
    """Say how many a search found."""
    if not many:
        return NO_HIT
    return f"{many} träff{'ar' if many > 1 else ''}"


def _same(text: str) -> str:
    """Give what is the same for a number, however written, and for the same words in any order."""
    try:
        return read_number(text, clock.today()).digits
    except ValueError:
        return " ".join(sorted(name_words(text)))
