"""What followers are told: each piece of news once, what stands published alone, whoever falls on the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation.actors import PUBLIC
from samverk.meetings.tests.post import post_office
from samverk.publishing import actions, jobs
from samverk.publishing.actions import telling
from samverk.publishing.actions.telling import PostOfficeClosedError
from samverk.publishing.models import (
    Follower,
    Kind,
    NewsLetter,
    NewsRound,
    Pace,
    Subscription,
    ToldNews,
)
from samverk.publishing.pace import is_due, last_turn
from samverk.publishing.queries.following import Target
from samverk.publishing.queries.subscribers import address_digest
from samverk.publishing.tests.followed import (
    BOARD,
    CASE,
    TOWN,
    case,
    decision,
    item,
    meeting,
    notice,
    put,
    stage,
    take_back,
)

__all__ = ["post_office"]
pytestmark = pytest.mark.django_db
# A Wednesday, at noon in Sweden
BEGUN = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
MAJ = "maj@prov.example"


@pytest.fixture(autouse=True)
def standing(settings):
    settings.EMAIL_HOST = "127.0.0.1"
    with time_machine.travel(BEGUN, tick=False) as clock:
        stage()
        # The first round only notes where the rounds begin
        actions.tend_following()
        yield clock


def follow(what="organ", subject=BOARD, pace="genast", query="", address=MAJ):
    new = actions.NewFollowing(Target(what, subject, query), pace, "http://testserver", address)
    actions.ask_to_follow(PUBLIC, new, key=f"{what}/{subject}/{query}/{address}")
    made = Subscription.objects.get(
        what=what, subject=subject, query=query, follower__digest=address_digest(address)
    )
    actions.confirm_following(PUBLIC, made.pk)
    ProcrastinateJob.objects.filter(task_name=jobs.CONFIRM_JOB).delete()
    return made


def later(clock, **more):
    clock.shift(timedelta(**more))
    return datetime.now(UTC)


def queued():
    return list(ProcrastinateJob.objects.filter(task_name=jobs.LETTER_JOB).order_by("id"))


def deliver(office):
    """Do what the worker does with the letters that wait, and give those that came."""
    for job in queued():
        jobs.send_news(**job.args)
    ProcrastinateJob.objects.filter(task_name=jobs.LETTER_JOB).delete()
    letters, office.letters = office.letters, []
    return letters


def told(office):
    return [letter.get_content() for letter in deliver(office)]


def news(clock, *drafts):
    """Publish something a minute later, and let the round go a minute after that."""
    put(*drafts, at=later(clock, minutes=1))
    later(clock, minutes=1)
    return actions.tend_following()


def test_what_is_published_is_told_at_once_with_its_address(standing, post_office):
    follow()
    assert news(standing, item(1, "Avgift för hemtjänst")) == 1
    letter = deliver(post_office)[0]
    assert letter["To"] == MAJ
    assert letter["Subject"].strip() == "Samverk: § 1 Avgift för hemtjänst (Socialnämnden)"
    assert "http://testserver/oppet/paragrafer/1/" in letter.get_content()
    assert letter.get_content_type() == "text/plain"


def test_the_mail_program_is_told_how_to_end_it(standing, post_office):
    followed = follow()
    news(standing, item(1, "Avgift"))
    letter = deliver(post_office)[0]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].replace("\n", "").replace(" ", "")
    assert address.startswith("<http://testserver/oppet/folj/avsluta/")
    assert address.endswith("/>")
    assert followed.pk.hex in address
    assert letter["Auto-Submitted"] == "auto-generated"
    content = letter.get_content()
    assert "/oppet/folj/avsluta/" in content
    assert "/oppet/folj/mina/" in content


def test_nothing_in_a_letter_tells_that_it_was_read(standing, post_office):
    follow()
    news(standing, item(1, "Avgift"))
    letter = deliver(post_office)[0]
    assert not letter.is_multipart()
    assert "?" not in letter.get_content().replace("?\n", "")


def test_each_piece_of_news_is_told_once(standing, post_office):
    follow()
    news(standing, item(1, "Avgift"))
    assert len(deliver(post_office)) == 1
    later(standing, minutes=5)
    assert actions.tend_following() == 0
    # Its words are put right: that is no news
    assert news(standing, item(1, "Avgift, rättad")) == 0


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (meeting(), meeting(status="cancelled"), "Inställt: Socialnämnden"),
        (meeting(), meeting(data={"minutes": "adjusted"}), "Justerat protokoll: Socialnämnden"),
        (meeting(), meeting(data={"place": "Sal B"}), "Sammanträde: Socialnämnden"),
        (
            decision(4, "Avgift", force={"status": "open"}),
            decision(4, "Avgift", force={"status": "final"}),
            "Beslut § 4: Avgift",
        ),
        (item(1, "A"), item(1, "A", data={"corrections": [{"text": "x"}]}), "§ 1 A"),
    ],
)
def test_what_is_new_of_the_same_thing_is_told(standing, post_office, before, after, says):
    follow()
    news(standing, before)
    deliver(post_office)
    assert news(standing, after) == 1
    assert says in told(post_office)[0]


def test_a_case_is_told_of_when_it_is_closed(standing, post_office):
    follow("arende", CASE)
    assert news(standing, case("closed"), item(1, "Avgift", case=CASE)) == 1
    assert "Ärende SN 2026/4" in (letter := told(post_office)[0])
    assert "§ 1 Avgift" in letter


def test_a_notice_board_and_a_search_are_told_of(standing, post_office):
    follow("anslagstavla", TOWN)
    follow("sokning", 0, query="q=hemtj%C3%A4nst")
    assert news(standing, notice(5, "Protokoll"), item(1, "Avgift för hemtjänst")) == 2
    letters = told(post_office)
    assert sorted("Anslag: Protokoll" in one for one in letters) == [False, True]
    assert [one for one in letters if "sökningen ”hemtjänst”" in one and "§ 1 Avgift" in one]


def test_who_follows_something_else_is_told_nothing(standing, post_office):
    follow("organ", BOARD)
    follow("arende", CASE)
    put(item(1, "Annans", body=99, case=71), at=later(standing, minutes=1))
    later(standing, minutes=1)
    assert actions.tend_following() == 0


def test_what_was_published_before_one_followed_is_not_told(standing, post_office):
    put(item(1, "Gammalt"), at=later(standing, minutes=1))
    later(standing, minutes=1)
    follow()
    later(standing, minutes=1)
    assert actions.tend_following() == 0


def test_what_has_not_been_confirmed_is_told_nothing(standing, post_office):
    new = actions.NewFollowing(Target("organ", BOARD), "genast", "http://testserver", MAJ)
    actions.ask_to_follow(PUBLIC, new, key="k")
    assert news(standing, item(1, "Avgift")) == 0


def test_what_is_withdrawn_before_the_letter_goes_is_not_in_it(standing, post_office):
    follow()
    news(standing, item(1, "Avgift"), item(2, "Annat"))
    take_back(Kind.ITEM, 1)
    content = told(post_office)[0]
    assert "§ 2 Annat" in content
    assert "Avgift" not in content


def test_when_all_is_withdrawn_no_letter_goes(standing, post_office):
    follow()
    news(standing, item(1, "Avgift"))
    take_back(Kind.ITEM, 1)
    assert told(post_office) == []
    assert not NewsLetter.objects.exists()


def test_who_ends_it_gets_no_letter_that_waited(standing, post_office):
    followed = follow()
    news(standing, item(1, "Avgift"))
    actions.end_following(PUBLIC, followed.pk)
    assert told(post_office) == []
    assert not ToldNews.objects.exists()


def test_many_at_once_are_one_letter_with_the_first_fifty(standing, post_office):
    follow()
    news(standing, *(item(number, f"Ärende {number}") for number in range(1, 81)))
    letter = deliver(post_office)[0]
    assert letter["Subject"].strip() == "Samverk: 80 nyheter, Socialnämnden"
    assert letter.get_content().count("/oppet/paragrafer/") == 50
    assert "Och 30 till" in letter.get_content()


def test_a_job_that_is_run_again_sends_it_once(standing, post_office):
    follow()
    news(standing, item(1, "Avgift"))
    job = queued()[0]
    for _ in range(2):
        jobs.send_news(**job.args)
    assert len(post_office.letters) == 1


def test_a_worker_that_falls_with_the_letter_in_its_hand_does_not_send_it_again(
    standing, post_office, monkeypatch
):
    follow()
    news(standing, item(1, "Avgift"))
    monkeypatch.setattr(telling, "_hand_over", _fall)
    job = queued()[0]
    with pytest.raises(SystemExit):
        jobs.send_news(**job.args)
    monkeypatch.undo()
    jobs.send_news(**job.args)
    assert post_office.letters == []


def _fall(_):
    raise SystemExit


def test_a_worker_that_falls_before_the_round_is_noted_tells_nothing_twice(standing, post_office):
    follow()
    news(standing, item(1, "Avgift"))
    NewsRound.objects.update(reached_at=BEGUN)
    assert actions.tend_following() == 0


def test_a_letter_and_what_it_tells_are_kept_together_or_not_at_all(standing, monkeypatch):
    follow()

    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(telling.jobs, "configure_task", fail)
    with pytest.raises(ZeroDivisionError):
        news(standing, item(1, "Avgift"))
    assert not ToldNews.objects.exists()
    monkeypatch.undo()
    assert actions.tend_following() == 1


def test_a_closed_post_office_is_tried_again_for_most_of_a_day(standing, post_office, settings):
    follow()
    news(standing, item(1, "Avgift"))
    open_at, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    job = queued()[0]
    with pytest.raises(PostOfficeClosedError):
        jobs.send_news(**job.args)
    settings.EMAIL_PORT = open_at
    assert len(deliver(post_office)) == 1
    waits = [4**n for n in range(1, 8)]
    assert 6 * 3600 < sum(waits) < 48 * 3600
    assert jobs.WHILE_IT_IS_CLOSED.max_attempts == 8


@pytest.mark.parametrize("answer", ["450 4.2.0 Vänta", "421 4.3.2 Stängt"])
def test_a_server_that_asks_to_wait_is_asked_again(standing, post_office, answer):
    follow()
    news(standing, item(1, "Avgift"))
    post_office.says[MAJ] = answer
    job = queued()[0]
    with pytest.raises(PostOfficeClosedError):
        jobs.send_news(**job.args)
    post_office.says.clear()
    assert len(deliver(post_office)) == 1
    assert Follower.objects.get().refused == 0


def test_an_address_that_takes_no_letters_is_removed(standing, post_office):
    follow()
    post_office.says[MAJ] = "550 5.1.1 Finns inte"
    for number in range(1, 4):
        assert Follower.objects.get().refused == number - 1
        news(standing, item(number, "Avgift"))
        assert deliver(post_office) == []
    assert not Follower.objects.exists()


def test_one_letter_that_is_taken_clears_the_count(standing, post_office):
    follow()
    post_office.says[MAJ] = "550 5.1.1 Finns inte"
    news(standing, item(1, "Avgift"))
    deliver(post_office)
    post_office.says.clear()
    news(standing, item(2, "Avgift"))
    deliver(post_office)
    assert Follower.objects.get().refused == 0


def test_a_letter_that_nobody_sends_is_cleared_away(standing, post_office):
    follow()
    news(standing, item(1, "Avgift"))
    later(standing, days=4)
    actions.clear_following()
    assert not NewsLetter.objects.exists()


@pytest.mark.parametrize(
    ("pace", "hours", "letters"),
    [("dag", 18, 0), ("dag", 20, 1), ("vecka", 5 * 24 - 6, 0), ("vecka", 5 * 24 - 4, 1)],
)
def test_a_day_or_a_week_comes_in_one_letter_in_the_morning(
    standing, post_office, pace, hours, letters
):
    # From Wednesday noon: 06.00 and 08.00 on Thursday, and on Monday
    follow(pace=pace)
    news(standing, item(1, "Avgift"), item(2, "Annat"))
    standing.move_to(BEGUN + timedelta(hours=hours))
    assert actions.tend_following() == letters
    assert actions.tend_following() == 0
    assert len(deliver(post_office)) == letters


def test_a_morning_without_a_worker_is_made_up_for():
    reached = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
    assert not is_due(Pace.DAILY, reached, reached + timedelta(hours=20))
    assert is_due(Pace.DAILY, reached, reached + timedelta(hours=30))


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        # Summer time begins on the 29th of March: seven in the morning is five, not six
        (datetime(2026, 3, 28, 7, 0, tzinfo=UTC), datetime(2026, 3, 28, 6, 0, tzinfo=UTC)),
        (datetime(2026, 3, 30, 7, 0, tzinfo=UTC), datetime(2026, 3, 30, 5, 0, tzinfo=UTC)),
        (datetime(2026, 3, 30, 4, 59, tzinfo=UTC), datetime(2026, 3, 29, 5, 0, tzinfo=UTC)),
    ],
)
def test_morning_is_seven_by_the_clocks_of_sweden(now, turn):
    assert last_turn(Pace.DAILY, now) == turn


def test_a_week_begins_on_monday_morning_also_on_its_first_day():
    monday = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
    for hours in (0, 1, 6 * 24):
        assert last_turn(Pace.WEEKLY, monday + timedelta(hours=hours)) == monday
    assert last_turn(Pace.WEEKLY, monday - timedelta(seconds=1)) == monday - timedelta(days=7)


def test_without_mail_nothing_is_told(standing, settings):
    follow()
    settings.EMAIL_HOST = ""
    assert news(standing, item(1, "Avgift")) == 0


def test_the_worker_tells_every_minute_and_clears_up():
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["samverk.publishing.jobs.tend_following"] == "* * * * *"
    assert periodic["samverk.publishing.jobs.clear_following"] == "*/10 * * * *"


def test_a_server_that_falls_silent_may_have_taken_it(standing, post_office):
    follow()
    news(standing, item(1, "Avgift"))
    post_office.falls_silent = True
    job = queued()[0]
    jobs.send_news(**job.args)
    post_office.falls_silent = False
    jobs.send_news(**job.args)
    assert len(post_office.letters) == 1
    assert Follower.objects.get().refused == 0


@pytest.mark.parametrize("many", [1, 20])
def test_a_round_without_news_asks_as_little_however_many_follow(
    standing, django_assert_max_num_queries, many
):
    for number in range(many):
        follow(address=f"n{number}@prov.example")
    later(standing, minutes=1)
    with django_assert_max_num_queries(16):
        actions.tend_following()
