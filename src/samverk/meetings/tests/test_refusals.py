"""The chair refuses to put a proposal (KL 5:57): what falls, what the council may do, what is printed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverk.foundation.compartments import opened as compartment
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions, queries
from samverk.meetings.actions.recording import motions_of
from samverk.meetings.models import MotionRefusal
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.printing import Signing, locked_paragraph, printed_minutes
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.queries.summary import summary_of
from samverk.meetings.tests.conftest import (
    MEMBERS,
    again,
    draft,
    fill,
    handle,
    move,
    occasion,
    person,
    roll,
    settle,
    step,
)
from samverk.project.testing.stages import kept
from samverk.rules.propositions import StepKind
from samverk.rules.tests.texts import plain

WHY = "Yrkandet gäller lokaler, som inte är kallade."


@kept
def council(cast):
    fill(cast.council)
    made = actions.plan_meeting(cast.owner, cast.council.pk, occasion(), key="kf")
    meeting = queries.meeting_by_id(made.pk)
    actions.open_meeting(cast.owner, meeting, person("Asta Ek"), "Maj", key="ö")
    return queries.meeting_by_id(made.pk)


@kept
def item(cast, council):
    """The council's item, with a draft in hand."""
    roll(cast, council, *MEMBERS)
    found = handle(cast, again(council), "Taxan")
    draft(cast, found)
    return found


@kept
def motion(cast, item):
    return move(cast, item, "amendment", text="Bygg ut lokalerna.")


def refuse(cast, motion, ground="unlawful", why=WHY, *, key="vägra"):
    return actions.refuse_motion(cast.owner, motion, actions.NewRefusal(ground, why), key=key)


def decide(cast, motion, *, overridden=True, how="", key="beslut"):
    return actions.decide_refusal(
        cast.owner, motion, overridden=overridden, decided_how=how, key=key
    )


def put(item):
    return [a.key for q in proceeding_of(item).order.value.questions for a in q.alternatives]


def course(meeting):
    return plain(" ".join(minutes_of(again(meeting)).paragraphs[0].course))


def test_a_refused_proposal_is_not_put_and_stays_in_the_record(cast, item, motion):
    assert put(item) == ["base", f"p{motion.number}"]
    made = refuse(cast, motion, "new_matter")
    assert put(item) == ["base"]
    assert (made.ground, made.why, made.overridden) == ("new_matter", WHY, None)
    assert proceeding_of(item).motions == (motion,)
    assert AuditEvent.objects.filter(kind="meetings.motion_refused").count() == 1


def test_an_approval_of_a_refused_proposal_falls_with_it(cast, item, motion):
    move(cast, item, "approval", "Cia Alm", target=motion.pk)
    refuse(cast, motion)
    assert proceeding_of(item).matter.live == ()


def test_the_council_may_have_an_unlawful_one_put(cast, item, motion):
    refuse(cast, motion)
    decide(cast, motion, how="Beslutet fattades med acklamation.")
    assert put(item) == ["base", f"p{motion.number}"]


def test_the_council_may_let_the_refusal_stand(cast, item, motion):
    refuse(cast, motion)
    decide(cast, motion, overridden=False)
    assert put(item) == ["base"]
    with pytest.raises(ConflictError, match="redan antecknat"):
        decide(cast, motion, key="igen")


@pytest.mark.parametrize("overridden", [False, True])
def test_the_decision_registered_tells_that_it_was_refused(cast, council, item, motion, overridden):
    refuse(cast, motion)
    decide(cast, motion, overridden=overridden)
    (told,) = motions_of(minutes_of(again(council)).paragraphs[0])
    assert ("Ordföranden vägrade proposition." in told.text) is not overridden


def test_nobody_may_have_a_new_matter_put(cast, item, motion):
    refuse(cast, motion, "new_matter")
    with pytest.raises(InputError, match="Fullmäktige kan inte besluta annat"):
        decide(cast, motion)
    assert put(item) == ["base"]


def test_in_a_board_the_rule_itself_refuses(seated, opened):
    roll(seated, opened, *MEMBERS)
    item = handle(seated, opened, "Taxan")
    draft(seated, item)
    made = move(seated, item, "amendment", text="Annat.")
    with pytest.raises(InputError, match=r"gäller fullmäktige.*5 kap. 57 §"):
        refuse(seated, made)
    assert "Vägra proposition" not in page(seated, item)
    assert not MotionRefusal.objects.exists()


@pytest.mark.parametrize(
    ("ground", "why", "field"), [("annat", WHY, "ground"), ("unlawful", " ", "why")]
)
def test_a_refusal_needs_its_ground_and_its_reason(cast, motion, ground, why, field):
    with pytest.raises(InputError) as refused:
        refuse(cast, motion, ground, why)
    assert refused.value.field == field


def test_it_is_noted_once_and_only_on_a_proposal_that_stands(cast, item, motion):
    first = refuse(cast, motion)
    assert refuse(cast, motion) == first
    with pytest.raises(ConflictError, match="redan vägrat"):
        refuse(cast, motion, key="igen")
    gone = move(cast, item, "rejection", "Dan Rönn")
    actions.withdraw_motion(cast.owner, gone, key="åter")
    with pytest.raises(ConflictError, match="taget tillbaka"):
        refuse(cast, gone, key="borta")


def test_the_chair_cannot_refuse_again_what_the_council_has_had_put(cast, item, motion):
    refuse(cast, motion)
    decide(cast, motion)
    with pytest.raises(ConflictError, match="Fullmäktige har beslutat"):
        refuse(cast, motion, key="igen")


def test_there_is_nothing_to_decide_without_a_refusal(cast, motion):
    with pytest.raises(ConflictError, match="har inte vägrat"):
        decide(cast, motion)


def test_a_question_that_is_being_tried_is_not_changed(cast, item, motion):
    step(cast, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    step(cast, item, "Found", "main/1/find", won="base")
    with pytest.raises(ConflictError, match="prövas redan"):
        refuse(cast, motion)


def test_a_refusal_after_the_approval_needs_no_new_one(cast, item, motion):
    step(cast, item, "OrderApproved", "order", proposals=[1], is_unanimous=False)
    refuse(cast, motion)
    assert proceeding_of(item).progress.value.step.kind is StepKind.FIND


def test_what_comes_back_after_an_approval_without_it_waits_for_that_to_be_undone(
    cast, item, motion
):
    move(cast, item, "addition", "Cia Alm", text="Mer.")
    refuse(cast, motion)
    step(cast, item, "OrderApproved", "order", proposals=[2], is_unanimous=False)
    with pytest.raises(ConflictError, match="godkänd utan yrkandet"):
        decide(cast, motion)
    actions.undo_step(cast.owner, item, key="ångra")
    decide(cast, motion, key="nu")
    assert proceeding_of(item).progress.value.step.kind is StepKind.APPROVE_ORDER


def test_one_noted_in_error_is_struck_and_may_be_noted_anew(cast, item, motion):
    refuse(cast, motion)
    with pytest.raises(InputError, match="Skriv varför"):
        actions.strike_refusal(cast.owner, motion, " ", key="tom")
    actions.strike_refusal(cast.owner, motion, "Fel yrkande.", key="stryk")
    assert put(item) == ["base", f"p{motion.number}"]
    refuse(cast, motion, "new_matter", key="igen")
    assert MotionRefusal.objects.get().struck_why == ""


def test_the_minutes_tell_the_ground_the_statute_and_the_councils_decision(
    cast, council, item, motion
):
    refuse(cast, motion)
    decide(cast, motion, how="Bifall med acklamation")
    assert course(council) == (
        "Ordföranden vägrar proposition på yrkandet från Bo Lind (S) (ändring): det strider mot lag"
        f" (5 kap. 57 § kommunallagen (2017:725)). Skäl: {WHY} Fullmäktige beslutar att proposition"
        " ändå ska ställas. Bifall med acklamation."
    )


def test_the_minutes_are_complete_and_locked_with_the_refusal(cast, council, item, motion):
    move(cast, item, "rejection", "Dan Rönn")
    refuse(cast, motion, "new_matter")
    step(cast, item, "OrderApproved", "order", proposals=[2], is_unanimous=False)
    step(cast, item, "Found", "main/1/find", won="base")
    step(cast, item, "Gavel", "main/1/confirm")
    settle(cast, item)
    page_ = minutes_of(again(council))
    put_faults = [f for f in page_.check.value.findings if "proposition" in f.reason.text]
    assert put_faults == []
    document = printed_minutes(page_, page_.paragraphs, Signing("paper", (), False))
    locked = locked_paragraph(page_.paragraphs[0], document.paragraphs[0], secret=False)
    assert locked["refusals"][0]["ground"] == "new_matter"
    assert "vägrar proposition" in str(locked["parts"])


def test_others_note_nothing(cast, item, motion):
    with pytest.raises(NotAllowedError):
        actions.refuse_motion(
            cast.outsider, motion, actions.NewRefusal("unlawful", WHY), key="utomstående"
        )


def page(cast, item):
    answer = cast.browser(cast.owner_user).get(reverse("proceeding", args=[item.pk]))
    return " ".join(answer.content.decode().split()).replace("\xa0", " ")


def test_the_pages_note_a_refusal_and_the_councils_decision(cast, item, motion):
    browser = cast.browser(cast.owner_user)
    assert "Vägra proposition" in page(cast, item)
    url = reverse("refuse_motion", args=[motion.pk])
    assert "ska ordföranden vägra" in browser.get(url).content.decode()
    empty = browser.post(url, {"key": "v0", "why": "Kvar."})
    assert empty.status_code == 400
    assert "Kvar." in empty.content.decode()
    browser.post(url, {"key": "v", "ground": "unlawful", "why": WHY})
    shown = page(cast, item)
    assert "Proposition vägrad" in shown
    assert WHY in shown
    url = reverse("decide_refusal", args=[motion.pk])
    assert browser.get(url).status_code == 200
    browser.post(url, {"key": "b", "overridden": "yes"})
    assert "Ställs efter fullmäktiges beslut" in page(cast, item)
    url = reverse("strike_refusal", args=[motion.pk])
    assert browser.get(url).status_code == 200
    browser.post(url, {"key": "s", "why": "Fel."})
    assert "Ställs efter" not in page(cast, item)


def test_in_a_secret_item_the_refusal_stands_behind_the_wall(cast, council):
    roll(cast, council, *MEMBERS)
    hidden = actions.Hidden("26 kap. 1 § OSL", "Barnet N")
    made = actions.add_item(
        SETUP, again(council), actions.ItemFacts("Ärendet", hidden=hidden), key="hemlig"
    )
    actions.take_up(SETUP, made, key="upp")
    item = queries.item_by_id(made.pk)
    new = actions.NewMotion("tabling", person("Asta Ek"))
    motion = actions.make_motion(SETUP, item, new, key="yrkande")
    actions.refuse_motion(SETUP, motion, actions.NewRefusal("unlawful", "Om barnet N."), key="v")
    assert not MotionRefusal.objects.exists()
    with compartment([cast.council.pk]):
        assert MotionRefusal.objects.get().why == "Om barnet N."
        assert "N." not in str(MotionRefusal.objects.get())


@pytest.mark.parametrize("kind", ["referral_back", "tabling", "rejection"])
def test_what_only_answers_or_puts_off_raises_no_new_matter(cast, item, kind):
    made = move(cast, item, kind, "Cia Alm")
    with pytest.raises(InputError, match="väcker inget nytt ärende"):
        refuse(cast, made, "new_matter")
    assert refuse(cast, made, "unlawful", key="lag").pk


def told_in_short(meeting):
    return [plain(line) for row in summary_of(again(meeting)).rows for line in row.refused]


@pytest.mark.parametrize(
    ("overridden", "end"), [(True, "ändå ska ställas"), (False, "inte ska ställas")]
)
def test_the_meeting_in_short_tells_what_was_refused_and_what_the_council_decided(
    cast, council, item, motion, overridden, end
):
    refuse(cast, motion)
    decide(cast, motion, overridden=overridden)
    [line] = told_in_short(council)
    assert line.startswith("Ordföranden vägrar proposition på yrkandet från Bo Lind")
    assert "det strider mot lag" in line
    assert f"Fullmäktige beslutar att proposition {end}." in line
    shown = cast.browser(cast.owner_user).get(reverse("summary", args=[council.pk]))
    assert "vägrar proposition" in shown.content.decode()


def test_nor_is_a_refusal_that_was_struck_told_in_short(cast, council, item, motion):
    refuse(cast, motion)
    assert len(told_in_short(council)) == 1
    actions.strike_refusal(cast.owner, motion, "Fel.", key="stryk")
    assert told_in_short(council) == []


def test_a_refusal_in_a_secret_item_is_told_in_short_inside_its_compartment_alone(cast, council):
    roll(cast, council, *MEMBERS)
    hidden = actions.Hidden("26 kap. 1 § OSL", "Barnet N")
    facts = actions.ItemFacts("Ärendet", hidden=hidden)
    made = actions.add_item(SETUP, again(council), facts, key="hemlig")
    actions.take_up(SETUP, made, key="upp")
    new = actions.NewMotion("tabling", person("Asta Ek"))
    motion = actions.make_motion(SETUP, queries.item_by_id(made.pk), new, key="yrkande")
    actions.refuse_motion(SETUP, motion, actions.NewRefusal("unlawful", "Om barnet N."), key="v")
    assert told_in_short(council) == []
    with compartment([cast.council.pk]):
        assert "Om barnet N." in told_in_short(council)[0]


def test_refusals_make_the_meeting_in_short_ask_no_more(cast, council, item, motion):
    with CaptureQueriesContext(connection) as before:
        summary_of(again(council))
    refuse(cast, motion)
    with CaptureQueriesContext(connection) as after:
        summary_of(again(council))
    assert len(after) == len(before)
