"""The pages of the catalogue: read by all without logging in, kept by the federation."""

from __future__ import annotations

import re
from datetime import date

import pytest

from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.interventions import actions, ports
from samverk.interventions.models import AttendanceCount, Delivery
from samverk.interventions.tests.fair import BEGAN, NUMBER, add, elsewhere, opened, required
from samverk.project.testing.readers import WHO_READS

pytestmark = pytest.mark.django_db
LIST = "/insatser/"
# What a page may ask of the database, however long it is
MOST = 12
# Among them those of the wait: measured here, else told by the provider
MOST_OF_ONE = 20


def text(answer):
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return plain.replace("\N{SOFT HYPHEN}", "").replace("\N{NO-BREAK SPACE}", " ")


def at(row, rest=""):
    return f"{LIST}{row.pk}/{rest}"


def names(client, **asked):
    page = client.get(LIST, asked).content.decode().replace("\N{SOFT HYPHEN}", "")
    return re.findall(r'<th[^>]*><a class="ds-link" href="/insatser/\d+/">([^<]+)<', page)


def test_everybody_reads_the_catalogue_the_open_first(client, fair):
    opened(fair.open_door)
    required(fair.delivery)
    assert names(client) == ["Öppna dörren", "Språnget Norr"]
    page = text(client.get(LIST))
    assert "Samordningsförbundet Fyrbåken" in page
    assert "18 till och med 29 år" in page
    assert "Inte öppet än" in page


def test_the_menu_leads_to_the_catalogue_for_everybody(client, fair):
    assert f'<a href="{LIST}">Insatser</a>' in client.get("/organ/").content.decode()


@pytest.mark.parametrize(
    ("age", "wanted"),
    [("17", ["Öppna dörren"]), ("18", ["Språnget Norr", "Öppna dörren"]), ("30", ["Öppna dörren"])],
)
def test_an_age_leaves_out_what_does_not_let_it_in(client, fair, age, wanted):
    required(fair.delivery)
    assert names(client, alder=age) == wanted


def test_a_home_leaves_out_what_is_for_others(client, fair):
    required(fair.delivery, youngest=None, oldest=None, homes=(fair.cast.neighbour.pk,))
    assert names(client, kommun="norrvik") == ["Språnget Norr", "Öppna dörren"]
    assert names(client, kommun="lillkoping") == ["Öppna dörren"]


def test_a_home_leaves_out_what_other_federations_have(client, fair):
    kursen = elsewhere(fair)
    assert kursen.name in names(client)
    assert kursen.name not in names(client, kommun="norrvik")
    assert names(client, kommun="sjobo") == [kursen.name]
    assert text(client.get(LIST)).index("Fyrbåken") < text(client.get(LIST)).index("Kusten")


@pytest.mark.parametrize(
    ("referral", "wanted"),
    [
        ("med", ["Språnget Norr"]),
        ("utan", ["Öppna dörren"]),
        ("", ["Språnget Norr", "Öppna dörren"]),
    ],
)
def test_with_or_without_referral(client, fair, referral, wanted):
    assert names(client, remiss=referral) == wanted


@pytest.mark.parametrize(
    "asked", [{"alder": "121"}, {"alder": "ung"}, {"kommun": "x"}, {"remiss": "x"}]
)
def test_a_faulty_search_is_told_and_shows_all(client, fair, asked):
    answer = client.get(LIST, asked)
    assert answer.status_code == 400
    assert "Rätta det här först" in text(answer)
    assert "Språnget Norr" in text(answer)
    assert next(iter(asked.values())) in answer.content.decode()


def test_an_empty_answer_says_what_to_do(client, fair):
    required(fair.delivery)
    assert "Ingen insats passar" in text(client.get(LIST, {"alder": "40", "remiss": "med"}))
    Delivery.objects.update(to_date=date(2024, 1, 1))
    assert "Ingen insats är upplagd" in text(client.get(LIST))


def test_what_has_ended_is_listed_on_its_last_day_and_no_longer(client, fair):
    for day, listed in ((TODAY, True), (date(2024, 3, 14), False)):
        ending = actions.Ending(day)
        actions.end_delivery(SETUP, fair.delivery.pk, ending, key=f"slut/{day}")
        assert ("Språnget Norr" in names(client)) is listed
    assert "Avslutad 2024-03-14" in text(client.get(at(fair.delivery)))


def test_the_catalogue_asks_as_much_however_long_it_is(client, fair, django_assert_max_num_queries):
    for number in range(12):
        row = opened(add(fair.intervention, fair.cast, f"Kurs {number}"))
        required(row, homes=(fair.cast.town.pk, fair.cast.neighbour.pk))
        closing = actions.Closing(date(2024, 3, 1), "Fullt", fair.delivery.pk)
        actions.close_intake(SETUP, row.pk, closing, key=f"stängt/{number}")
    client.get("/om/")
    with django_assert_max_num_queries(MOST + WHO_READS):
        assert len(names(client, kommun="norrvik", alder="20")) == 14


def test_a_delivery_tells_for_whom_how_and_how_long(client, fair):
    opened(fair.delivery)
    required(fair.delivery, decided_in="styrelsen § 14")
    facts = actions.DeliveryFacts(
        "Språnget Norr", "rolling", needs_referral=True, content="Gym.", outcomes="Arbete\nStudier"
    )
    actions.change_delivery(SETUP, fair.delivery.pk, facts, key="k")
    actions.set_places(SETUP, actions.NewPlaces(fair.delivery.pk, BEGAN, 12, 15, 2), key="p")
    page = text(client.get(at(fair.delivery)))
    for words in (
        "För dig som är 18 till och med 29 år. Det prövas när remissen skickas.",
        "Beslut: styrelsen § 14.",
        "Gym.",
        "Studier",
        "Remiss behövs.",
        "Väntetiden är inte uppmätt.",
        "12 finansierade, högst 15, 2 stängda",
        "Norrviks kommun",
        "Den som har väntat längst går först.",
    ):
        assert words in page


def test_a_rule_that_does_not_hold_today_is_not_told(client, fair):
    old = required(fair.delivery)
    actions.end_requirement(SETUP, old.pk, date(2024, 3, 14), key="k")
    page = text(client.get(at(fair.delivery)))
    assert "18 till och med 29" not in page
    assert "Inget krav är angivet" in page


def test_a_closed_intake_tells_why_and_leads_on(client, fair):
    opened(fair.delivery)
    closing = actions.Closing(date(2024, 3, 14), "Avtalet är slut.", fair.open_door.pk)
    actions.close_intake(SETUP, fair.delivery.pk, closing, key="k")
    answer = client.get(at(fair.delivery))
    assert "Stängt sedan 2024-03-15" in text(answer)
    assert "Avtalet är slut." in text(answer)
    assert f'href="{at(fair.open_door)}"' in answer.content.decode()
    assert f'href="{at(fair.open_door)}"' in client.get(LIST).content.decode()


def test_an_intake_that_ends_later_is_open_and_its_reason_waits(client, fair):
    opened(fair.delivery)
    closing = actions.Closing(TODAY, "Avtalet är slut.")
    actions.close_intake(SETUP, fair.delivery.pk, closing, key="k")
    page = text(client.get(at(fair.delivery)))
    assert "Öppet till och med 2024-03-15" in page
    assert "Avtalet är slut." not in page


def test_the_classes_are_published_with_their_grounds(client, fair):
    first = actions.NewClass(fair.delivery.pk, 0, "Unga", "Under 25 år", "styrelsen § 15")
    actions.add_priority_class(SETUP, first, key="k")
    assert "Unga: Under 25 år (styrelsen § 15)" in text(client.get(at(fair.delivery)))


@pytest.fixture
def measured():
    """Let the wait be measured, for one test."""

    class Source:
        def how_long(self, delivery, day):
            return ports.Wait(
                f"Hälften väntar högst 40 dagar den {day}.",
                (
                    ports.WaitFigure(
                        "Genomförda", ports.LEAST, 40, 90, ports.Between(20, 70), ports.Between(60)
                    ),
                ),
            )

    before = ports.WAITS._source
    ports.WAITS.use(Source())
    yield
    ports.WAITS.use(before)


def test_a_wait_that_is_measured_is_told_with_its_n(client, fair, measured):
    page = text(client.get(at(fair.delivery)))
    assert "Hälften väntar högst 40 dagar den 2024-03-15" in page
    assert "Genomförda 40 (20–70) 90 (minst 60) minst 10" in page
    assert "i 95 fall av 100" in page


@pytest.mark.parametrize("number", [ports.LEAST - 1, ports.LEAST + 1])
def test_a_median_of_fewer_than_ten_or_an_exact_number_cannot_be_told(number):
    with pytest.raises(ValueError, match=str(number)):
        ports.WaitFigure("Genomförda", number, 40)


def test_a_delivery_that_is_not_there_is_not_found(client, fair):
    for address in (f"{LIST}0/", f"{LIST}0/skota/", f"{LIST}ny/0/", f"{LIST}krav/0/avsluta/"):
        assert client.get(address).status_code == 404


FORMS = (
    "skota/",
    "andra/",
    "avsluta/",
    "intag/oppna/",
    "intag/stang/",
    "krav/",
    "platser/",
    "prioritet/",
)


def kept_pages(fair):
    requirement = required(fair.delivery)
    own = [at(fair.delivery, rest) for rest in FORMS]
    return [*own, f"{LIST}ny/{fair.intervention.pk}/", f"{LIST}krav/{requirement.pk}/avsluta/"]


def test_the_federations_manager_reaches_every_form_by_links(fair):
    browser = fair.browser()
    federation = f"/forbund/fyrbaken/insatser/{fair.intervention.pk}/"
    assert f'href="{LIST}ny/{fair.intervention.pk}/"' in browser.get(federation).content.decode()
    assert f'href="{at(fair.delivery)}"' in browser.get(federation).content.decode()
    assert (
        f'href="{at(fair.delivery, "skota/")}"' in browser.get(at(fair.delivery)).content.decode()
    )
    pages = kept_pages(fair)
    manage = browser.get(at(fair.delivery, "skota/")).content.decode()
    for address in pages:
        assert browser.get(address).status_code == 200
        if "skota" not in address and "/ny/" not in address:
            assert f'href="{address}"' in manage


def test_everybody_else_is_refused_and_shown_no_way_there(fair):
    pages = kept_pages(fair)
    federation = f"/forbund/fyrbaken/insatser/{fair.intervention.pk}/"
    for user in (None, fair.worker_user, fair.coordinator_user, fair.cast.owner_user):
        browser = fair.cast.browser(user)
        assert {browser.get(address).status_code for address in pages} == {403}
        for address in (at(fair.delivery), federation):
            page = browser.get(address).content.decode()
            assert "skota/" not in page
            assert f"{LIST}ny/{fair.intervention.pk}/" not in page
            assert "sköta insatskatalogen" not in page


def posted(browser, address, **given):
    return browser.post(address, {"key": address[-30:]} | given)


def test_a_manager_does_it_all_by_form(fair):
    browser, pk = fair.browser(), fair.intervention.pk
    facts = {"start_mode": "cohort", "needs_referral": "ja", "municipality": fair.cast.town.pk}
    given = {"name": "Kursen", "provider": fair.cast.neighbour.pk, "from_date": "2024-01-01"}
    answer = posted(browser, f"{LIST}ny/{pk}/", **facts, **given)
    made = Delivery.objects.get(name="Kursen")
    assert answer.url == at(made, "skota/")
    posted(browser, at(made, "andra/"), **facts | {"needs_referral": "nej"}, name="Kursen 2")
    posted(browser, at(made, "intag/oppna/"), from_date="2024-02-01")
    posted(
        browser,
        at(made, "intag/stang/"),
        last_day="2024-03-01",
        why="Fullt",
        successor=fair.delivery.pk,
    )
    rule = {"youngest": "18", "homes": [fair.cast.town.pk], "tested_on": "offer", "blocks": "nej"}
    posted(browser, at(made, "krav/"), **rule, from_date="2024-01-01", decided_in="§ 1")
    row = made.requirements.get()
    posted(browser, f"{LIST}krav/{row.pk}/avsluta/", last_day="2024-03-01")
    places = {"funded": "8", "maximum": "9", "out_of_service": "0", "reason": "Avtal"}
    posted(browser, at(made, "platser/"), **places, from_date="2024-01-01")
    posted(browser, at(made, "prioritet/"), rank="0", name="Unga", ground="Under 25 år")
    posted(browser, at(made, "besok/"), held_on="2024-03-01", women="3", men="2", unknown="0")
    posted(browser, at(made, "avsluta/"), last_day="2024-06-30", why="Klart")
    made.refresh_from_db()
    assert (made.name, made.needs_referral, made.to_date) == ("Kursen 2", False, date(2024, 6, 30))
    assert made.windows.get().successor == fair.delivery
    row.refresh_from_db()
    assert (row.youngest, row.oldest, row.blocks, row.to_date) == (
        18,
        None,
        False,
        date(2024, 3, 1),
    )
    assert [one.municipality for one in row.homes.all()] == [fair.cast.town]
    assert made.capacity.get().funded == 8
    assert made.classes.get().ground == "Under 25 år"
    assert made.visits.get().women == 3


def test_a_form_that_is_sent_twice_is_done_once(fair):
    browser = fair.browser()
    for _ in range(2):
        answer = posted(browser, at(fair.delivery, "intag/oppna/"), from_date="2024-02-01")
        assert answer.status_code == 302
    assert fair.delivery.windows.count() == 1


def test_bad_input_is_told_and_nothing_that_was_written_is_lost(fair):
    opened(fair.delivery)
    browser, address = fair.browser(), at(fair.delivery, "intag/stang/")
    answer = posted(browser, address, last_day="2024-02-30", why=f"Fullt, fråga {NUMBER}")
    assert answer.status_code == 400
    assert "Den dagen finns inte i kalendern." in text(answer)
    assert f"Fullt, fråga {NUMBER}" in answer.content.decode()
    answer = posted(browser, address, last_day="2024-02-28", why=f"Fullt, fråga {NUMBER}")
    assert "Insatskatalogen läses av alla" in text(answer)
    assert fair.delivery.windows.get().to_date is None


def test_the_form_shows_what_is_told_now(fair):
    actions.set_places(SETUP, actions.NewPlaces(fair.delivery.pk, BEGAN, 12, 15, 2), key="p")
    browser = fair.browser()
    assert 'value="15"' in browser.get(at(fair.delivery, "platser/")).content.decode()
    assert 'value="Språnget Norr"' in browser.get(at(fair.delivery, "andra/")).content.decode()


def test_a_delivery_does_not_take_over_from_itself_in_the_form(fair):
    page = fair.browser().get(at(fair.delivery, "intag/stang/")).content.decode()
    assert f'<option value="{fair.open_door.pk}"' in page
    assert f'<option value="{fair.delivery.pk}"' not in page


def test_visits_are_counted_and_seen_by_those_who_work_there(fair):
    address = at(fair.open_door, "besok/")
    browser = fair.cast.browser(fair.worker_user)
    assert f'href="{address}"' in browser.get(at(fair.open_door)).content.decode()
    given = {"held_on": "2024-03-15", "women": "3", "men": "2", "unknown": "0"}
    assert posted(browser, address, **given).status_code == 302
    assert "2024-03-15 3 2 0" in text(browser.get(address))
    assert AttendanceCount.objects.get().men == 2
    for user in (None, fair.elsewhere_user, fair.cast.owner_user):
        other = fair.cast.browser(user)
        assert other.get(address).status_code == 403
        assert "besok/" not in other.get(at(fair.open_door)).content.decode()


def test_what_needs_a_referral_has_no_page_of_visits(fair):
    assert fair.browser().get(at(fair.delivery, "besok/")).status_code == 404
    assert "besok/" not in fair.browser().get(at(fair.delivery, "skota/")).content.decode()


def test_a_delivery_asks_as_much_whatever_it_has(client, fair, django_assert_max_num_queries):
    client.get("/om/")
    asked = []
    for number in range(5):
        required(fair.delivery, youngest=18 + number, homes=(fair.cast.town.pk,))
        first = actions.NewClass(fair.delivery.pk, number, "Unga", "Under 25 år")
        actions.add_priority_class(SETUP, first, key=f"klass/{number}")
        with django_assert_max_num_queries(MOST_OF_ONE + WHO_READS) as told:
            client.get(at(fair.delivery))
        asked.append(len(told))
    assert len(set(asked)) == 1
