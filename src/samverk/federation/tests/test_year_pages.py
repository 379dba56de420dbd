"""The year's pages: what everybody reads, what its owner does, and a calendar that names nobody."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.federation import actions, queries
from samverk.federation.models import CalendarLink, DutyNote, OwnDuty
from samverk.federation.tests.founding import (
    by_laws,
    found_federation,
    leaves,
    manager_of,
    with_members,
)
from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.desk import DESK, Visit
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db

YEAR = "/forbund/fyrbaken/ar/"
THIS = f"{YEAR}2024/"
BUDGET = f"{YEAR}uppgift/2024-budget/"
KEYS = [f"{n}1111111-1111-4111-8111-111111111111" for n in range(4)]


@kept
def home(cast):
    return found_federation()


@kept
def manager(home):
    return manager_of(home)


@kept
def browser(cast, manager):
    return cast.browser(manager)


def text(response):
    return response.content.decode()


def sent(**changes):
    return {"key": KEYS[0], "owner": "", "reminder_days": "", "state": "LEFT"} | changes


@pytest.mark.parametrize(("year", "is_shown"), [(2024, True), (2025, False), (2020, False)])
def test_exits_are_listed_for_the_years_until_they_take_effect(client, home, year, is_shown):
    """Notice in 2021 takes effect at the end of 2024; by the end of 2020 nobody had given any."""
    members = with_members(home)
    by_laws(home)
    leaves(home, members["Norrvik"], date(2021, 5, 4))
    shown = client.get(f"/forbund/fyrbaken/ar/{year}/").content.decode()
    assert ("utträde vid utgången av" in shown) is is_shown


def test_the_year_stands_by_month_with_what_has_passed_first(home, client):
    page = text(client.get(THIS))
    headings = [page.index(f'id="{name}"') for name in ("passerat", "mars", "juni", "november")]
    assert headings == sorted(headings)
    assert "Fastställ budgeten för 2025" in page
    assert "försenad" not in page


def test_the_year_s_address_leads_to_the_year_that_it_is(home, client):
    assert client.get(YEAR)["Location"] == THIS
    assert client.get(YEAR.replace("fyrbaken", "finns-inte")).status_code == 404


def test_any_year_of_the_act_has_a_page_and_no_other(home, client):
    assert client.get(f"{YEAR}2004/").status_code == 200
    assert client.get(f"{YEAR}2099/").status_code == 200
    assert client.get(f"{YEAR}2003/").status_code == 404
    assert client.get(f"{YEAR}2100/").status_code == 404


@pytest.mark.parametrize(
    ("year", "links"), [(2024, {2023, 2025}), (2026, {2025}), (2022, {2023}), (2031, set())]
)
def test_the_nearest_years_are_led_to_and_no_others(home, client, year, links):
    page = text(client.get(f"{YEAR}{year}/"))
    assert {n for n in range(2004, 2100) if f'href="{YEAR}{n}/"' in page} == links


@pytest.mark.parametrize(
    "name", ["2024-finns-inte", "2003-budget", "99999-budget", "budget", "-budget", "²-budget"]
)
def test_a_duty_that_is_not_there_is_told(home, client, name):
    assert client.get(f"{YEAR}uppgift/{name}/").status_code == 404


def test_a_running_notice_stands_in_the_year(home, client):
    norrvik = with_members(home)["Norrvik"]
    by_laws(home)
    leaves(home, norrvik, date(2021, 5, 4))
    page = text(client.get(THIS))
    assert f'href="/forbund/fyrbaken/medlem/{norrvik.pk}/"' in page
    assert "Besluta hur förbundet fortsätter utan Norrvik" in page


def test_the_manager_notes_a_duty_and_it_is_there(home, browser, manager):
    answer = browser.post(BUDGET, sent(owner=str(manager.pk), reminder_days="14"))
    assert answer["Location"] == f"{YEAR}2024/"
    page = text(browser.get(BUDGET))
    assert "Ylva Sörstrand, påminns 14 dagar före" in page


def test_a_person_s_number_is_refused_and_nothing_noted(home, browser):
    answer = browser.post(BUDGET, sent(why="Ring 18900101-9802"))
    assert answer.status_code == 400
    assert "personnummer" in text(answer)
    assert not DutyNote.objects.exists()


def test_a_form_sent_twice_notes_once(home, browser):
    for _ in range(2):
        assert browser.post(BUDGET, sent()).status_code == 302
    assert DutyNote.objects.count() == 1


def test_a_fault_keeps_what_was_written(home, browser):
    answer = browser.post(BUDGET, sent(state="DONE", done_on="", why="Klart i mars"))
    assert answer.status_code == 400
    page = text(answer)
    assert "Skriv vilken dag uppgiften blev klar." in page
    assert 'value="Klart i mars"' in page
    assert "<title>Fel:" in page


def test_whoever_has_no_role_reads_and_does_not_write(home, client, visitor, browser, manager):
    browser.post(BUDGET, sent(owner=str(manager.pk)))
    page = text(client.get(BUDGET)) + text(client.get(THIS))
    assert "Fastställ budgeten" in page
    assert "Ylva" not in text(visitor.get(BUDGET)) + text(visitor.get(THIS))
    assert client.post(BUDGET, sent()).status_code == 403
    assert visitor.post(BUDGET, sent()).status_code == 403
    for place in ("egen/", "2024/dagar/", "kalender/"):
        assert client.get(f"{YEAR}{place}").status_code == 403


def test_whoever_has_a_role_elsewhere_may_not_note(home, cast):
    outsider = cast.browser(cast.outsider_user)
    assert "Anteckna</h2>" not in text(outsider.get(BUDGET))
    assert outsider.post(BUDGET, sent()).status_code == 403
    assert not DutyNote.objects.exists()


def test_a_duty_of_its_own_is_added_and_leads_to_its_year(home, browser):
    wanted = {"key": KEYS[0], "text": "Medlemsråd", "due": "2025-05-02", "why": ""}
    assert browser.post(f"{YEAR}egen/", wanted)["Location"] == f"{YEAR}2025/"
    assert "Medlemsråd" in text(browser.get(f"{YEAR}2025/"))
    assert OwnDuty.objects.count() == 1


@pytest.mark.parametrize("due", ["2003-12-31", "2100-01-01", "2025-02-30", "snart"])
def test_a_day_that_cannot_be_is_told_at_its_field(home, browser, due):
    wanted = {"key": KEYS[0], "text": "Medlemsråd", "due": due, "why": ""}
    answer = browser.post(f"{YEAR}egen/", wanted)
    assert (answer.status_code, set(answer.context["form"].errors)) == (400, {"due"})
    assert 'value="Medlemsråd"' in text(answer)


def settings_form(**changes):
    days = dict.fromkeys(
        (
            "fakturor",
            "uppfoljning-finsam",
            "till-revisorerna",
            "val",
            "ny-styrelse",
            "revisionsberattelse",
            "ansvarsfrihet",
            "delarsrapport",
            "samrad",
        ),
        "",
    )
    rest = {
        "key": KEYS[0],
        "from_year": "2024",
        "interim": "unknown",
        "section": "",
        "vat_months": 3,
    }
    return days | rest | changes


def test_the_days_are_set_and_stand_in_the_form_the_next_time(home, browser):
    wanted = settings_form(samrad="9-15", interim="yes", section="§ 12")
    assert browser.post(f"{YEAR}2024/dagar/", wanted)["Location"] == f"{YEAR}2024/"
    page = text(browser.get(f"{YEAR}2024/dagar/"))
    assert 'value="09-15"' in page
    assert 'value="§ 12"' in page
    assert "Delårsrapport för 2024" in text(browser.get(THIS))


@pytest.mark.parametrize("day", ["13-01", "02-30", "31/12", "januari"])
def test_a_day_that_no_year_has_is_told_and_kept(home, browser, day):
    answer = browser.post(f"{YEAR}2024/dagar/", settings_form(samrad=day[:5], fakturor="02-10"))
    assert answer.status_code == 400
    assert "Skriv dagen som MM-DD" in text(answer)
    assert 'value="02-10"' in text(answer)


def test_the_federations_page_leads_to_the_year_and_to_what_is_next(home, client):
    page = text(client.get("/forbund/fyrbaken/"))
    assert f'href="{YEAR}"' in page
    assert f'href="{YEAR}uppgift/2024-arsredovisning/"' in page
    assert "kvar har passerat sin dag" in page


def test_the_owner_s_start_page_shows_what_is_near_and_nobody_else_s(home, browser, manager, cast):
    new = {"federation": home.pk, "year": 2024, "owner": manager.pk}
    for code in ("arsredovisning", "budget"):
        actions.note_duty(SETUP, actions.NewDutyNote(code=code, **new), key=code)
    held = (HeldRole(Role.MANAGER, home.pk),)
    mine = DESK.on(Visit(Actor(manager.pk, "Ylva", held), TODAY))
    labels = [one.label for pile in mine if pile.id == "forbundets-ar" for one in pile.tasks]
    assert labels == ["Årsredovisning för 2023"]
    other = DESK.on(Visit(Actor(cast.owner_user.pk, "Maj", held), TODAY))
    assert all(pile.id != "forbundets-ar" for pile in other)
    assert "Årsredovisning för 2023" in text(browser.get("/"))


def test_what_is_settled_is_no_longer_on_the_start_page(home, manager):
    new = {"federation": home.pk, "year": 2024, "owner": manager.pk, "code": "arsredovisning"}
    actions.note_duty(SETUP, actions.NewDutyNote(**new), key="k1")
    done = actions.NewDutyNote(**new, state="DONE", done_on=TODAY)
    actions.note_duty(SETUP, done, key="k2")
    held = (HeldRole(Role.MANAGER, home.pk),)
    assert all(
        pile.id != "forbundets-ar"
        for pile in DESK.on(Visit(Actor(manager.pk, "Ylva", held), TODAY))
    )


def made_link(browser, number=0):
    page = browser.post(f"{YEAR}kalender/", {"key": KEYS[number], "gor": "ny"})
    address = page.context["address"]
    assert address in text(page)
    return address.removeprefix("http://testserver")


def test_the_calendar_opens_by_its_link_without_logging_in(home, browser, client):
    answer = client.get(made_link(browser))
    assert answer["Content-Type"].startswith("text/calendar")
    told = text(answer).replace("\r\n ", "")
    assert "SUMMARY;LANGUAGE=sv:Fastställ budgeten för 2025" in told
    assert {"2023", "2024", "2025"} == {
        line.partition(":")[2][:4] for line in told.split("\r\n") if line.startswith("DTSTART")
    }


def test_the_calendar_names_nobody_and_repeats_no_notes(home, browser, client, manager):
    browser.post(BUDGET, sent(owner=str(manager.pk), state="NOT_NEEDED", why="Karin Ek är sjuk"))
    left = sent(key=KEYS[2], owner=str(manager.pk), why="Karin Ek ringer")
    browser.post(f"{YEAR}uppgift/2024-samrad/", left)
    told = text(client.get(made_link(browser, 1))).replace("\r\n ", "")
    assert "behövs inte" in told
    assert not any(word in told for word in ("Ylva", "Karin", "fyrbaken.test", "mailto"))


def test_the_link_is_stored_as_a_digest_and_the_form_sent_again_shows_the_same(home, browser):
    first, again = made_link(browser), made_link(browser)
    token = first.rpartition("/")[2].removesuffix(".ics")
    row = CalendarLink.objects.get()
    assert first == again
    assert token not in (row.digest, str(row.__dict__))
    assert token not in str(list(AuditEvent.objects.values()))


def test_a_new_link_and_a_closed_one_shut_the_old(home, browser, client):
    first, second = made_link(browser, 0), made_link(browser, 1)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert browser.post(f"{YEAR}kalender/", {"key": KEYS[2], "gor": "stang"}).status_code == 302
    assert client.get(second).status_code == 404
    assert "Ingen länk är i bruk" in text(browser.get(f"{YEAR}kalender/"))


def test_another_federations_address_does_not_open_it(home, browser, client):
    from samverk.directory import actions as directory

    new = directory.NewOrganisation("federation", "Förbundet Ankaret", "Ankaret", "ankaret")
    directory.add_organisation(SETUP, new, key="annat")
    link = made_link(browser)
    assert client.get(link.replace("fyrbaken", "ankaret")).status_code == 404
    assert client.get(f"{YEAR}kalender/{'0' * 40}.ics").status_code == 404


def test_the_year_asks_as_many_questions_for_nine_members_as_for_two(
    home, browser, django_assert_max_num_queries
):
    with_members(home, *(f"Kommun{n}" for n in range(9)))
    assert len(queries.members(home.pk)) == 12
    with django_assert_max_num_queries(15):
        assert browser.get(THIS).status_code == 200
