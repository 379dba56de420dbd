"""Running the year: who answers for a duty, how it stands, and which days are the federation's own."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.accounts import actions as accounts
from samverk.federation import actions, queries
from samverk.federation.actions import NewDutyNote, NewOwnDuty, NewYearSettings
from samverk.federation.models import DutyNote, OwnDuty, YearSettings
from samverk.federation.tests.founding import (
    by_laws,
    found_federation,
    leaves,
    manager_of,
    paper_of,
    with_members,
)
from samverk.foundation.actors import PUBLIC, Actor, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.rules.federation_year import Urgency

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db


@kept
def home(cast):
    return found_federation()


@kept
def manager(home):
    return manager_of(home)


@kept
def boss(manager):
    return actor_for(manager)


def helper_of(home, role=Role.SECRETARY):
    post = accounts.Post(role, home.pk, TODAY)
    new = accounts.NewAccount("nils@fyrbaken.test", "Nils Alm", (post,))
    return accounts.add_account(SETUP, new, key=f"konto/{role.name}")


def year(home, number=2024):
    return queries.year_of(home.pk, queries.members(home.pk), number, TODAY)


def task(home, code, number=2024):
    return next(one for one in year(home, number).tasks if one.duty.code == code)


def note(home, **changes):
    return NewDutyNote(**({"federation": home.pk, "year": 2024, "code": "budget"} | changes))


def refused(actor, new, says, field=None):
    with pytest.raises(InputError, match=says) as fault:
        actions.note_duty(actor, new, key="k")
    assert fault.value.field == field
    assert not DutyNote.objects.exists()


def test_a_federation_without_members_or_settings_has_its_year(home):
    codes = {one.duty.code for one in year(home).tasks}
    assert {"budget", "arsredovisning", "momsuppgift", "samrad"} <= codes
    assert "delarsrapport" not in codes


def test_each_member_has_its_own_discharge(home):
    members = with_members(home)
    codes = {one.duty.code for one in year(home).tasks}
    assert {f"ansvarsfrihet-{one.pk}" for one in members.values()} <= codes


def ended(home, member, day):
    """Record that the membership ended, by a letter of that day."""
    case = home.bodies.first().cases.first()
    new = registry.NewDocument(case.pk, "incoming", "memo", day, "Slut")
    paper = registry.register_document(SETUP, new, key="slut")
    fact = actions.NewFact(member.pk, "ended", day, document=paper.pk)
    actions.record_fact(SETUP, fact, key="slutade")


def test_a_member_that_left_decides_for_its_last_year_and_no_later(home):
    norrvik = with_members(home)["Norrvik"]
    by_laws(home)
    leaves(home, norrvik, date(2019, 5, 4))
    ended(home, norrvik, date(2022, 12, 31))
    code = f"ansvarsfrihet-{norrvik.pk}"
    assert code in {one.duty.code for one in year(home, 2023).tasks}
    assert code not in {one.duty.code for one in year(home, 2024).tasks}


def test_a_member_of_whom_it_is_not_known_is_counted_in_with_a_remark(home):
    norrvik = with_members(home)["Norrvik"]
    by_laws(home)
    leaves(home, norrvik, date(2019, 5, 4))
    found = task(home, f"ansvarsfrihet-{norrvik.pk}")
    assert "är okänt" in found.duty.remarks[0].text


def test_an_exit_on_its_way_is_a_duty_of_the_year_it_takes_effect(home):
    members = with_members(home)
    by_laws(home)
    leaves(home, members["Norrvik"], date(2021, 5, 4))
    assert task(home, f"uttrade-{members['Norrvik'].pk}").duty.due == date(2024, 12, 31)


def test_a_duty_gets_an_owner_a_reminder_and_a_state(home, boss, manager):
    new = note(home, owner=manager.pk, reminder_days=14)
    actions.note_duty(boss, new, key="k")
    found = task(home, "budget")
    assert (found.owner, found.note.reminder_days) == (manager, 14)
    assert found.standing.urgency is Urgency.LATER


def test_noting_is_logged_for_the_federation(home, boss):
    actions.note_duty(boss, note(home, state="NOT_NEEDED", why="Ny styrelse"), key="k")
    event = AuditEvent.objects.get(kind="federation.duty_noted")
    assert (event.organisation_id, event.actor_id, event.why) == (home.pk, boss.user, "Ny styrelse")


def test_the_same_form_twice_is_one_note(home, boss):
    made = [actions.note_duty(boss, note(home), key="k") for _ in range(2)]
    assert made[0] == made[1]
    with pytest.raises(ConflictError, match="andra uppgifter"):
        actions.note_duty(boss, note(home, code="samrad"), key="k")
    assert DutyNote.objects.count() == 1


def test_the_latest_note_counts_and_the_earlier_stay(home, boss):
    actions.note_duty(boss, note(home, state="NOT_NEEDED", why="Fel"), key="k1")
    actions.note_duty(boss, note(home, state="DONE", done_on=date(2024, 3, 1)), key="k2")
    assert task(home, "budget").standing.urgency is Urgency.DONE
    assert [row.state for row in queries.notes_on(home.pk, 2024, "budget")] == [
        "DONE",
        "NOT_NEEDED",
    ]


def test_a_note_of_one_year_says_nothing_of_another(home, boss):
    actions.note_duty(boss, note(home, state="DONE", done_on=TODAY), key="k")
    assert task(home, "budget", 2025).standing.is_left


def test_what_was_done_is_shown_by_a_paper(home, boss):
    paper = paper_of(home)
    new = note(home, state="DONE", done_on=TODAY, document=paper.pk)
    assert actions.note_duty(boss, new, key="k").document == paper


@pytest.mark.parametrize(
    ("changes", "says", "field"),
    [
        ({"code": "finns-inte"}, "finns inte 2024", None),
        ({"state": "HALF"}, "Välj läge", "state"),
        ({"state": "DONE"}, "vilken dag", "done_on"),
        ({"state": "DONE", "done_on": date(2024, 3, 16)}, "inte varit än", "done_on"),
        ({"done_on": date(2024, 3, 1)}, "Lämna tomt", "done_on"),
        ({"state": "NOT_NEEDED", "why": " "}, "varför", "why"),
        ({"reminder_days": 7}, "vem som ska påminnas", "owner"),
    ],
)
def test_words_that_do_not_fit_are_refused(home, boss, changes, says, field):
    refused(boss, note(home, **changes), says, field)


def test_today_is_a_day_that_has_been(home, boss):
    new = note(home, state="DONE", done_on=TODAY)
    assert actions.note_duty(boss, new, key="k").done_on == TODAY


@pytest.mark.parametrize(("days", "is_kept"), [(0, True), (365, True), (366, False)])
def test_a_reminder_comes_within_a_year(home, boss, manager, days, is_kept):
    new = note(home, owner=manager.pk, reminder_days=days)
    if is_kept:
        assert actions.note_duty(boss, new, key="k").reminder_days == days
    else:
        refused(boss, new, "0 till 365", "reminder_days")


def test_an_owner_holds_a_role_at_the_federation(home, boss, cast):
    refused(boss, note(home, owner=cast.outsider_user.pk), "har en roll i förbundet", "owner")


def test_a_secret_paper_and_another_s_are_refused(home, boss, cast):
    case = registry.open_case(
        SETUP, registry.NewCase(cast.neighbour_board.pk, "Annat", TODAY), key="annat"
    )
    new = registry.NewDocument(case.pk, "incoming", "memo", TODAY, "Brev")
    other = registry.register_document(SETUP, new, key="annan handling")
    done = {"state": "DONE", "done_on": TODAY}
    refused(boss, note(home, document=other.pk, **done), "en annan organisation", "paper")


def test_a_secret_paper_of_its_own_is_refused(home, boss):
    case = paper_of(home).case
    kept = registry.Secret("26 kap. 1 § OSL", "Om N")
    new = registry.NewDocument(case.pk, "incoming", "memo", TODAY, "Brev", secret=kept)
    paper = registry.register_document(SETUP, new, key="hemlig")
    done = {"state": "DONE", "done_on": TODAY}
    refused(boss, note(home, document=paper.pk, **done), "sekretessbelagd", "paper")


def test_the_owner_may_note_their_own_duty_and_no_other(home, boss):
    helper = helper_of(home)
    actions.note_duty(boss, note(home, owner=helper.pk), key="k1")
    theirs = note(home, owner=helper.pk, state="DONE", done_on=TODAY)
    assert actions.note_duty(actor_for(helper), theirs, key="k2").state == "DONE"
    with pytest.raises(NotAllowedError):
        actions.note_duty(actor_for(helper), note(home, code="samrad"), key="k3")


def test_an_owner_who_has_left_the_federation_may_no_more(home, boss):
    helper = helper_of(home)
    actions.note_duty(boss, note(home, owner=helper.pk), key="k1")
    gone = Actor(helper.pk, "Nils Alm", ())
    with pytest.raises(NotAllowedError):
        actions.note_duty(gone, note(home), key="k2")


def test_the_public_and_others_may_not_run_the_year(home, cast):
    settings = NewYearSettings(home.pk, 2024, ())
    own = NewOwnDuty(home.pk, "Medlemsråd", TODAY)
    for actor in (PUBLIC, *cast.strangers):
        for write in (
            lambda actor: actions.note_duty(actor, note(home), key="k"),
            lambda actor: actions.set_year(actor, settings, key="k"),
            lambda actor: actions.add_own_duty(actor, own, key="k"),
            lambda actor: actions.make_calendar_link(actor, home.pk, key="k"),
            lambda actor: actions.close_calendar_link(actor, home.pk, key="k"),
        ):
            with pytest.raises(NotAllowedError):
                write(actor)
    assert not AuditEvent.objects.filter(kind__contains="duty").exists()


def test_a_duty_of_its_own_stands_in_its_year(home, boss):
    made = actions.add_own_duty(
        boss, NewOwnDuty(home.pk, " Medlemsråd ", date(2025, 5, 2), "§ 9"), key="k"
    )
    found = task(home, f"egen-{made.pk}", 2025)
    assert (found.duty.text, found.duty.due) == ("Medlemsråd", date(2025, 5, 2))
    assert found.duty.reasons[0].text == "§ 9"
    assert f"egen-{made.pk}" not in {one.duty.code for one in year(home).tasks}


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"text": " "}, "vad som ska göras"), ({"due": date(2003, 12, 31)}, "2004")],
)
def test_a_duty_without_words_or_outside_the_years_is_refused(home, boss, changes, says):
    new = NewOwnDuty(**({"federation": home.pk, "text": "Råd", "due": TODAY} | changes))
    with pytest.raises(InputError, match=says):
        actions.add_own_duty(boss, new, key="k")
    assert not OwnDuty.objects.exists()


def test_days_of_its_own_hold_from_their_year_on(home, boss):
    for number, day in ((2024, 15), (2026, 20)):
        new = NewYearSettings(home.pk, number, (("samrad", 9, day),))
        actions.set_year(boss, new, key=f"k{number}")
    days = {number: task(home, "samrad", number).duty.due for number in (2023, 2024, 2025, 2026)}
    assert days == {
        2023: date(2023, 10, 31),
        2024: date(2024, 9, 15),
        2025: date(2025, 9, 15),
        2026: date(2026, 9, 20),
    }


def test_the_latest_settings_of_the_same_year_count(home, boss):
    for day in (15, 20):
        new = NewYearSettings(home.pk, 2024, (("samrad", 9, day),))
        actions.set_year(boss, new, key=f"k{day}")
    assert task(home, "samrad").duty.due == date(2024, 9, 20)
    assert YearSettings.objects.count() == 2


def test_an_interim_report_that_the_by_laws_ask_for_is_a_duty(home, boss):
    new = NewYearSettings(home.pk, 2024, (), "yes", "§ 12")
    actions.set_year(boss, new, key="k")
    assert "§ 12" in task(home, "delarsrapport").duty.reasons[1].text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"from_year": 2003}, "from_year"),
        ({"from_year": 2100}, "from_year"),
        ({"days": (("samrad", 13, 1),)}, "samrad"),
        ({"days": (("samrad", 2, 30),)}, "samrad"),
        ({"days": (("okänd", 1, 1),)}, "okänd"),
        ({"days": (("budget", 12, 1),)}, None),
        ({"vat_months": 2}, None),
        ({"section": "§ 12"}, "section"),
    ],
)
def test_settings_that_do_not_hold_are_refused(home, boss, changes, field):
    new = NewYearSettings(**({"federation": home.pk, "from_year": 2024, "days": ()} | changes))
    with pytest.raises(InputError) as fault:
        actions.set_year(boss, new, key="k")
    assert fault.value.field == field
    assert not YearSettings.objects.exists()


def test_some_years_ask_as_many_questions_as_one(home, boss, django_assert_num_queries):
    with_members(home)
    members = queries.members(home.pk)
    with django_assert_num_queries(8):
        queries.year_of(home.pk, members, 2024, TODAY)
    with django_assert_num_queries(8):
        queries.years_of(home.pk, members, range(2020, 2030), TODAY)
