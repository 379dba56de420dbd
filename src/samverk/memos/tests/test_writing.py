"""Beginning a memo and saving its parts: nobody's words are written over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.memos import actions
from samverk.memos.content import Attached, Figures, Names, Points, Words, empty, read, write
from samverk.memos.models import Memo, MemoPart
from samverk.memos.queries import memos_of_case, page_of
from samverk.memos.tests.conftest import PROVISION, begin, save
from samverk.registry import actions as registry
from samverk.registry.models import Case
from samverk.rules.memos.economy import CostKind, CostRow, Economy
from samverk.rules.memos.layouts import Part
from samverk.rules.memos.proposals import Point

FEE = Economy(2024, 2, (CostRow("Avgift", CostKind.COST, (63_900_000, 0)),))
CONTENTS = {
    Part.BACKGROUND: Words("Förr.\n\nNu."),
    Part.PROPOSAL: Points((Point("Ja.", 7), Point("Nej."))),
    Part.RECIPIENTS: Names(("Fullmäktige",)),
    Part.ATTACHMENTS: Attached((3, 1)),
    Part.FIGURES: Figures(FEE),
}


@pytest.mark.parametrize("part", CONTENTS)
def test_a_part_is_read_as_it_was_written(part):
    assert read(part, write(CONTENTS[part])) == CONTENTS[part]
    assert read(part, {}) == empty(part)


def test_an_officer_begins_a_memo_in_the_bodys_layout(office):
    actions.choose_layout(SETUP, office.cast.board.pk, "alingsas", date(2024, 1, 1), key="mall")
    memo = begin(office)
    assert memo.layout.name == "Ärendet först (Alingsås 2023)"
    assert (memo.officer, str(memo)) == ("Olle Ångman", "Förnyat medlemskap")


def test_a_layout_from_a_later_day_is_not_used_yet(office):
    actions.choose_layout(SETUP, office.cast.board.pk, "harryda", date(2024, 3, 16), key="mall")
    assert begin(office).layout_name == ""


def test_a_layout_is_chosen_once_for_a_day(office):
    actions.choose_layout(SETUP, office.cast.board.pk, "harryda", date(2024, 3, 16), key="a")
    with pytest.raises(ConflictError, match="redan vald"):
        actions.choose_layout(SETUP, office.cast.board.pk, "alingsas", date(2024, 3, 16), key="b")


def test_those_who_may_not_write_are_refused(office, memo):
    for who in office.cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.begin_memo(who, actions.NewMemo(office.case.pk, "X"), key="x")
        with pytest.raises(NotAllowedError):
            save(office, memo, Part.BACKGROUND, Words("X"), who=who)


def test_a_memo_needs_a_title(office):
    with pytest.raises(InputError, match="rubrik"):
        begin(office, "  ")


def test_beginning_twice_with_one_form_begins_one(office):
    assert begin(office) == begin(office)
    assert Memo.objects.count() == 1


def test_a_saved_part_is_logged_with_who_and_for_whom(office, memo):
    row = save(office, memo, Part.BACKGROUND, Words("Förr."))
    event = AuditEvent.objects.get(kind="memos.part_saved")
    assert (event.actor_name, event.body_id) == ("Olle Ångman", office.cast.board.pk)
    assert (row.version, row.saved_by, row.content) == (1, "Olle Ångman", {"text": "Förr."})


def test_a_retried_save_has_one_effect(office, memo):
    save(office, memo, Part.BACKGROUND, Words("Förr."), key="k")
    save(office, memo, Part.BACKGROUND, Words("Förr."), key="k")
    assert MemoPart.objects.get().version == 1


def test_a_save_upon_another_text_is_refused_and_both_stand(office, memo):
    save(office, memo, Part.BACKGROUND, Words("Mitt."))
    with pytest.raises(ConflictError, match="Olle Ångman har ändrat"):
        save(office, memo, Part.BACKGROUND, Words("Ditt."), key="annan", who=office.head)
    assert MemoPart.objects.get().content == {"text": "Mitt."}


def test_two_who_write_different_parts_do_not_disturb_each_other(office, memo):
    save(office, memo, Part.BACKGROUND, Words("Mitt."))
    save(office, memo, Part.SUMMARY, Words("Ditt."), who=office.head)
    assert MemoPart.objects.count() == 2


def test_a_part_that_the_layout_has_not_is_refused(office, memo):
    with pytest.raises(InputError, match="ingen sådan del"):
        save(office, memo, Part.CONSEQUENCES, Words("X"))


def test_too_long_a_text_is_refused(office, memo):
    with pytest.raises(InputError, match="Dela upp den"):
        save(office, memo, Part.BACKGROUND, Words("x" * 200_001))


def test_a_decider_that_is_none_is_refused(office, memo):
    with pytest.raises(InputError, match="vilket organ"):
        save(office, memo, Part.PROPOSAL, Points((Point("Ja.", 10**6),)))


def document(case, **more):
    new = registry.NewDocument(case.pk, "incoming", "letter", date(2024, 3, 4), "Fråga", **more)
    return registry.register_document(SETUP, new, key=f"handling/{case.pk}/{sorted(more)}").pk


def test_documents_of_the_case_are_attached_and_named(office, memo):
    paper = document(office.case)
    save(office, memo, Part.ATTACHMENTS, Attached((paper,)))
    part = next(p for p in page_of(memo.pk).parts if p.part is Part.ATTACHMENTS)
    assert part.content == Attached((paper,))


def test_a_document_of_another_diary_is_not_attached(office, memo):
    new = registry.NewCase(office.cast.other_board.pk, "Skola", date(2024, 3, 1))
    paper = document(registry.open_case(SETUP, new, key="skola"))
    with pytest.raises(InputError, match="annat organs"):
        save(office, memo, Part.ATTACHMENTS, Attached((paper,)))


def test_a_secret_document_is_not_attached_to_an_open_memo(office, memo):
    paper = document(office.case, secret=registry.Secret(PROVISION, "Hemlig"))
    with pytest.raises(InputError, match="sekretessbelagd"):
        save(office, memo, Part.ATTACHMENTS, Attached((paper,)))


def test_an_open_memo_in_a_secret_case_is_refused(office):
    secret = registry.Secret(PROVISION, "Hemlig")
    new = registry.NewCase(office.cast.board.pk, "Ärende", date(2024, 3, 1), secret=secret)
    case: Case = registry.open_case(SETUP, new, key="hemligt")
    with pytest.raises(InputError, match="Ärendet är sekretessbelagt"):
        begin(replace(office, case=case))


def test_the_list_of_a_case_is_read_in_few_questions(office, django_assert_max_num_queries):
    for number in range(6):
        made = begin(office, f"Skrivelse {number}", key=f"ny/{number}")
        save(office, made, Part.BACKGROUND, Words("Text"))
    with django_assert_max_num_queries(1):
        assert len(memos_of_case(office.case.pk)) == 6
