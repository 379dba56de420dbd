"""The monthly review of the log: what is drawn, who judges and signs it, and what the year tells."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from samverk.directory.models import Body
from samverk.foundation import acts
from samverk.foundation.actors import Role
from samverk.foundation.desk import Visit
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent, User
from samverk.foundation.tests.cast import cast, the_day
from samverk.interventions.persons import actions, jobs
from samverk.interventions.persons.desk_log import log_reviews
from samverk.interventions.persons.models import ReviewLine, ReviewRound, ReviewSignature
from samverk.interventions.persons.queries.emergency import EMERGENCY_READ
from samverk.interventions.persons.tests.log import FEBRUARY, drawn, read_by, searched_by
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.tests.party import MAN, Party, party, somebody, user
from samverk.interventions.persons.walls import reading, unread
from samverk.interventions.persons.zone import Desk
from samverk.rules.interventions.hands import Hand
from samverk.rules.interventions.log_review import Sign, Terms, by_lot

__all__ = ["cast", "party", "the_day"]


@pytest.fixture
def pages(party: Party) -> Pages:
    return Pages(party)


def draw(party: Party, key: str = "dragen") -> ReviewRound:
    return actions.draw_round(actor_for(party.auditor_user), party.sends, FEBRUARY, key=key)


def lines_of(party: Party, row: ReviewRound) -> list[ReviewLine]:
    with reading([party.sends], None):
        return list(row.lines.select_related("event").order_by("event__recorded_at", "pk"))


def signs_of(party: Party) -> set[str]:
    """Draw February, and tell why its only line is drawn, the lot apart."""
    (line,) = lines_of(party, draw(party))
    return {*line.signs} - {Sign.BY_LOT.value}


def judged(party: Party, row: ReviewRound, verdict: str = "justified", note: str = "") -> None:
    new = actions.NewJudgement(verdict, note)
    auditor = actor_for(party.auditor_user)
    for nth, line in enumerate(lines_of(party, row)):
        actions.judge_reading(auditor, party.sends, line.pk, new, key=f"döm/{verdict}/{nth}")


def sign(party: Party, row: ReviewRound, who: User | None = None) -> ReviewSignature:
    actor = actor_for(who or party.auditor_user)
    return actions.sign_round(actor, party.sends, row.pk, "Inget att anmärka", key="under")


def test_readings_of_one_person_on_one_day_are_one_occasion(party):
    row = somebody(party)
    for hour in ("10", "11", "12"):
        read_by(party.referrer_user, row, f"2024-02-14T{hour}:00:00+01:00")
    made = draw(party)
    (line,) = lines_of(party, made)
    assert (made.readings, line.times, line.event.subject_id) == (1, 3, str(row.pk))
    assert Sign.BY_LOT in line.signs


def test_a_share_is_drawn_by_a_lot_that_can_be_made_again(party):
    actions.set_review_terms(
        actor_for(party.auditor_user), party.sends, Terms(share=100, least=2), key="tal"
    )
    people = [somebody(party), somebody(party, MAN)]
    for day in range(5, 10):
        for one in people:
            read_by(party.referrer_user, one, f"2024-02-{day:02}T10:00:00+01:00")
    made = draw(party)
    lot = {str(one.event_id) for one in lines_of(party, made) if Sign.BY_LOT in one.signs}
    events = AuditEvent.objects.filter(kind="foundation.secret_read")
    assert lot == by_lot([str(one.pk) for one in events], made.seed, made.terms)
    assert (made.readings, len(lot)) == (10, 2)


def test_a_person_registered_after_the_reading_had_nothing_in_hand(party):
    read_by(party.referrer_user, somebody(party))
    assert signs_of(party) == {"no_relation"}


def test_a_protected_person_is_always_drawn_and_marked(party, pages):
    row = somebody(party)
    actions.protect_person(party.referrer, Desk(party.sends, Hand.REFERRER), row.pk, key="skydd")
    read_by(party.referrer_user, row, "2024-03-15T13:00:00+01:00")
    with time_machine.travel("2024-04-02T10:00:00+02:00", tick=False):
        made = actions.draw_round(
            actor_for(party.auditor_user), party.sends, date(2024, 3, 1), key="mars"
        )
        page = text(pages.get(party.auditor_user, "review_round", made.pk))
    (line,) = (one for one in lines_of(party, made) if "protected" in one.signs)
    assert line.event.subject_id == str(row.pk)
    assert "Skyddad" in page
    assert "Siv Påhitt" not in page


def test_an_emergency_is_always_drawn(party):
    read_by(party.referrer_user, somebody(party), kind=EMERGENCY_READ)
    assert "emergency" in signs_of(party)


def test_too_many_searches_are_drawn_as_one_line(party, monkeypatch):
    monkeypatch.setattr(settings, "SEARCHES_A_DAY", 3)
    searched_by(party.referrer_user, party, 4)
    (line,) = lines_of(party, draw(party))
    assert (line.signs, line.times) == (["many_searches"], 4)


def test_who_has_the_readers_surname_is_drawn(party):
    namesake = user("Ove Påhitt", Role.REFERRER, party.cast.board)
    read_by(namesake, somebody(party))
    assert "same_name" in signs_of(party)


def test_a_colleague_is_drawn(party):
    user("Siv Påhitt", Role.REFERRER, party.cast.board)
    read_by(party.referrer_user, somebody(party))
    assert "colleague" in signs_of(party)
    assert "same_name" not in signs_of_line(party)


def signs_of_line(party: Party) -> list[str]:
    with reading([party.sends], None):
        return ReviewLine.objects.get().signs


def test_a_reading_at_night_is_drawn(party):
    read_by(party.referrer_user, somebody(party), "2024-02-14T23:10:00+01:00")
    assert "out_of_hours" in signs_of(party)


def test_a_day_far_above_the_readers_own_is_drawn(party):
    people = [somebody(party), somebody(party, MAN)]
    for day in range(10, 24):
        read_by(party.referrer_user, people[0], f"2024-01-{day}T10:00:00+01:00")
    numbers = ("19920102-9817", "19930208-9809", "19940311-9814", "19950415-9806", "19960520-9803")
    for one in [*people, *(somebody(party, number) for number in valid(numbers))]:
        read_by(party.referrer_user, one)
    assert any("far_above" in one.signs for one in lines_of(party, draw(party)))


def valid(numbers: tuple[str, ...]) -> list[str]:
    """Give the numbers with the check digit that each needs."""
    return [f"{one[:-1]}{check_digit(one)}" for one in numbers]


def check_digit(number: str) -> int:
    digits = [int(one) for one in number.replace("-", "")[2:11]]
    doubled = [sum(divmod(one * (2 - nth % 2), 10)) for nth, one in enumerate(digits)]
    return -sum(doubled) % 10


def test_a_month_is_drawn_once_and_only_when_it_is_over(party):
    drawn(party)
    auditor = actor_for(party.auditor_user)
    with pytest.raises(ConflictError):
        draw(party, "igen")
    with pytest.raises(InputError):
        actions.draw_round(auditor, party.sends, date(2024, 3, 1), key="mars")


def test_who_reviews_another_authority_draws_nothing(party):
    other = user("Nils Alm", Role.LOG_AUDITOR, party.cast.neighbour_board)
    with pytest.raises(NotAllowedError):
        actions.draw_round(actor_for(other), party.sends, FEBRUARY, key="fel")


def test_a_round_is_judged_then_signed_and_stays(party):
    row = drawn(party)
    with pytest.raises(ConflictError, match="inte bedömda"):
        sign(party, row)
    judged(party, row)
    signed = sign(party, row)
    assert signed.user_name == "Vera Lind"
    with pytest.raises(ConflictError, match="underskriven"):
        judged(party, row, "investigate", "Fråga Rut")


def test_what_is_to_be_investigated_needs_words(party):
    row = drawn(party)
    with pytest.raises(InputError):
        judged(party, row, "investigate")


def test_nobody_judges_or_signs_their_own_readings(party):
    # Who reviews now was a referrer before, and read
    row = somebody(party)
    read_by(party.auditor_user, row)
    made = draw(party)
    with pytest.raises(NotAllowedError, match="själv läst"):
        judged(party, made)
    other = user("Nils Alm", Role.LOG_AUDITOR, party.cast.board)
    (line,) = lines_of(party, made)
    new = actions.NewJudgement("justified")
    actions.judge_reading(actor_for(other), party.sends, line.pk, new, key="annan")
    with pytest.raises(NotAllowedError, match="själv läst"):
        sign(party, made)
    assert sign(party, made, other).user_name == "Nils Alm"


@pytest.mark.parametrize("table", ["reviewround", "reviewline", "reviewterms"])
def test_the_rows_are_only_added(party, table):
    drawn(party)
    statement = f"UPDATE persons_{table} SET recorded_at = now()"
    refused = pytest.raises(DatabaseError)
    with reading([party.sends], None), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_pages_from_the_desk_to_the_signature(party, pages):
    read_by(party.referrer_user, somebody(party))
    auditor = party.auditor_user
    assert "Läsloggen för februari 2024" in text(pages.browser(auditor).get("/"))
    answer = pages.send(auditor, "draw_review", party.sends, month="2024-02-01")
    with reading([party.sends], None):
        review = ReviewRound.objects.get()
        line = review.lines.get()
    assert answer.url == reverse("review_round", args=[review.pk])
    page = text(pages.get(auditor, "review_round", review.pk))
    assert "Rut Alnäs" in page
    assert "inget pågående ärende" in page
    assert "Siv" not in page
    answer = pages.send(auditor, "judge_reading", line.pk, verdict="investigate", note="Fråga Rut")
    assert answer.url == reverse("review_round", args=[review.pk])
    assert pages.send(auditor, "sign_review", review.pk, note="En att utreda").status_code == 302
    page = text(pages.get(auditor, "review_round", review.pk))
    assert "Underskriven av" in page
    assert "En att utreda" in page
    assert "Läsloggen för februari" not in text(pages.browser(auditor).get("/"))


def test_the_year_names_nobody(party, pages):
    row = drawn(party)
    judged(party, row, "investigate", "Fråga Rut")
    sign(party, row)
    page = text(pages.get(party.auditor_user, "review_year", party.sends, 2024))
    file = pages.get(party.auditor_user, "review_year_file", party.sends, 2024)
    told = file.content.decode("utf-8-sig")
    for said in (page, told):
        assert "Vera Lind" in said
        assert "Rut" not in said
        assert "person " + str(row.pk)[:8] not in said
    assert "2024-02;underskriven;1;1;" in told


def test_that_a_round_is_read_is_noted_too(party, pages):
    row = drawn(party)
    pages.get(party.auditor_user, "review_round", row.pk)
    line = AuditEvent.objects.get(kind="persons.log_reviewed")
    assert (line.why, line.role, line.ground) == ("omgång 2024-02", "LOG_AUDITOR", "log_review")


@pytest.mark.parametrize("name", ["review_round", "sign_review"])
def test_a_round_is_there_for_its_own_auditor_alone(party, pages, name):
    row = drawn(party)
    others = (
        party.referrer_user,
        party.other_coordinator_user,
        user("Nils Alm", Role.LOG_AUDITOR, party.cast.neighbour_board),
    )
    for one in others:
        assert pages.get(one, name, row.pk).status_code == 404
    assert pages.get(None, name, row.pk).status_code == 403
    assert pages.get(party.auditor_user, name, row.pk).status_code == 200


def test_a_drawn_reading_is_there_for_its_own_auditor_alone(party, pages):
    (line,) = lines_of(party, drawn(party))
    assert pages.get(party.referrer_user, "judge_reading", line.pk).status_code == 404
    assert pages.get(party.auditor_user, "judge_reading", line.pk).status_code == 200


def test_the_terms_are_changed_on_a_page(party, pages):
    said = {"share": 50, "least": 10, "opens": 7, "closes": 18, "days_after": 14, "deviations": 2}
    assert pages.send(party.auditor_user, "review_terms", party.sends, **said).status_code == 302
    page = text(pages.get(party.auditor_user, "review_rounds", party.sends))
    assert "50 av 1" in page
    wrong = pages.send(party.auditor_user, "review_terms", party.sends, **{**said, "opens": 19})
    assert wrong.status_code == 400


def test_a_round_of_hundreds_costs_no_question_for_each(
    party, pages, django_assert_max_num_queries
):
    row = somebody(party)
    for day in range(1, 29):
        read_by(party.referrer_user, row, f"2024-02-{day:02}T10:00:00+01:00")
    made = draw(party)
    client = pages.browser(party.auditor_user)
    client.get(reverse("persons"))
    assert len(lines_of(party, made)) > 20
    with django_assert_max_num_queries(40):
        client.get(reverse("review_round", args=[made.pk]))


IN_MARCH = "2024-03-02T01:23:00+01:00"


def test_the_night_draws_the_month_that_is_over_once(party, pages):
    read_by(party.referrer_user, somebody(party))
    with time_machine.travel(IN_MARCH, tick=False):
        assert actions.draw_rounds() == 1
        assert actions.draw_rounds() == 0
        jobs.draw(0)
    with reading([party.sends], None):
        (row,) = ReviewRound.objects.all()
    assert (row.month, row.readings, row.user_name) == (FEBRUARY, 1, "Samverk, loggranskning")
    (line,) = lines_of(party, row)
    assert by_lot([str(line.event_id)], row.seed, row.terms) == {str(line.event_id)}


def test_the_night_leaves_what_the_auditor_has_drawn(party):
    row = drawn(party)
    with time_machine.travel(IN_MARCH, tick=False):
        assert actions.draw_rounds() == 0
    with reading([party.sends], None):
        assert ReviewRound.objects.get() == row


def test_the_night_draws_nothing_where_nobody_reviews(party):
    act = acts.Act(party.coordinator, "persons.read_refused", "", party.cast.town.pk)
    with time_machine.travel("2024-02-14T10:00:00+01:00", tick=False):
        acts.log_read(act, [("persons.Refused", "a" * 32, "okänd")])
    with time_machine.travel(IN_MARCH, tick=False):
        assert actions.draw_rounds() == 1
    with unread([one.pk for one in Body.objects.all()]):
        assert [one.controller_id for one in ReviewRound.objects.all()] == [party.sends]


def test_the_night_draws_no_month_in_which_nobody_read(party):
    with time_machine.travel(IN_MARCH, tick=False):
        assert actions.draw_rounds() == 0


def test_a_round_that_the_night_drew_is_on_the_auditors_desk(party, pages):
    read_by(party.referrer_user, somebody(party))
    with time_machine.travel(IN_MARCH, tick=False):
        actions.draw_rounds()
    (task,) = log_reviews(Visit(actor_for(party.auditor_user), date(2024, 3, 2))).tasks
    assert (task.label, task.state) == ("Läsloggen för februari 2024", "1 läsning att bedöma")
