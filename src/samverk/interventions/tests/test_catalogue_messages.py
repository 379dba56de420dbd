"""The catalogue reaches the parties: once for each change, and the newer replaces the older."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest
import time_machine

from samverk.directory import actions as directory
from samverk.exchange import actions as exchange
from samverk.exchange import queries as messages
from samverk.exchange.models import Sent
from samverk.exchange.ports import MESSAGE_TYPES, Incoming
from samverk.exchange.schema import faults
from samverk.federation.models import Intervention
from samverk.foundation import clock
from samverk.foundation.errors import InputError
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.interventions import queries
from samverk.interventions.actions import send_catalogues
from samverk.interventions.actions.catalogue_copies import take_catalogue
from samverk.interventions.models import CapacityRow, Delivery, IntakeWindow, Requirement
from samverk.interventions.persons.tests.party import party
from samverk.interventions.queries.telling import CATALOGUE, catalogue_told
from samverk.project.testing.stages import kept
from samverk.rules.interventions.capacity import Places
from samverk.rules.interventions.limits import LimitKind

__all__ = ["cast", "party", "the_day"]
ADDRESS = "https://parterna.example/vaxling/ta-emot/"
HISTORIES = (Delivery, Requirement, IntakeWindow, CapacityRow, Intervention)


@kept
def home(party):
    """The federation that the deliveries belong to."""
    return party.delivery.intervention.federation_id


@kept
def told(home):
    return catalogue_told(home)


def came(party, payload, **changed) -> Incoming:
    sender = party.delivery.intervention.federation_id
    found = Incoming(uuid.uuid4(), sender, "Trean", party.cast.neighbour.pk, clock.now(), payload)
    return replace(found, **changed)


def new_delivery(told):
    """A delivery that is not known at the party yet, by a provider that is not known either."""
    stranger = {"kind": "region", "name": "Region Fjärran", "short_name": "Fjärran", "number": ""}
    return told["deliveries"][0] | {
        "code": str(uuid.uuid4()),
        "name": "Språnget Fjärran",
        "provider": stranger,
        "requirements": [
            {
                "youngest": 16,
                "oldest": None,
                "homes": [stranger],
                "parties": [stranger],
                "incomes": ["assistance"],
                "horizon": "m12",
                "tested_on": "start",
                "blocks": False,
                "decided_in": "",
                "from_date": "2024-01-01",
                "to_date": None,
            }
        ],
        "places": [
            {
                "from_date": "2024-01-01",
                "to_date": None,
                "funded": 4,
                "maximum": 6,
                "out_of_service": 1,
                "reason": "",
            }
        ],
    }


def test_what_is_told_follows_its_schema(told):
    kind = MESSAGE_TYPES.find(*CATALOGUE)
    assert list(faults(told, kind.schema)) == []


def test_a_copy_that_is_the_same_changes_no_row(party, told):
    before = [list(model.objects.order_by("pk").values()) for model in HISTORIES]
    take_catalogue(came(party, told))
    assert [list(model.objects.order_by("pk").values()) for model in HISTORIES] == before


def test_a_new_delivery_comes_with_its_rules_and_places(party, told):
    new = new_delivery(told)
    told["deliveries"].append(new)
    take_catalogue(came(party, told))
    made = queries.delivery_by_code(uuid.UUID(new["code"]))
    assert (made.name, made.provider.name) == ("Språnget Fjärran", "Region Fjärran")
    (age, town, party_rule, income, horizon) = queries.rules_of(made.pk)
    assert (age.youngest, age.blocks, town.municipalities) == (16, False, frozenset({"Fjärran"}))
    assert (party_rule.parties, income.incomes) == ({"Fjärran"}, {"assistance"})
    assert horizon.within == "m12"
    assert queries.places_on(made.pk, date(2024, 3, 15)) == Places(4, 6, 1)


def test_closed_intake_and_changed_words_replace_what_was_there(party, told):
    first, second = told["deliveries"][:2]
    first["content"] = "Nytt innehåll"
    first["intakes"][0] |= {
        "to_date": "2024-03-01",
        "why_closed": "Fullt",
        "successor": second["code"],
    }
    take_catalogue(came(party, told))
    day = date(2024, 3, 15)
    assert queries.intake_on(party.delivery.pk, day) is None
    assert queries.last_intake(party.delivery.pk, day).successor == party.successor
    assert Delivery.objects.get(pk=party.delivery.pk).content == "Nytt innehåll"


def test_a_rule_that_is_told_no_more_ends(party, told):
    told["deliveries"][0]["requirements"] = []
    take_catalogue(came(party, told))
    assert Requirement.objects.get(delivery=party.delivery).to_date == date(2024, 3, 14)


def test_places_that_the_federation_says_nothing_of_stay(party, told):
    told["deliveries"][0]["places"] = []
    take_catalogue(came(party, told))
    assert queries.places_on(party.delivery.pk, date(2024, 3, 15)) == Places(2, 3, 0)


def test_new_places_end_those_before(party, told):
    told["deliveries"][0]["places"] = [
        {
            "from_date": "2024-02-01",
            "to_date": None,
            "funded": 5,
            "maximum": 5,
            "out_of_service": 0,
            "reason": "Fler medel",
        }
    ]
    take_catalogue(came(party, told))
    assert queries.places_on(party.delivery.pk, date(2024, 1, 31)) == Places(2, 3, 0)
    assert queries.places_on(party.delivery.pk, date(2024, 2, 1)) == Places(5, 5, 0)


def test_starts_and_ended_classes_are_told(party, told):
    first = told["deliveries"][0]
    ended = {"rank": 0, "name": "Unga", "ground": "Under 25", "decided_in": "", "last_day": None}
    start = {"starts_on": "2024-04-08", "apply_by": None, "places": 12, "called_off": ""}
    first |= {"priorities": [ended], "starts": [start]}
    take_catalogue(came(party, told))
    ended["last_day"], start["called_off"] = "2024-05-31", "För få sökande"
    take_catalogue(came(party, told))
    assert queries.classes_of(party.delivery.pk)[0].last_day == date(2024, 5, 31)
    assert queries.starts_of(party.delivery.pk)[0].called_off == "För få sökande"


def without_referral(requirement):
    """Tell of a requirement as the versions before the third do."""
    later = ("parties", "incomes", "horizon")
    return {name: value for name, value in requirement.items() if name not in later}


def test_what_only_a_referral_tells_comes_with_the_third_version(party, told):
    rule = told["deliveries"][0]["requirements"][0]
    teller = told["deliveries"][0]["provider"]
    rule |= {"parties": [teller], "incomes": ["sickness"], "horizon": "m12"}
    for _ in range(2):
        take_catalogue(came(party, told))
    kept = Requirement.objects.filter(delivery=party.delivery, to_date=None).get()
    assert (kept.incomes, kept.horizon) == (["sickness"], "m12")
    assert [one.organisation_id for one in kept.parties.all()] == [party.cast.neighbour.pk]


def test_longest_times_come_and_end(party, told):
    limit = {
        "kind": "hold",
        "days": 60,
        "decided_in": "",
        "from_date": "2024-01-01",
        "to_date": None,
    }
    told["deliveries"][0]["limits"] = [limit]
    take_catalogue(came(party, told))
    later = limit | {"days": 30, "from_date": "2024-03-01"}
    told["deliveries"][0]["limits"] = [later, limit | {"to_date": "2024-02-29"}]
    assert list(faults(told, MESSAGE_TYPES.find(*CATALOGUE).schema)) == []
    take_catalogue(came(party, told))
    found = [
        queries.limit_on(party.delivery.pk, LimitKind.HOLD, day).days
        for day in (date(2024, 2, 29), date(2024, 3, 1))
    ]
    assert found == [60, 30]


def test_the_third_version_knows_nothing_of_how_often_a_wait_is_confirmed(party, told):
    limit = {"kind": "reconfirm", "days": 60, "decided_in": "", "from_date": "2024-01-01"}
    told["deliveries"][0]["limits"] = [limit | {"to_date": None}]
    assert list(faults(told, MESSAGE_TYPES.find("insatskatalog", 3).schema)) != []
    assert list(faults(told, MESSAGE_TYPES.find("insatskatalog", 4).schema)) == []
    take_catalogue(came(party, told))
    assert queries.limit_on(party.delivery.pk, LimitKind.RECONFIRM, date(2024, 3, 15)).days == 60
    told["deliveries"][0]["limits"] = []
    assert list(faults(told, MESSAGE_TYPES.find("insatskatalog", 3).schema)) == []


def test_the_second_version_is_still_taken(party, told):
    for row in told["deliveries"]:
        del row["limits"]
        row["requirements"] = [without_referral(one) for one in row["requirements"]]
    assert list(faults(told, MESSAGE_TYPES.find("insatskatalog", 2).schema)) == []
    take_catalogue(came(party, told))
    assert Requirement.objects.get(delivery=party.delivery).to_date is None


def test_the_first_version_is_still_taken(party, told):
    for row in told["deliveries"]:
        del row["starts"], row["limits"]
        row["priorities"] = [{"rank": 0, "name": "Unga", "ground": "Under 25", "decided_in": ""}]
        row["requirements"] = [without_referral(one) for one in row["requirements"]]
    assert list(faults(told, MESSAGE_TYPES.find("insatskatalog", 1).schema)) == []
    take_catalogue(came(party, told))
    assert queries.classes_of(party.delivery.pk)[0].last_day is None


def test_a_catalogue_is_a_federations(party, told):
    with pytest.raises(InputError, match="från ett samordningsförbund"):
        take_catalogue(came(party, told, sender=party.cast.town.pk))


def test_another_federations_delivery_is_not_touched(party, told):
    new = directory.NewOrganisation("federation", "Samordningsförbundet Fyran", "Fyran", "fyran")
    fyran = directory.add_organisation(SETUP, new, key="fyran").pk
    with pytest.raises(InputError, match="hör till ett annat förbund"):
        take_catalogue(came(party, told, sender=fyran))


@kept
def peers(party, home):
    """Trean lives here; Norrvik, who gives the deliveries, has an installation of its own."""
    exchange.add_peer(SETUP, exchange.NewPeer(home, "333"), key="p/1")
    key = "A" * 43 + "="
    new = exchange.NewPeer(party.cast.neighbour.pk, "222", ADDRESS, key)
    return exchange.add_peer(SETUP, new, key="p/2")


def test_it_is_sent_once_and_again_when_something_has_changed(party, peers):
    """A change that is taken back is told too."""
    for minute, content in enumerate(("", "Nytt", "")):
        with time_machine.travel(f"2024-03-15T12:0{minute}:00+01:00", tick=False):
            Delivery.objects.filter(pk=party.delivery.pk).update(content=content)
            assert (send_catalogues(), send_catalogues()) == (1, 0)
    assert Sent.objects.filter(recipient=peers, type="insatskatalog").count() == 3


def test_a_federation_that_lives_elsewhere_is_not_spoken_for(party, home):
    new = exchange.NewPeer(home, "333", ADDRESS, "A" * 43 + "=")
    exchange.add_peer(SETUP, new, key="p/1")
    provider = exchange.NewPeer(party.cast.neighbour.pk, "222", ADDRESS, "A" * 43 + "=")
    exchange.add_peer(SETUP, provider, key="p/2")
    assert send_catalogues() == 0


def test_an_older_message_that_comes_late_changes_nothing(party, home):
    """Both are real messages: the newer is signed and taken first."""
    exchange.add_peer(SETUP, exchange.NewPeer(home, "333"), key="p/1")
    exchange.add_peer(SETUP, exchange.NewPeer(party.cast.neighbour.pk, "222"), key="p/2")

    def sent(content, key):
        told = catalogue_told(home)
        told["deliveries"][0]["content"] = content
        new = exchange.NewMessage(*CATALOGUE, home, party.cast.neighbour.pk, "Katalog", told)
        return exchange.send(SETUP, new, key=key).pk

    older = sent("Äldre", "s/1")
    with time_machine.travel("2024-03-15T12:05:00+01:00", tick=False):
        newer = sent("Nyare", "s/2")
        exchange.deliver(newer)
        exchange.deliver(older)
        assert {messages.sent_row(one).standing.state.name for one in (older, newer)} == {
            "RECEIVED"
        }
    assert Delivery.objects.get(pk=party.delivery.pk).content == "Nyare"
