"""Fifty people with protected identities: nothing of them is met by anybody who is not named for them.

Not on a page, in a file, a message, a mail, a log, an error, or in clear text in the database.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from datetime import date

from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from samverk.exchange import actions as exchange
from samverk.exchange.keys import own_public_key
from samverk.exchange.models import Sent
from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.clock import now
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.interventions.actions import send_catalogues
from samverk.interventions.models import Delivery
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions import reading as reads
from samverk.interventions.persons.tests.party import party, user
from samverk.interventions.persons.walls import unread
from tests.doses import whole_alone
from tests.security.apart import asked, federation
from tests.security.crowd import MANY, Crowd, crowd, logged
from tests.security.doors import DOORS
from tests.security.test_no_trace import ONCE
from tests.security.walk import walked

__all__ = ["cast", "crowd", "federation", "party", "the_day"]
BYTES, CODED = re.compile(r"\\x([0-9a-f]{8,})"), re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
BASE_TABLES = """
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1
"""
AT = ("sends", "receives")
OF_WORK = (Role.REFERRER, Role.RECEIVER, Role.CASE_WORKER, Role.COORDINATOR, Role.LOG_AUDITOR)
WALKS = {
    **{role.value: "/personer/" for role in OF_WORK},
    "förbundschef": "/",
    "allmänheten": "/",
}
LOOKED_IN = ("/", "/personer/", "/antal/", "/vaxling/", "/insatser/", "/arenden/", "/konton/")


def pattern(crowd: Crowd) -> re.Pattern[str]:
    """Match any of what is not to be found; digits alone only where they stand by themselves."""
    words = sorted(map(re.escape, crowd.canaries), key=len, reverse=True)
    return re.compile(rf"(?<![0-9A-Za-z])(?:{'|'.join(words)})(?![0-9A-Za-z])", re.IGNORECASE)


class Listening(Client):
    """A browser that keeps all that it is answered, as it came: headers, hidden fields and all."""

    def __init__(self, who: User | None = None) -> None:
        super().__init__(raise_request_exception=False)
        self.heard: list[tuple[str, str]] = []
        if who is not None:
            self.force_login(who)

    def request(self, **given):
        answer = super().request(**given)
        body = "" if answer.streaming else answer.content.decode("utf-8", "replace")
        self.heard.append((given.get("PATH_INFO", ""), f"{dict(answer.headers)} {body}"))
        return answer

    def told(self, canaries: re.Pattern[str]) -> list[tuple[str, str]]:
        """List what was heard of them, with where."""
        return [(at, found[0]) for at, text in self.heard if (found := canaries.search(text))]


def everybody(crowd: Crowd) -> dict[str, User | None]:
    """Give one of every role, those of persons at both authorities, none of them named; and the public."""
    bodies = (crowd.party.cast.board, crowd.party.cast.neighbour_board)
    found: dict[str, User | None] = {"allmänheten": None}
    for at, body in zip(AT, bodies, strict=True):
        for role in Role if at == "sends" else OF_WORK:
            found[f"{role.value} {at}"] = user(f"{role.name.title()} Obehorig{at}", role, body)
    federation = crowd.party.delivery.intervention.federation_id
    post = people.NewPost(Role.MANAGER, federation)
    new = people.NewUser("chef@trean.example", "Charlott Chef", None, (post,))
    return found | {"förbundschef": people.add_user(SETUP, new, key="chef")}


def test_the_fifty_have_come_as_far_as_people_come(crowd):
    assert len(crowd.hidden) == MANY
    said = {re.sub(r"\d", "", text)[3:-3] for text in set().union(*(p.told for p in crowd.hidden))}
    assert said >= {"need", "aim", "reached_by", "support", "question", "answer", "advice", "again"}
    assert said >= {"redirect", "opinion", "removal", "declined", "accepted", "noshow", "goal"}
    assert said >= {"terms", "report", "withdraw", "phone", "email", "address"}
    assert len(crowd.canaries) > 14 * MANY


def test_whoever_is_named_meets_them_so_the_search_finds(crowd):
    client, canaries = Listening(crowd.party.referrer_user), pattern(crowd)
    for one in crowd.hidden:
        for name, of in (("person", "person"), ("check_referral", "sent")):
            client.get(reverse(name, args=[one.things[of]]))
    met = {word for _, text in client.heard for word in canaries.findall(text)}
    for one in crowd.hidden:
        assert set(one.name.split()) <= met
        assert {text for text in one.told if "need" in text or "aim" in text} <= met


def test_nobody_who_is_not_named_meets_anything_of_them(crowd):
    tell_the_federation(crowd)
    canaries = pattern(crowd)
    for who, account in everybody(crowd).items():
        client = Listening(account)
        # Whoever works with persons walks among them, a few walk everywhere, all others look in
        home = next((home for part, home in WALKS.items() if part in who), "")
        pages = walked(client, home, most=1) if home else []
        for address in LOOKED_IN:
            client.get(address)
        assert len(client.heard) >= len(LOOKED_IN), who
        assert [page.address for page in pages if canaries.search(page.words)] == [], who
        assert client.told(canaries) == [], who


def test_every_address_of_theirs_is_as_one_that_is_missing(crowd):
    canaries, asked = pattern(crowd), 0
    users = everybody(crowd)
    for who in (f"{role.value} {at}" for role in OF_WORK for at in AT):
        client = Listening(users[who])
        for door in (one for one in DOORS if one.hides):
            for hidden in crowd.hidden[asked % 13 :: 13]:
                for things in (hidden.things, hidden.came):
                    if door.of in things:
                        answer = client.get(door.address(things))
                        reviews = door.name == "person_readings" and "loggranskare" in who
                        assert answer.status_code == 404 or reviews, (who, door)
                        asked += 1
        assert client.told(canaries) == [], who
    assert asked > 20 * MANY


def test_a_search_for_them_is_as_one_for_nobody(crowd):
    users = everybody(crowd)
    for who, body in (
        ("samordnare hos part sends", crowd.party.sends),
        ("deltagaransvarig receives", crowd.party.receives),
    ):
        client = Client()
        client.force_login(users[who])
        address = reverse("search_persons", args=[body])

        def shown(text, client=client, address=address):
            answer = client.post(address, {"sok": text})
            page = ONCE.sub("", answer.content.decode())
            return answer.status_code, page.replace(text, "")

        for_nobody = {True: shown("19900101-9802"), False: shown("Ingen Finnsalls")}
        for one in crowd.hidden[::5]:
            for text in (one.name, one.number):
                assert shown(text) == for_nobody[text == one.number], (who, text)


def test_the_database_has_nothing_of_them_in_clear_text(crowd):
    tell_the_federation(crowd)
    canaries, bodies = pattern(crowd), [crowd.party.sends, crowd.party.receives]
    with connection.cursor() as cursor, unread(bodies):
        cursor.execute(BASE_TABLES)
        tables = [row[0] for row in cursor.fetchall()]
        assert {"persons_person", "exchange_sent", "procrastinate_jobs"} <= set(tables)
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            text = "\n".join(row[0] for row in cursor.fetchall())
            for each in (text, *decoded(text)):
                assert canaries.search(each) is None, table
        cursor.execute("SELECT count(*) FROM persons_protection")
        assert cursor.fetchone() == (MANY + MANY // 2,)


def decoded(text: str) -> list[str]:
    """Read what is written as bytes or in base64, as it is."""
    found = [bytes.fromhex(one[: len(one) // 2 * 2]) for one in BYTES.findall(text)]
    for one in CODED.findall(text):
        try:
            found.append(base64.b64decode(one, altchars=b"-_" if set("-_") & set(one) else None))
        except binascii.Error:
            continue
    return ["\n".join(each.decode("latin-1") for each in found)]


def test_what_is_written_as_bytes_or_in_base64_is_read():
    for way in ("\\x" + b"Fornamn00qzk".hex(), base64.b64encode(b"hej Fornamn00qzk!!").decode()):
        assert "Fornamn00qzk" in decoded(way)[0]


def tell_the_federation(crowd: Crowd) -> None:
    """Send all that goes between installations: counts to the federation, and the catalogue."""
    federation = crowd.party.delivery.intervention.federation_id
    exchange.add_peer(SETUP, exchange.NewPeer(federation, "333"), key="t/1")
    exchange.add_peer(SETUP, exchange.NewPeer(crowd.party.cast.neighbour.pk, "222"), key="t/2")
    made = persons.send_counts(crowd.party.coordinator, crowd.party.receives, 2024, key="t/antal")
    exchange.deliver(made.pk)
    asked = persons.MonthAsked(federation, date(2024, 2, 1))
    persons.book_days(crowd.party.coordinator, crowd.party.receives, asked, key="t/dagar")
    assert send_catalogues() == 1


def test_no_message_mail_or_log_has_anything_of_them(crowd):
    canaries, lines = pattern(crowd), []
    with logged(lines):
        tell_the_federation(crowd)
    sent = list(Sent.objects.all())
    assert {one.type for one in sent} >= {"remiss", "remissteg", "insatskatalog"}
    assert sum(one.type == "remiss" for one in sent) == MANY // 2
    for one in sent:
        for text in (one.wire, *decoded(one.wire)):
            assert canaries.search(text) is None
        # What the party's own number of a case is tells who somebody is in its diary
        assert "case_number" not in one.wire
    letters = "\n".join(str(letter.message()) for letter in mail.outbox)
    assert canaries.search("\n".join([*crowd.log, *lines, letters])) is None


@whole_alone
def test_a_federations_installation_has_nothing_of_them(crowd, federation, tmp_path):
    tell_the_federation(crowd)
    sent = list(Sent.objects.order_by("pk"))
    given = {
        "wires": [one.wire for one in sent],
        "public_key": own_public_key(),
        "deliveries": [[str(one.code), one.name] for one in Delivery.objects.all()],
        "now": now().isoformat(),
        "out": str(tmp_path / "met.json"),
    }
    told = asked(federation, given)
    answers = {(one.type, status) for one, status in zip(sent, told["answers"], strict=True)}
    # Counts are taken; the federation's own catalogue and what goes to other parties are not
    assert ("antal", 200) in answers
    assert {name for name, status in answers if status == 200} == {"antal", "deltagardagar"}
    assert {name for name, status in answers if status == 404} >= {"remiss", "remissteg"}
    assert sum(told["pages"]) > 200
    assert "federation_countreport" in told["tables"]
    assert not [name for name in told["tables"] if name.startswith("persons")]
    texts, canaries = json.loads((tmp_path / "met.json").read_text()), pattern(crowd)
    assert any("Språnget" in text for text in texts)
    for text in texts:
        for each in (text, *decoded(text)):
            assert canaries.search(each) is None


def test_an_error_tells_nothing_of_them(crowd, monkeypatch):
    canaries, lines = pattern(crowd), []

    def fails(person, told_of):
        raise RuntimeError(f"broken at {person}")

    monkeypatch.setattr(reads, "shown", fails)
    client, broken = Listening(crowd.party.referrer_user), []
    with logged(lines):
        for door in (one for one in DOORS if one.hides):
            for hidden in crowd.hidden[:2]:
                if door.of not in hidden.things:
                    continue
                answer = client.get(door.address(hidden.things))
                if answer.status_code == 500:
                    broken.append(f"{dict(answer.headers)} {answer.content.decode()}")
        for address in ("/personer/?namn=x", "/personer/samordning/", "/personer/finns-inte/"):
            assert client.get(address).status_code in (400, 403, 404)
    assert len(broken) > 10
    assert "broken at person" in "\n".join(lines)
    assert canaries.search("\n".join([*broken, *lines])) is None


def test_a_key_that_somebody_else_has_used_tells_nothing(crowd):
    other = Listening(everybody(crowd)["remittent sends"])
    address = reverse("register_person", args=[crowd.party.sends])
    new = {"key": "skara/0/p", "name": "Nils Ny", "number": "19900101-9802", "sex": "unknown"}
    answer = other.post(address, new)
    assert answer.status_code == 400
    assert "redan använts till något annat" in answer.content.decode()
    assert other.told(pattern(crowd)) == []
