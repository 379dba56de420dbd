"""That somebody hidden comes, and waits, changes nothing on any page of who may not know of them.

No row, no number of rows, no order, no choice in a list, no sum: every page is the same as before,
also when the waits have been measured and the retention plan tried in between.
"""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.tests.cast import cast, the_day
from samverk.interventions.persons import actions as persons
from samverk.interventions.persons.actions.preparing_counts import compute_counts
from samverk.interventions.persons.actions.publishing import YearPart
from samverk.interventions.persons.actions.waiting import ToMeasure, measure_waits
from samverk.interventions.persons.models import DryRun, NamedHandler, Referral
from samverk.interventions.persons.queries.coordination import Listed
from samverk.interventions.persons.tests.archive import archive_at
from samverk.interventions.persons.tests.party import MAN, OTHER, WOMAN, Party, party, user
from samverk.interventions.persons.tests.test_thread import Walk
from samverk.interventions.persons.tests.working import in_the_door
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.retention import Standing

__all__ = ["cast", "party", "the_day"]
DAY, LATER = date(2024, 3, 15), "2024-03-15T13:00:00+01:00"
# New for each page: the key of a form and the token of a session
ONCE = re.compile(r'(?<=value=")[0-9a-zA-Z-]{36,64}(?=")')
# A trial's own place and checksum are others each time, whoever is in it
TRIAL = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b")
WHO = ("other_coordinator", "coordinator", "receiver", "worker", "owner", "neighbour")
OPEN = ("/", "/insatser/", "/arenden/", "/vaxling/", "/organ/", "/personer/", "/antal/")


def addresses(party: Party) -> list[str]:
    """List pages that tell of many, by everybody: who may not read one is refused, before and after."""
    here, there, of = party.sends, party.receives, party.delivery.pk
    lists = [
        f"{reverse('coordination', args=[body])}?lista={one.value}"
        for body in (here, there)
        for one in Listed
    ]
    named = [
        reverse(name, args=args)
        for name, args in (
            ("participations", []),
            ("search_persons", [here]),
            ("search_persons", [there]),
            ("queue", [of]),
            ("waits", [of]),
            ("what_ifs", [of]),
            ("name_team", [here]),
            ("own_counts", [here]),
            ("sessions", [there, party.open_door.pk]),
            ("move_queue", [there, of]),
            ("retention", [there]),
            ("delivery", [of]),
            ("manage_delivery", [of]),
        )
    ]
    with unread([there]):
        run = DryRun.objects.latest("recorded_at").pk
    trial = reverse("dry_run", args=[run])
    tried = [f"{trial}?lage={one.value}" for one in Standing]
    year = f"{reverse('statistics', args=[there, of])}?ar=2024"
    parts = [f"{year}&del={one.value}" for one in YearPart]
    return [*OPEN, *lists, *named, *parts, trial, *tried, reverse("decide_disposal", args=[run])]


def seen(party: Party, outsiders) -> dict[tuple[str, str], tuple[int, str]]:
    """Measure the waits, try the plan and work out the counts, as is done, and open every page."""
    found = {}
    what, desk = ToMeasure(party.delivery.pk, DAY), Desk(party.receives, Hand.RECEIVER)
    measure_waits(party.receiver, desk, what, key=str(uuid4()))
    trier = actor_for(outsiders["trier"])
    persons.try_plan(trier, party.receives, key=str(uuid4()))
    persons.prepare_counts(trier, party.receives, DAY.year, key=str(uuid4()))
    compute_counts(party.receives)
    for who, account in outsiders.items():
        client = party.cast.browser(account)
        for address in addresses(party):
            answer = client.get(address)
            page = TRIAL.sub("", ONCE.sub("", answer.content.decode()))
            if "gallring" in address:
                # One trial more is listed, and each has an order of its own: nothing else is another
                page = "\n".join(sorted(set(page.splitlines())))
            found[who, TRIAL.sub("", address)] = answer.status_code, page
        for text in ("Siv Påhitt", OTHER):
            for body in (party.sends, party.receives):
                answer = client.post(reverse("search_persons", args=[body]), {"sok": text})
                page = ONCE.sub("", answer.content.decode())
                found[who, f"{body} {text}"] = answer.status_code, page
    return found


@pytest.fixture
def outsiders(party):
    found = {who: getattr(party, f"{who}_user", None) for who in WHO}
    archive = archive_at(party)
    archive.plan()
    return found | {
        "owner": party.cast.owner_user,
        "neighbour": user("Nora Registrator", Role.REGISTRAR, party.cast.neighbour_board),
        "colleague": user("Rune Remittent", Role.REFERRER, party.cast.board),
        "archivist": archive.archivist_user,
        "trier": user("Tove Prövare", Role.COORDINATOR, party.cast.neighbour_board),
        "": None,
    }


def come(party: Party, *, protected: bool) -> None:
    """Let somebody come from the referral to the queue, known of by the two who are named alone."""
    walk, insider = Walk(party, "kom"), user("Inga Namngiven", Role.RECEIVER, _board(party))
    new = persons.NewPerson(
        party.sends, "Siv Påhitt", OTHER, home=party.cast.town.pk, protected=protected
    )
    person = persons.register_person(party.referrer, new, key="kom/p")
    walk.consent(person)
    row = walk.draft(person)
    at = (party.referrer, party.sends, row.pk)
    persons.submit_referral(*at, "consent", key="kom/i")
    with unread([party.receives]):
        copy = Referral.objects.get(thread=row.thread, side="received")
        if protected:
            NamedHandler.objects.create(
                controller_id=party.receives, person_id=copy.person_id, user=insider
            )
        # Those who coordinate there are named when such a referral comes: here they are no longer
        others = NamedHandler.objects.filter(person=copy.person_id).exclude(user=insider)
        others.update(ended_at=clock.now())
    there = (actor_for(insider), party.receives)
    persons.take_up_referral(*there, copy.pk, key="kom/t")
    how = persons.Acceptance("Passar")
    entry = persons.accept_referral(*there, copy.pk, how, key="kom/a")
    desk = Desk(party.receives, Hand.RECEIVER)
    persons.pause_wait(there[0], desk, entry.pk, "health", key="kom/paus")


def _board(party: Party):
    return party.cast.neighbour_board


def test_that_somebody_hidden_comes_changes_no_page(party, outsiders):
    Walk(party, "synlig").in_queue(MAN)
    in_the_door(party, WOMAN)
    before = seen(party, outsiders)
    come(party, protected=True)
    # Of two measurements the later is shown
    with time_machine.travel(LATER, tick=False):
        after = seen(party, outsiders)
    assert [where for where in before if before[where] != after[where]] == []
    assert sum(status == 200 for status, _ in before.values()) > 60


def test_that_somebody_else_comes_is_seen(party, outsiders):
    before = seen(party, outsiders)
    come(party, protected=False)
    after = seen(party, outsiders)
    changed = {where for where in before if before[where] != after[where]}
    assert {who for who, _ in changed} >= {"other_coordinator", "receiver", "colleague"}
    assert len(changed) > 8


def test_numbers_beside_a_list_are_of_those_in_it(party, outsiders):
    """The waits, the trial and what became of people count nobody whom their reader may not know of."""
    Walk(party, "synlig").in_queue(MAN)
    come(party, protected=True)
    found = seen(party, outsiders)

    def page(who: str, name: str) -> str:
        at = reverse(name, args=[party.delivery.pk])
        return " ".join(found[who, at][1].split())

    assert "Antal personer: 1." in page("receiver", "queue")
    waits = page("receiver", "waits")
    flow = waits.split("Väntade i början</th>")[1]
    assert re.findall(r"<td[^>]*>(\d+)</td>", flow)[:7] == list("0100001")
    with unread([party.receives]):
        run = DryRun.objects.latest("recorded_at")
        assert run.totals["ongoing"] == 2
    listed = found["archivist", TRIAL.sub("", f"{reverse('dry_run', args=[run.pk])}?lage=ongoing")]
    assert "Visa<span" in listed[1]
    assert re.findall(r">(\d+) <a[^>]*lage=ongoing", " ".join(listed[1].split())) == ["1"]


def test_a_place_that_somebody_hidden_holds_is_taken_and_does_not_tell_how(party):
    """The team must not offer it to another; whether it is offered, or taken, they do not learn."""
    told = [held_by_somebody_hidden(party, name) for name in ("tagen", "erbjuden")]
    free = [re.search(r"Lediga i dag: (\d+)", page)[1] for page in told]
    assert free == ["1", "0"]
    assert ["erbjudna" in page for page in told] == [False, False]
    assert "1 upptagna eller reserverade." in told[0]
    assert "2 upptagna eller reserverade." in told[1]


def held_by_somebody_hidden(party: Party, how: str) -> str:
    """Let somebody hold a place, hide them, and give the queue's page."""
    walk = Walk(party, how)
    held = walk.planned(OTHER) if how == "tagen" else walk.in_queue(MAN)
    if how == "erbjuden":
        new = persons.NewOffer(date(2024, 3, 22))
        persons.offer_place(party.receiver, party.receives, held.pk, new, key=f"{how}/o")
    desk = Desk(party.receives, Hand.RECEIVER)
    persons.protect_person(party.receiver, desk, held.person_id, key=f"{how}/skydd")
    reader = user(f"Lena {how.title()}", Role.RECEIVER, _board(party))
    at = reverse("queue", args=[party.delivery.pk])
    return " ".join(party.cast.browser(reader).get(at).content.decode().split())
