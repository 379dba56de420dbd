"""The notice on the boards: put up and taken down by the queue, and what an interruption does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from samverk.decisions import queries as decisions
from samverk.decisions.decision_page import decision_page
from samverk.foundation import clock
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions import NewPostingFact, note_posting, tend_boards
from samverk.meetings.models import BoardPosting
from samverk.meetings.queries import notice_by_id, notices_on, notices_once_on
from samverk.meetings.queries.boards import BOARDS, BoardRegister
from samverk.meetings.tests.adjusting import adjust, by_laws
from samverk.meetings.tests.conftest import DAY, draft, handle, person, roll, step
from samverk.rules.force import ForceState
from samverk.rules.notice import NoticeState

LAST = date(2024, 4, 5)


def at(day):
    return time_machine.travel(f"{day}T12:00:00+01:00", tick=False)


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.SEAL_DIR = tmp_path
    settings.SIGNING = "samverk.integrations.signing.fake.FakeSigning"


@pytest.fixture
def meeting(seated, opened):
    """A meeting that has decided one thing by acclamation."""
    by_laws(seated)
    roll(seated, opened, "Asta Ek", "Bo Lind", "Cia Alm")
    item = handle(seated, opened, "Taxan")
    draft(seated, item, "Taxan höjs.")
    step(seated, item, "Found", "main/1/find", won="base")
    step(seated, item, "Gavel", "main/1/confirm")
    actions.settle_item(seated.owner, item, ["Taxan höjs."], key="u")
    actions.choose_adjusters(seated.owner, opened, [person("Bo Lind")], key="j")
    actions.end_meeting(seated.owner, opened, key="slut")
    return opened


@pytest.fixture
def posting(seated, meeting):
    adjust(seated, meeting)
    return BoardPosting.objects.get()


def told(posting, day=DAY):
    return notice_by_id(posting.notice_id, day)


def noted(posting, kind, day, *, key=None, actor=SETUP):
    return note_posting(actor, posting, NewPostingFact(kind, day), key=key or f"{kind}/{day}")


def force(cast, day):
    found = decisions.decision_at(cast.board.pk, DAY, 1)
    return decision_page(found.pk, day).force.value


def test_the_queue_puts_up_what_was_adjusted_once(seated, posting):
    assert told(posting).time.state is NoticeState.UNKNOWN
    assert (tend_boards(), tend_boards()) == (1, 0)
    found = told(posting)
    assert (found.time.state, found.time.last_day) == (NoticeState.RUNNING, LAST)
    assert [row.notice for row in notices_on(seated.town.pk, DAY)] == [posting.notice]


def test_the_log_tells_of_a_notice_once_however_many_boards(seated, posting):
    tend_boards()
    told = AuditEvent.objects.filter(actor_name="Anslagstavlan", part_of__isnull=True)
    assert [event.kind for event in told] == ["meetings.notice_tended"]


def test_one_notice_that_cannot_be_tended_keeps_no_other_from_it(seated, posting, monkeypatch):
    from samverk.foundation.errors import NotFoundError
    from samverk.meetings.actions import posting as module

    real, asked = module._tend, []

    def first_fails(found, today):
        asked.append(found)
        if len(asked) == 1:
            raise NotFoundError("Tavlan är borta.")
        real(found, today)

    monkeypatch.setattr(module, "_tend", first_fails)
    twice = lambda day: [told(posting), told(posting)]  # noqa: E731
    monkeypatch.setattr(module, "notices_to_tend", twice)
    with pytest.raises(NotFoundError):
        tend_boards()
    assert posting.facts.count() == 1


def test_the_queue_takes_down_what_has_been_up_its_time_and_not_before(posting):
    tend_boards()
    with at(LAST):
        assert tend_boards() == 0
    with at(LAST + timedelta(days=1)):
        assert (tend_boards(), tend_boards()) == (1, 0)
    found = told(posting, LAST + timedelta(days=1))
    assert found.postings[0].taken_down_on == date(2024, 4, 6)
    assert found.time.state is NoticeState.RUN_OUT


def test_what_was_taken_down_is_no_longer_on_the_board_but_can_be_proved(seated, posting):
    tend_boards()
    after = LAST + timedelta(days=1)
    with at(after):
        tend_boards()
    assert notices_on(seated.town.pk, after) == []
    assert [row.notice for row in notices_once_on(seated.town.pk, after)] == [posting.notice]
    assert [row.notice for row in notices_on(seated.town.pk, LAST)] == [posting.notice]


def test_legal_force_is_presumed_when_the_time_has_run_out(seated, posting):
    assert force(seated, DAY).state is ForceState.UNKNOWN
    tend_boards()
    assert force(seated, DAY).state is ForceState.RUNNING
    assert force(seated, LAST + timedelta(days=1)).state is ForceState.PRESUMED


def test_a_notice_that_is_gone_starts_the_clock_anew_when_it_is_up_again(seated, posting):
    tend_boards()
    gone, back = date(2024, 3, 25), date(2024, 3, 27)
    with at(gone):
        noted(posting, "missing", gone)
    assert told(posting, gone).time.state is NoticeState.INTERRUPTED
    assert force(seated, gone).state is ForceState.NOT_RUN_OUT
    with at(back):
        noted(posting, "up_again", back)
    assert told(posting, back).time.last_day == date(2024, 4, 17)
    assert force(seated, LAST + timedelta(days=1)).state is ForceState.RUNNING
    assert force(seated, date(2024, 4, 18)).state is ForceState.PRESUMED


def test_one_that_was_back_the_same_day_starts_the_clock_anew_that_day(seated, posting):
    tend_boards()
    with at(day := date(2024, 3, 25)):
        noted(posting, "missing", day)
        noted(posting, "up_again", day)
    assert force(seated, date(2024, 4, 16)).state is ForceState.PRESUMED
    assert force(seated, date(2024, 4, 15)).state is ForceState.RUNNING


def test_it_is_not_taken_down_before_its_time(posting):
    tend_boards()
    with at(LAST), pytest.raises(InputError, match="tas ned tidigast 2024-04-06"):
        noted(posting, "taken_down", LAST)


def strike(actor, posting, *, key="stryk", why="Fel tavla."):
    last = told(posting, clock.today()).postings[0].noted[-1]
    return actions.strike_posting_fact(actor, last, why, key=key)


class TestStriking:
    """What was noted of a board in error."""

    @pytest.fixture
    def gone(self, seated, posting):
        """A notice noted as gone on a day when it was not."""
        tend_boards()
        with at(date(2024, 3, 25)):
            noted(posting, "missing", date(2024, 3, 25), actor=seated.owner)
            yield posting

    def test_the_time_runs_as_if_it_had_not_been_noted(self, seated, gone):
        assert told(gone, LAST).time.state is NoticeState.INTERRUPTED
        strike(seated.owner, gone)
        assert told(gone, LAST).time.last_day == LAST
        assert force(seated, LAST + timedelta(days=1)).state is ForceState.PRESUMED

    def test_it_stays_in_the_evidence_with_who_and_why(self, seated, gone):
        strike(seated.owner, gone)
        wrong, by = told(gone, clock.today()).postings[0].struck
        assert (wrong.kind, by.note, by.noted_by) == ("missing", "Fel tavla.", "Maj Ekedal")
        page = seated.browser().get(reverse("notice", args=[gone.notice_id])).content.decode()
        assert "Fel tavla." in page
        event = AuditEvent.objects.get(kind="meetings.posting_struck")
        assert event.why == "Fel tavla."

    def test_it_is_noted_anew_with_the_right_day(self, seated, gone):
        strike(seated.owner, gone)
        noted(gone, "missing", date(2024, 3, 22), actor=seated.owner, key="rätt")
        assert told(gone, clock.today()).time.down_since == date(2024, 3, 22)
        assert force(seated, clock.today()).state is ForceState.NOT_RUN_OUT

    def test_the_same_day_noted_again_counts_again(self, seated, gone):
        strike(seated.owner, gone)
        noted(gone, "missing", date(2024, 3, 25), actor=seated.owner, key="igen")
        assert force(seated, clock.today()).state is ForceState.NOT_RUN_OUT

    def test_a_form_sent_twice_strikes_once(self, seated, gone):
        last = told(gone, clock.today()).postings[0].last
        for _ in range(2):
            actions.strike_posting_fact(seated.owner, last, "Fel.", key="k")
        assert gone.facts.count() == 3

    def test_what_the_system_did_itself_is_not_struck(self, seated, posting):
        tend_boards()
        with pytest.raises(NotAllowedError, match="systemet självt"):
            strike(seated.owner, posting)

    def test_nor_anything_but_the_last_nor_without_a_reason(self, seated, gone):
        first = gone.facts.order_by("number").first()
        with pytest.raises(NotAllowedError, match="senast"):
            actions.strike_posting_fact(seated.owner, first, "Fel.", key="k")
        with pytest.raises(InputError, match="varför"):
            strike(seated.owner, gone, why=" ")

    def test_a_taking_down_that_is_struck_is_up_again(self, seated, posting, settings):
        BoardPosting.objects.filter(pk=posting.pk)
        tend_boards()
        after = LAST + timedelta(days=1)
        with at(after):
            noted(posting, "taken_down", after, actor=seated.owner)
            assert notices_on(seated.town.pk, after) == []
            strike(seated.owner, posting)
            assert [row.notice for row in notices_on(seated.town.pk, after)] == [posting.notice]
            assert notices_once_on(seated.town.pk, after) == []
            assert tend_boards() == 1


@pytest.mark.parametrize(
    ("kind", "days", "said"),
    [
        ("posted", 0, "inte följa"),
        ("up_again", 0, "inte följa"),
        ("missing", 1, "inte varit än"),
        ("missing", -1, "före det förra"),
    ],
)
def test_what_cannot_have_happened_is_refused(posting, kind, days, said):
    tend_boards()
    with pytest.raises((ConflictError, InputError), match=said):
        noted(posting, kind, DAY + timedelta(days=days))


def test_a_retried_form_notes_once(posting):
    tend_boards()
    first = noted(posting, "missing", DAY, key="k")
    assert noted(posting, "missing", DAY, key="k") == first
    assert posting.facts.count() == 2


class TestSeveralBoards:
    """A federation's minutes are announced on every member's board."""

    @pytest.fixture
    def register(self, seated, monkeypatch):
        found = BoardRegister()
        found.add(lambda body, day: [seated.town.pk, seated.neighbour.pk])
        monkeypatch.setattr(BOARDS, "_known", found._known)

    @pytest.fixture
    def postings(self, register, seated, meeting, settings):
        settings.BOARDS_KEPT = ["lillkoping"]
        adjust(seated, meeting)
        return {p.board_id: p for p in BoardPosting.objects.select_related("notice")}

    def test_the_time_counts_from_the_last_board(self, seated, postings):
        assert tend_boards() == 1
        other = postings[seated.neighbour.pk]
        assert told(other).time.state is NoticeState.UNKNOWN
        assert force(seated, DAY).state is ForceState.UNKNOWN
        with at(day := date(2024, 3, 18)):
            noted(other, "posted", day, actor=seated.owner)
        assert told(other, day).time.last_day == date(2024, 4, 8)
        assert force(seated, date(2024, 4, 9)).state is ForceState.PRESUMED

    def test_the_board_kept_here_stays_up_until_the_last_one_has_run_out(self, seated, postings):
        tend_boards()
        with at(day := date(2024, 3, 18)):
            noted(postings[seated.neighbour.pk], "posted", day)
        with at(date(2024, 4, 6)):
            assert tend_boards() == 0
        with at(date(2024, 4, 9)):
            assert tend_boards() == 1

    def test_one_that_is_gone_before_the_last_board_has_it_breaks_no_time(self, seated, postings):
        tend_boards()
        here, other = postings[seated.town.pk], postings[seated.neighbour.pk]
        noted(here, "missing", DAY)
        noted(other, "posted", DAY)
        assert told(here).time.state is NoticeState.INTERRUPTED
        assert force(seated, DAY).state is ForceState.UNKNOWN
        with at(day := date(2024, 3, 20)):
            noted(here, "up_again", day)
        assert force(seated, day).state is ForceState.RUNNING

    def test_a_mistyped_posting_elsewhere_leaves_the_time_unknown(self, seated, postings):
        tend_boards()
        other = postings[seated.neighbour.pk]
        with at(day := date(2024, 3, 20)):
            noted(other, "posted", day, actor=seated.owner)
            assert force(seated, day).state is ForceState.RUNNING
            actions.strike_posting_fact(seated.owner, other.facts.get(), "Fel dag.", key="s")
            assert told(other, day).time.state is NoticeState.UNKNOWN
            assert force(seated, day).state is ForceState.UNKNOWN
            noted(other, "posted", date(2024, 3, 18), actor=seated.owner, key="rätt")
        assert told(other, day).time.last_day == date(2024, 4, 8)
        assert force(seated, date(2024, 4, 9)).state is ForceState.PRESUMED

    def test_a_board_elsewhere_is_left_to_people(self, seated, postings):
        tend_boards()
        assert not postings[seated.neighbour.pk].kept_here
        assert postings[seated.neighbour.pk].facts.count() == 0


def test_the_desk_and_lists_ask_the_same_number_of_questions(
    seated, posting, django_assert_max_num_queries
):
    tend_boards()
    with django_assert_max_num_queries(12):
        notices_on(seated.town.pk, DAY)
