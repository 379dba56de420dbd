"""Telling those who are to sign that minutes wait for them, by e-mail where the installation sends any."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from samverk.directory import queries as directory
from samverk.foundation.login.letters import Letter, post
from samverk.meetings.models import Meeting, Signer

SUBJECT = "{installation}: ett protokoll väntar på att du justerar det"
BODY = """Hej!

Protokollet från {body} den {day} väntar på att du justerar det. Logga in i {installation}: det ligger under
Att justera på startsidan. Protokollet ska vara justerat senast {latest}.

Det här brevet går inte att svara på.
"""


def tell_signers(signers: Iterable[Signer], meeting: Meeting, latest: str) -> None:
    """Put a letter to each signer in the queue, in the same transaction; nothing of a matter is in it."""
    if not settings.EMAIL_HOST:
        return
    words = {
        "installation": settings.INSTALLATION_NAME,
        "body": str(meeting.body),
        "day": meeting.day.isoformat(),
        "latest": latest,
    }
    people = [each.person_id for each in signers]
    for address in directory.addresses_of(people):
        subject, text = SUBJECT.format(**words), BODY.format(**words)
        post(Letter(subject, text, address, settings.DEFAULT_FROM_EMAIL))
