"""The chair proposes another order of propositions: entered, kept with its reason, printed, followed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverk.foundation.errors import InputError
from samverk.meetings.models import StepTaken
from samverk.meetings.queries.minutes import minutes_of
from samverk.meetings.queries.printing import Signing, locked_paragraph, printed_minutes
from samverk.meetings.queries.proceeding import proceeding_of
from samverk.meetings.tests.conftest import MEMBERS, again, draft, handle, move, roll, settle, step
from samverk.project.testing.stages import kept
from samverk.rules.minutes.layouts import Part
from samverk.rules.propositions import StepKind

OWN = [["referral_back", []], ["tabling", []], ["main", []]]


@kept
def item(seated, opened):
    """An item with two formal proposals and a rejection."""
    roll(seated, opened, *MEMBERS)
    found = handle(seated, opened, "Taxan")
    draft(seated, found)
    move(seated, found, "tabling")
    move(seated, found, "referral_back", "Cia Alm", text="Utred.")
    move(seated, found, "rejection", "Dan Rönn")
    return found


@pytest.fixture
def browser(seated):
    return seated.browser(seated.owner_user)


@pytest.fixture
def page(item):
    return reverse("put_order", args=[item.pk])


def approve(cast, item, order=(), why="", **more):
    data = {"proposals": [1, 2, 3], "is_unanimous": False, "order": order, "why": why}
    return step(cast, item, "OrderApproved", "order", **(data | more))


def text(answer):
    return " ".join(answer.content.decode().split()).replace("\xa0", " ")


def put(item):
    return [q.key for q in proceeding_of(item).put.questions]


def rows(form):
    """The form's rows as a browser sends them."""
    sent = {"question": [], "alternative": []}
    for row in form.rows():
        sent["question"].append(row.value)
        sent["alternative"] += [one.value for one in row.within]
    return sent


def test_an_own_order_is_kept_with_its_reason_and_followed(seated, item):
    approve(seated, item, OWN, "Återremissen gör bordläggningen onödig.")
    assert put(item) == ["referral_back", "tabling", "main"]
    found = proceeding_of(item)
    assert found.approved.why == "Återremissen gör bordläggningen onödig."
    assert found.progress.value.step.key == "referral_back/1/find"


def test_an_own_order_needs_its_reason(seated, item):
    with pytest.raises(InputError, match="Skriv varför") as refused:
        approve(seated, item, OWN)
    assert refused.value.field == "why"
    assert not StepTaken.objects.exists()


def test_an_order_that_breaks_logic_is_refused_in_the_rules_words(seated, item):
    with pytest.raises(InputError, match="Formella yrkanden prövas före själva saken"):
        approve(seated, item, [["main", []], ["tabling", []], ["referral_back", []]], "Fort.")


def test_the_computed_order_entered_by_hand_is_no_departure(seated, item):
    taken = approve(seated, item, [["tabling", []], ["referral_back", []], ["main", []]], "Skäl.")
    assert "order" not in taken.data
    assert not proceeding_of(item).departs


def test_the_same_approval_sent_twice_is_noted_once(seated, item):
    first = approve(seated, item, OWN, "Skäl.")
    assert approve(seated, item, OWN, "Skäl.") == first


def test_damaged_data_is_an_input_error(seated, item):
    with pytest.raises(InputError, match="Läs in sidan igen"):
        approve(seated, item, [["main"]], "Skäl.")


def test_who_objected_is_kept_and_printed_also_for_the_computed_order(seated, opened, item):
    approve(seated, item, questioned="Bo Lind invände. Mötet godkände ordningen.")
    order = printed(seated, opened, item)[0]
    assert order.texts == ("Bo Lind invände. Mötet godkände ordningen.",)
    assert order.points[2] == "Sakfrågan"


def test_the_minutes_print_and_lock_what_was_put(seated, opened, item):
    approve(seated, item, OWN, "Skälet.")
    order, locked = printed(seated, opened, item)
    assert order.points[0].startswith(
        "Återremiss enligt yrkande från Cia Alm (M): att ärendet avgörs"
    )
    assert order.points[1].startswith("Bordläggning")
    assert locked["order"]["why"] == "Skälet."
    assert [key for key, _ in locked["order"]["put"]] == ["referral_back", "tabling", "main"]
    assert locked["order"]["computed"] == ["tabling", "referral_back", "main"]


def printed(cast, meeting, item):
    """Send the item back by acclamation; the order as printed, and the locked facts."""
    found = proceeding_of(item).progress.value.step
    key = found.question.key
    step(cast, item, "Found", f"{key}/1/find", won="defer")
    step(cast, item, "Gavel", f"{key}/1/confirm")
    settle(cast, item)
    page = minutes_of(again(meeting))
    document = printed_minutes(page, page.paragraphs, Signing("paper", (), False)).paragraphs[0]
    label = dict(page.layout.parts)[Part.ORDER]
    part = next(each for each in document.parts if each.heading == label)
    return part, locked_paragraph(page.paragraphs[0], document, secret=False)


def test_a_new_approval_of_changed_proposals_keeps_the_own_order(seated, browser, item):
    approve(seated, item, OWN, "Skäl.")
    move(seated, item, "addition", "Eva Hägg", text="Mer.")
    form = browser.get(reverse("proceeding", args=[item.pk])).context["step"]
    sent = {"key": "n", "at": "order"}
    browser.post(reverse("take_step", args=[item.pk]), sent)
    assert form.step.needs_unanimity
    assert put(item) == ["referral_back", "tabling", "main", "addition:4"]
    assert proceeding_of(item).approved.why == "Skäl."


def test_a_row_is_moved_by_a_button_and_nothing_written_is_lost(browser, page, item):
    form = browser.get(page).context["form"]
    sent = rows(form) | {
        "key": "k",
        "at": "order",
        "why": "Mitt skäl.",
        "questioned": "Bo invände.",
    }
    answer = browser.post(page, sent | {"move": "tabling||down"})
    moved = answer.context["form"]
    assert [row.value for row in moved.rows()] == ["referral_back", "tabling", "main"]
    assert "Mitt skäl." in text(answer)
    assert "Bo invände." in text(answer)
    assert 'value="tabling||down" autofocus' in text(answer)
    assert not StepTaken.objects.exists()


def test_the_order_as_it_stands_is_approved(browser, page, item):
    form = browser.get(page).context["form"]
    form.move("tabling||down")
    sent = rows(form) | {"key": "k", "at": "order", "why": "Mitt skäl."}
    answer = browser.post(page, sent, follow=True)
    assert put(item) == ["referral_back", "tabling", "main"]
    assert "Mötet godkände en annan ordning än den beräknade. Skäl: Mitt skäl." in text(answer)
    again_sent = browser.post(page, sent, follow=True)
    assert again_sent.status_code == 200
    assert StepTaken.objects.count() == 1


def test_a_faulty_order_is_shown_as_it_was_sent(browser, page, item):
    form = browser.get(page).context["form"]
    form.move("tabling||down")
    answer = browser.post(page, rows(form) | {"key": "k", "at": "order", "questioned": "Bo."})
    assert answer.status_code == 400
    assert "Skriv varför ordningen avviker" in text(answer)
    assert next(row.value for row in answer.context["form"].rows()) == "referral_back"
    assert "Bo." in text(answer)


def test_a_move_against_logic_is_told_before_it_is_sent(browser, page, item):
    form = browser.get(page).context["form"]
    sent = rows(form) | {"key": "k", "at": "order", "move": "main||up"}
    assert "Formella yrkanden prövas före själva saken" in text(browser.post(page, sent))


def test_only_equals_have_buttons_of_their_own(browser, page, item):
    shown = browser.get(page)
    main = shown.context["form"].rows()[2]
    assert [(one.ups, one.downs) for one in main.within] == [(False, True), (True, False)]
    assert not any(one.ups or one.downs for one in shown.context["form"].rows()[0].within)


def test_proposals_within_the_question_are_moved(browser, page, item):
    form = browser.get(page).context["form"]
    form.move("main|reject|up")
    assert form.placed[2].alternatives == ("reject", "base")
    form.move("main|reject|up")
    form.move("main|reject|sideways")
    assert form.placed[2].alternatives == ("reject", "base")


def test_the_page_belongs_to_its_step_and_to_who_holds_the_meeting(seated, browser, page, item):
    assert "föreslog en annan ordning" in text(browser.get(reverse("proceeding", args=[item.pk])))
    assert seated.browser(seated.outsider_user).get(page).status_code == 403
    approve(seated, item)
    assert proceeding_of(item).progress.value.step.kind is StepKind.FIND
    assert browser.get(page).status_code == 302
