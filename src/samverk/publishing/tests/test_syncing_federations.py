"""Federations and what they offer are published by themselves, with no other number than is open today."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverk.federation import actions as federation
from samverk.federation.models import Membership
from samverk.federation.tests import founding
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.interventions import actions as interventions
from samverk.interventions import ports
from samverk.interventions.models import Delivery
from samverk.interventions.tests.fair import BEGAN, add, opened, required
from samverk.publishing.actions.syncing import sync_federations, sync_interventions
from samverk.publishing.models import HeldBack, Kind, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(fair):
    """Fyrbåken, with by-laws, seats, a key and the state's amount of 2024."""
    terms = founding.by_laws(fair.home)
    rows = Membership.objects.filter(federation=fair.home)
    seats = tuple((row.pk, 1, 1) for row in rows)
    settings = federation.NewSettings(terms.pk, announced="Norrviks kommuns tavla", seats=seats)
    federation.record_settings(SETUP, settings, key="inställningar")
    paper = founding.paper_of(fair.home)
    key = federation.NewKey(fair.home.pk, "equal", date(2023, 1, 1), document=paper.pk)
    federation.set_key(SETUP, key, key="nyckel")
    pays(fair.home, 1_000_000, paper)
    return fair.home


def pays(home, amount, paper, year=2024):
    new = federation.NewStateAmount(home.pk, year, amount, "Exempel", document=paper.pk)
    federation.set_state_amount(SETUP, new, key=f"belopp/{year}/{amount}")


def told(kind=Kind.FEDERATION, **by):
    return Record.objects.get(kind=kind, withdrawn_at=None, **by)


def standing(kind):
    return set(Record.objects.filter(kind=kind, withdrawn_at=None).values_list("title", flat=True))


def text(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def paid(row):
    return {(one["name"], one["year"]): one["amount"] for one in row.data["contributions"]}


class Measured:
    """Tells of every wait with a figure, ten days longer on each later month."""

    def how_long(self, delivery, day):
        return self.how_long_each([delivery], day)[delivery.pk]

    def how_long_each(self, deliveries, day):
        between = (ports.Between(20, 70), ports.Between(60))
        figure = ports.WaitFigure("Genomförda", 30, 10 + 10 * day.month, 90, *between)
        wait = ports.Wait("Väntan är kort.", (figure,), day)
        return {one.pk: wait for one in deliveries}


@pytest.fixture
def measured():
    before = ports.WAITS._source
    ports.WAITS.use(Measured())
    yield
    ports.WAITS.use(before)


def test_a_federation_is_published_with_its_members_and_what_they_pay(home, fair):
    assert sync_federations() == 1
    row = told()
    assert (row.source, row.organisation, row.status) == (home.pk, home.pk, "5 medlemmar")
    town = {"name": "Norrviks kommun", "share": "kommun", "since": "2009-01-01", "until": None}
    assert town in row.data["members"]
    assert paid(row) == {
        ("Försäkringskassan", 2024): 1_000_000,
        ("Kustregionen", 2024): 500_000,
        ("Lillköpings kommun", 2024): 250_000,
        ("Norrviks kommun", 2024): 250_000,
    }
    facts = {one["term"]: one["words"] for one in row.data["facts"]}
    assert facts["Styrelse"] == "5 ledamöter och 5 ersättare, beslutsför med 3"
    assert facts["Anslår på"] == "Norrviks kommuns tavla"
    assert row.data["interventions"] == [fair.delivery.pk, fair.open_door.pk]


def test_a_second_time_changes_nothing(home, fair, measured):
    assert (sync_federations(), sync_interventions()) == (1, 2)
    assert (sync_federations(), sync_interventions()) == (0, 0)


def test_the_latest_version_of_the_states_amount_is_in_force(home):
    sync_federations()
    pays(home, 1_200_000, home.state_amounts.first().document)
    assert sync_federations() == 1
    assert paid(told())["Kustregionen", 2024] == 600_000


def test_a_year_that_hangs_on_an_unknown_membership_is_told_of_nobody(home):
    row = Membership.objects.get(member__short_name="Norrvik")
    row.facts.update(kept=False)
    sync_federations()
    found = told()
    assert found.data["contributions"] == []
    facts = {one["term"]: one["words"] for one in found.data["facts"]}
    assert facts["Bidrag 2024"] == "Okänt: det är okänt om Norrvik är medlem."
    (town,) = [one for one in found.data["members"] if one["name"] == "Norrviks kommun"]
    assert (town["since"], town["status"]) == (None, "okänt, handling saknas")
    assert found.status == "4 medlemmar, och 1 där det är okänt"
    assert facts["Styrelse"] == "Hur många platser den har är inte känt."


def test_all_whose_membership_is_unknown_are_named(home):
    for row in Membership.objects.filter(share="municipality"):
        row.facts.update(kept=False)
    sync_federations()
    facts = {one["term"]: one["words"] for one in told().data["facts"]}
    assert facts["Bidrag 2024"] == "Okänt: det är okänt om Lillköping och Norrvik är medlemmar."


def test_what_is_lacking_is_told_and_never_filled_in(home):
    pays(home, 900_000, home.state_amounts.first().document, year=2022)
    sync_federations()
    found = told()
    assert {year for _, year in paid(found)} == {2024}
    assert [one["words"][:6] for one in found.data["facts"] if one["term"] == "Bidrag 2022"] == [
        "Okänt:"
    ]


def test_who_leaves_has_a_last_day_once_it_is_set(home):
    sync_federations()
    founding.leaves(home, Membership.objects.get(member__short_name="Norrvik"), TODAY)
    assert sync_federations() == 1
    (town,) = [one for one in told().data["members"] if one["name"] == "Norrviks kommun"]
    assert town["until"] == "2027-12-31"


def test_nothing_is_published_of_a_federation_that_is_kept_elsewhere(home, settings):
    assert (sync_federations(), sync_interventions()) == (1, 2)
    settings.BOARDS_KEPT = ["norrvik"]
    assert (sync_federations(), sync_interventions()) == (1, 2)
    assert standing(Kind.FEDERATION) | standing(Kind.INTERVENTION) == set()


def test_a_federation_without_members_here_is_somebody_elses(home):
    founding.organisation("federation", "Samordningsförbundet Tomma", "Tomma")
    sync_federations()
    assert standing(Kind.FEDERATION) == {"Samordningsförbundet Fyrbåken"}


def test_an_intervention_is_published_as_the_open_catalogue_has_it(fair, measured):
    opened(fair.delivery)
    required(fair.delivery)
    places = interventions.NewPlaces(fair.delivery.pk, BEGAN, 12, 15, 2)
    interventions.set_places(SETUP, places, key="platser")
    sync_interventions()
    row = told(Kind.INTERVENTION, source=fair.delivery.pk)
    assert (row.title, row.organisation, row.status) == ("Språnget Norr", fair.home.pk, "Öppet")
    assert (row.data["provider"], row.data["window"]) == ("Norrviks kommun", "Öppet.")
    assert row.data["places"] == "12 finansierade, högst 15, 2 stängda"
    assert row.data["waits"] == {
        "words": "Väntan är kort. Genomförda: hälften väntar högst 40 dagar (20–70), nio av tio "
        "högst 90 dagar (minst 60).",
        "n": 30,
        "day": "2024-03-15",
    }
    catalogue = text(fair.cast.browser().get(f"/insatser/{fair.delivery.pk}/"))
    assert "12 finansierade, högst 15, 2 stängda" in catalogue
    assert "Väntan är kort." in catalogue
    assert all(words in catalogue for words in row.data["requirements"])


def test_each_figure_has_its_own_number_of_people_when_they_differ(fair, measured, monkeypatch):
    figures = (ports.WaitFigure("Väntande", 10, 40), ports.WaitFigure("Genomförda", 30, 50, 90))
    wait = ports.Wait("Kort.", figures, TODAY)
    monkeypatch.setattr(
        Measured, "how_long_each", lambda _, rows, __: {one.pk: wait for one in rows}
    )
    sync_interventions()
    assert told(Kind.INTERVENTION, source=fair.delivery.pk).data["waits"] == {
        "words": "Kort. Väntande: hälften väntar högst 40 dagar, nio av tio okänt, räknat på minst "
        "10 personer. Genomförda: hälften väntar högst 50 dagar, nio av tio högst 90 dagar, räknat "
        "på minst 30 personer.",
        "n": 10,
        "day": "2024-03-15",
    }


def test_what_nobody_has_measured_is_told_without_any_number(fair):
    sync_interventions()
    waits = told(Kind.INTERVENTION, source=fair.delivery.pk).data["waits"]
    assert (waits["n"], waits["day"]) == (None, None)
    assert waits["words"] == ports.WAITS.how_long(fair.delivery, TODAY).text
    assert not any(letter.isdigit() for letter in waits["words"])


def test_what_ends_is_published_no_more(fair):
    sync_interventions()
    Delivery.objects.filter(pk=fair.open_door.pk).update(to_date="2024-03-14")
    assert sync_interventions() == 1
    assert standing(Kind.INTERVENTION) == {"Språnget Norr"}


def test_a_number_of_a_person_holds_back_that_and_nothing_else(fair):
    Delivery.objects.filter(pk=fair.delivery.pk).update(content="Fråga 19850709-9805 om vägen.")
    sync_interventions()
    assert standing(Kind.INTERVENTION) == {"Öppna dörren"}
    assert list(HeldBack.objects.values_list("kind", "source")) == [
        ("intervention", fair.delivery.pk)
    ]
    Delivery.objects.filter(pk=fair.delivery.pk).update(content="Fråga i receptionen.")
    sync_interventions()
    assert standing(Kind.INTERVENTION) == {"Öppna dörren", "Språnget Norr"}
    assert not HeldBack.objects.exists()


def asked(sync):
    with CaptureQueriesContext(connection) as found:
        sync()
    return len(found)


def test_as_many_questions_are_asked_whatever_there_is(home, fair):
    required(opened(fair.delivery))
    sync_federations()
    sync_interventions()
    before = asked(sync_federations), asked(sync_interventions)
    for nth in range(5):
        made = add(fair.intervention, fair.cast, f"Grupp {nth}")
        required(opened(made))
        interventions.set_places(
            SETUP, interventions.NewPlaces(made.pk, BEGAN, nth + 1, nth + 2), key=f"platser/{nth}"
        )
        founding.join(fair.home, "municipality", "municipality", f"Ort{nth}")
    assert (sync_federations(), sync_interventions()) == (1, 5)
    assert (asked(sync_federations), asked(sync_interventions)) == before


def test_everybody_reads_it_on_the_open_pages(client, home, fair, measured):
    sync_federations()
    sync_interventions()
    page = text(client.get(f"/oppet/forbund/{home.pk}/"))
    for words in ("Norrviks kommun", "250 000", "beslutsför med 3", "Språnget Norr", "2009-01-01"):
        assert words in page
    page = text(client.get(f"/oppet/insatser/{fair.delivery.pk}/"))
    assert "hälften väntar högst 40 dagar" in page
    assert "Räknat på minst 30 personer, till och med <time>2024-03-15</time>." in page
    assert "Samordningsförbundet Fyrbåken" in page
    assert "Språnget Norr" in text(client.get("/oppet/insatser/"))
