"""Votes from the members' own devices: opened, sent, changed, closed into the record, or broken off."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, transaction

from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.meetings import actions
from samverk.meetings.models import CastBallot, DeviceBallot, DeviceVote, StepTaken
from samverk.meetings.queries import item_by_id
from samverk.meetings.queries.devices import own_vote, vote_by_id
from samverk.meetings.queries.proceeding import proceeding_of, rolls_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    account,
    actor,
    contested,
    draft,
    handle,
    note,
    person,
    roll,
    step,
    vote,
)
from samverk.project.testing.stages import kept

AT = "main/1/vote"


@kept
def item(seated, opened):
    """An item at an open vote, with all five members and a substitute there."""
    roll(seated, opened, *MEMBERS, "Folke Ask")
    found = handle(seated, opened, "Taxan")
    draft(seated, found)
    contested(seated, found)
    return item_by_id(found.pk)


@kept
def ballot(seated, item):
    """The vote, open to the members' own devices."""
    made = actions.open_device_vote(seated.owner, item, AT, key="öppna röst")
    return vote_by_id(made.pk)


@kept
def bo(seated):
    return actor(account(seated.board, "Bo Lind"))


def cast(who, ballot, choice, key="r"):
    return actions.cast_ballot(who, ballot, choice, key=key)


def others(*choices, names=MEMBERS):
    return {person(name): choice for name, choice in zip(names, choices, strict=False) if choice}


def close(seated, ballot, *choices, key="stäng"):
    return actions.close_device_vote(seated.owner, ballot, others(*choices), key=key)


def votes():
    return {str(b.person): b.choice for b in CastBallot.objects.select_related("person")}


def test_the_result_is_the_same_record_as_a_roll_call(seated, item, ballot, bo):
    cast(bo, ballot, "no")
    made = close(seated, ballot, "yes", "", "yes", "yes", "abstain")
    assert (made.kind, made.step) == ("Voted", AT)
    assert made.data == {"yes": 3, "no": 1, "abstain": 1, "chair": "yes"}
    assert votes() == dict(zip(MEMBERS, ("yes", "no", "yes", "yes", "abstain"), strict=True))


def test_what_ja_and_nej_mean_is_kept_as_the_members_saw_it(ballot):
    assert (ballot.yes, ballot.no) == ("bifall till förvaltningens förslag", "avslag")


def test_a_vote_may_be_changed_until_it_is_closed_and_the_last_counts(seated, ballot, bo):
    cast(bo, ballot, "yes", "r1")
    cast(bo, ballot, "no", "r2")
    close(seated, ballot, *["yes"] * 5)
    assert votes()["Bo Lind"] == "no"
    assert DeviceBallot.objects.count() == 2


def test_a_vote_sent_twice_with_one_form_is_one_vote(ballot, bo):
    assert cast(bo, ballot, "yes") == cast(bo, ballot, "yes")
    assert DeviceBallot.objects.count() == 1


def test_the_secretary_writes_over_no_vote_from_a_device(seated, ballot, bo):
    cast(bo, ballot, "no")
    close(seated, ballot, "yes", "yes", "yes", "yes", "yes")
    assert votes()["Bo Lind"] == "no"


def test_one_who_has_not_voted_is_asked_for_before_it_is_closed(seated, ballot, bo):
    cast(bo, ballot, "no")
    with pytest.raises(InputError, match="Anteckna också hur Eva Hägg"):
        close(seated, ballot, "yes", "", "yes", "yes")
    assert DeviceVote.objects.get().closed_at is None
    assert CastBallot.objects.count() == 0


def test_a_vote_that_comes_after_it_is_closed_is_not_taken_in(seated, ballot, bo):
    close(seated, ballot, *["yes"] * 5)
    with pytest.raises(ConflictError, match="togs inte emot"):
        cast(bo, ballot, "no")
    assert DeviceBallot.objects.count() == 0


def test_a_substitute_who_does_not_serve_is_refused_with_the_way_out(seated, ballot):
    folke = actor(account(seated.board, "Folke Ask"))
    with pytest.raises(InputError, match=r"tjänstgör inte i punkten.*säg till sekreteraren"):
        cast(folke, ballot, "yes")


def test_one_with_jav_is_refused(seated, opened, ballot, bo):
    note(seated, opened, "stepped_aside", "Bo Lind", ground="Släkting söker.")
    with pytest.raises(InputError, match="jävig"):
        cast(bo, ballot, "yes")


def test_a_vote_of_one_who_stepped_aside_after_it_counts_for_nothing(seated, opened, ballot, bo):
    cast(bo, ballot, "no")
    note(seated, opened, "stepped_aside", "Bo Lind", ground="Släkting söker.")
    close(seated, ballot, "yes", "", "yes", "yes", "yes")
    assert "Bo Lind" not in votes()
    assert DeviceBallot.objects.count() == 1


def test_an_account_without_a_person_or_with_a_seat_elsewhere_votes_nowhere(seated, ballot):
    for who in (seated.member, seated.owner, seated.outsider):
        with pytest.raises(NotAllowedError, match="inte kopplat"):
            cast(who, ballot, "yes")
    assert DeviceBallot.objects.count() == 0


def test_a_choice_that_is_none_is_told(ballot, bo):
    with pytest.raises(InputError, match="Ja, Nej eller Avstår"):
        cast(bo, ballot, "kanske")


def test_the_chair_opens_and_closes_with_an_account_of_their_own(seated, item):
    asta = actor(account(seated.board, "Asta Ek"))
    made = vote_by_id(actions.open_device_vote(asta, item, AT, key="ö").pk)
    cast(asta, made, "yes")
    done = actions.close_device_vote(asta, made, others("", *["no"] * 4), key="s")
    assert done.data["no"] == 4


def test_a_member_does_not_open_or_close(seated, item, ballot, bo):
    for write in (
        lambda: actions.open_device_vote(bo, item, AT, key="ö"),
        lambda: actions.close_device_vote(bo, ballot, {}, key="s"),
        lambda: actions.break_off_device_vote(bo, ballot, "Fel.", key="b"),
    ):
        with pytest.raises(NotAllowedError):
            write()


def test_while_it_is_open_no_other_step_is_taken(seated, item, ballot):
    for write in (
        lambda: actions.undo_step(seated.owner, item, key="å"),
        lambda: vote(seated, item, AT, *["yes"] * 5),
        lambda: actions.open_device_vote(seated.owner, item, AT, key="ö2"),
    ):
        with pytest.raises(ConflictError, match="öppen i punkten"):
            write()


def test_a_broken_off_vote_counts_for_nothing_and_is_held_anew(seated, item, ballot, bo):
    cast(bo, ballot, "no")
    with pytest.raises(InputError, match="Skriv varför"):
        actions.break_off_device_vote(seated.owner, ballot, " ", key="b1")
    actions.break_off_device_vote(seated.owner, ballot, "Fel fråga.", key="b2")
    anew = vote_by_id(actions.open_device_vote(seated.owner, item, AT, key="ö2").pk)
    close(seated, anew, *["yes"] * 5)
    assert votes()["Bo Lind"] == "yes"


def test_only_the_vote_that_waits_is_opened_and_never_a_closed_ballot(seated, opened):
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Val", matter="election")
    draft(seated, found)
    with pytest.raises(InputError, match="inte vid den omröstningen"):
        actions.open_device_vote(seated.owner, found, AT, key="k1")
    contested(seated, found)
    with pytest.raises(InputError, match="sluten"):
        actions.open_device_vote(seated.owner, found, AT, key="k2")


def test_the_log_tells_of_each_and_not_of_how_they_voted(seated, ballot, bo):
    cast(bo, ballot, "no")
    close(seated, ballot, *["yes"] * 5)
    kinds = set(AuditEvent.objects.values_list("kind", flat=True))
    assert {
        "meetings.device_vote_opened",
        "meetings.ballot_cast",
        "meetings.device_vote_closed",
    } <= kinds
    event = AuditEvent.objects.get(kind="meetings.ballot_cast")
    assert (event.actor_name, "nej" in event.subject_label) == ("Bo Lind", False)


def test_a_vote_that_was_acknowledged_is_not_changed_or_removed(ballot, bo):
    made = cast(bo, ballot, "no")
    rows = DeviceBallot.objects.filter(pk=made.pk)
    for write in (rows.delete, lambda: rows.update(choice="yes")):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            write()


def test_a_members_page_tells_who_has_voted_and_the_own_vote(opened, ballot, bo):
    before = own_vote(opened, bo.person)
    cast(bo, ballot, "no")
    after = own_vote(opened, bo.person)
    assert (before.cast, before.mine, before.asked) == (0, None, 5)
    assert (after.cast, after.mine.choice, after.may.value) == (1, "no", True)


def test_the_rolls_name_those_who_voted_from_devices_as_all_others(seated, item, ballot, bo):
    cast(bo, ballot, "no")
    close(seated, ballot, "yes", "", "yes", "yes", "yes")
    (sides,) = rolls_of(proceeding_of(item))
    assert [(side.choice, len(side.names)) for side in sides] == [("ja", 4), ("nej", 1)]


def test_votes_in_a_secret_item_are_behind_the_wall_and_still_counted(seated, opened, bo):
    roll(seated, opened, *MEMBERS)
    hidden = actions.Hidden("26 kap. 1 § OSL", "Barnet N")
    found = handle(seated, opened, "Individärende", hidden=hidden)
    draft(seated, found)
    contested(seated, found)
    made = actions.open_device_vote(seated.owner, found, AT, key="ö")
    made.item = found
    cast(bo, made, "no")
    assert (DeviceVote.objects.count(), DeviceBallot.objects.count()) == (0, 0)
    close(seated, made, *["yes"] * 5)
    assert not AuditEvent.objects.filter(subject_label__contains="Individärende, röst").exists()
    assert StepTaken.objects.count() == 0


def test_one_who_holds_meetings_without_the_compartment_leads_no_vote_in_a_secret_item(
    seated, opened
):
    roll(seated, opened, *MEMBERS)
    hidden = actions.Hidden("26 kap. 1 § OSL", "Barnet N")
    found = handle(seated, opened, "Individärende", hidden=hidden)
    manager = Actor(seated.owner_user.pk, "Chefen", (HeldRole(Role.MANAGER, seated.town.pk),))
    with pytest.raises(NotAllowedError, match="Sekretessbelagda uppgifter"):
        actions.open_device_vote(manager, found, AT, key="k")


def test_nobody_asks_who_left_between_two_votes_in_the_next(seated, opened):
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Taxan")
    draft(seated, found)
    actions.make_motion(
        seated.owner,
        found,
        actions.NewMotion("referral_back", person("Bo Lind"), "Utred."),
        key="m",
    )
    actions.make_motion(
        seated.owner, found, actions.NewMotion("rejection", person("Cia Alm")), key="m2"
    )
    step(seated, found, "OrderApproved", "order", proposals=[1, 2], is_unanimous=False)
    step(seated, found, "Found", "referral_back/1/find", won="today")
    step(seated, found, "VoteRequested", "referral_back/1/confirm")
    vote(seated, found, "referral_back/1/vote", "yes", "no", "yes", "yes", "yes", key="v1")
    note(seated, opened, "left", "Bo Lind")
    step(seated, found, "Found", "main/1/find", won="base")
    step(seated, found, "VoteRequested", "main/1/confirm")
    rest = [name for name in MEMBERS if name != "Bo Lind"]
    vote(seated, found, AT, *["yes"] * 4, key="v2", names=rest)
    tallies = [
        v.tally.present for s in proceeding_of(found).progress.value.settled for v in s.votes
    ]
    assert tallies == [5, 4]
