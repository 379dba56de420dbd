"""The pages of memos: what is typed is kept, also when somebody else was first."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samverk.documents.tests.test_docx import word
from samverk.foundation.desk import Visit
from samverk.memos.content import Words
from samverk.memos.desk import memos as pile
from samverk.memos.models import BodyLayout, Memo, MemoPart, MemoVersion
from samverk.memos.queries import page_of
from samverk.memos.tests.conftest import answer, fill, save, send
from samverk.rules.memos.economy import CostKind
from samverk.rules.memos.layouts import Part

HTMX = {"HX-Request": "true"}


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def browser(office):
    return office.cast.browser(office.officer_user)


@pytest.fixture
def head(office):
    return office.cast.browser(office.head_user)


def url(name, *at):
    return reverse(name, args=at)


def typed(part, words, *, version=0, key="k1"):
    return {f"{part}-key": key, f"{part}-version": version, f"{part}-text": words}


def test_the_case_page_lists_its_memos_and_offers_a_new_one(office, memo, browser):
    page = text(browser.get(url("case", office.case.pk)))
    assert url("memo", memo.pk) in page
    assert "(utkast)" in page
    assert url("new_memo", office.case.pk) in page


def test_others_see_neither_drafts_nor_the_button(office, memo):
    for user in (None, office.cast.outsider_user, office.cast.member_user):
        page = text(office.cast.browser(user).get(url("case", office.case.pk)))
        assert url("memo", memo.pk) not in page
        assert "Skriv tjänsteskrivelse" not in page


def test_an_officer_begins_and_comes_to_the_page_to_write_on(office, browser):
    form = {"key": "n1", "title": "Nytt avtal", "provision": "", "secret_title": ""}
    page = text(browser.post(url("new_memo", office.case.pk), form, follow=True))
    assert "Nytt avtal" in page
    assert Memo.objects.get().officer == "Olle Ångman"


def test_every_part_of_the_layout_has_a_form_of_its_own(memo, browser):
    page = text(browser.get(url("memo", memo.pk)))
    for part, label in memo.layout.parts:
        assert f'id="del-{part.value}"' in page
        assert label in page


def test_no_two_fields_of_the_page_have_the_same_id(memo, browser):
    ids = re.findall(r' id="([^"]+)"', text(browser.get(url("memo", memo.pk))))
    assert len(ids) == len(set(ids))


def test_a_part_is_saved_with_its_button(memo, browser):
    answer = browser.post(
        url("save_memo_part", memo.pk, "background"), typed("background", "Förr.")
    )
    assert answer.url == f"{url('memo', memo.pk)}#del-background"
    page = text(browser.get(url("memo", memo.pk)))
    assert "Sparat 12:00" in page
    assert "av Olle Ångman" in page


def test_htmx_is_answered_with_the_state_and_the_next_key(memo, browser):
    at = url("save_memo_part", memo.pk, "background")
    answer = browser.post(at, typed("background", "Förr."), headers=HTMX)
    page = text(answer)
    assert answer.status_code == 200
    assert "Sparat 12:00" in page
    assert "<html" not in page
    key = re.search(r'name="background-key" value="([^"]+)"', page)[1]
    later = typed("background", "Förr och nu.", version=1, key=key)
    assert "Sparat" in text(browser.post(at, later, headers=HTMX))
    assert MemoPart.objects.get().content == {"text": "Förr och nu."}


def test_the_page_prints_the_memos_words_and_not_its_boxes(memo, browser):
    browser.post(url("save_memo_part", memo.pk, "background"), typed("background", "Förr."))
    page = text(browser.get(url("memo", memo.pk)))
    printed = page.partition('id="utskrift-background" class="sv-row sv-only-print"')[2]
    assert "<p>Förr.</p>" in printed.partition("</section>")[0]


def test_what_is_printed_follows_what_was_saved_last(memo, browser):
    at = url("save_memo_part", memo.pk, "background")
    answer = text(browser.post(at, typed("background", "<b>Nu.</b>"), headers=HTMX))
    assert 'id="utskrift-background" class="sv-row sv-only-print" hx-swap-oob="true"' in answer
    assert "<p>&lt;b&gt;Nu.&lt;/b&gt;</p>" in answer


def test_htmx_is_told_when_somebody_else_was_first(office, memo, browser):
    save(office, memo, Part.BACKGROUND, Words("Chefens ord."), who=office.head)
    at = url("save_memo_part", memo.pk, "background")
    answer = browser.post(at, typed("background", "Mina ord."), headers=HTMX)
    assert answer.status_code == 409
    assert "Inte sparat: Karin Ek har ändrat delen" in text(answer)
    assert MemoPart.objects.get().content == {"text": "Chefens ord."}


def test_a_save_whose_answer_never_came_is_gone_on_from(memo, browser):
    at = url("save_memo_part", memo.pk, "background")
    browser.post(at, typed("background", "Första orden."), headers=HTMX)
    answer = browser.post(at, typed("background", "Första orden och fler."), headers=HTMX)
    assert answer.status_code == 200
    assert MemoPart.objects.get().content == {"text": "Första orden och fler."}


def test_but_not_when_somebody_else_has_written_since(office, memo, browser):
    at = url("save_memo_part", memo.pk, "background")
    browser.post(at, typed("background", "Första orden."), headers=HTMX)
    save(office, memo, Part.BACKGROUND, Words("Chefens."), version=1, who=office.head)
    answer = browser.post(at, typed("background", "Första orden och fler."), headers=HTMX)
    assert answer.status_code == 409
    assert MemoPart.objects.get().content == {"text": "Chefens."}


def test_the_kept_text_is_emptied_and_gone(office, memo, browser):
    save(office, memo, Part.KEPT, Words("Lös rad."))
    at = url("save_memo_part", memo.pk, "kept")
    answer = browser.post(at, typed("kept", "", version=1), headers=HTMX)
    assert answer.status_code == 200
    assert 'id="del-kept"' not in text(browser.get(url("memo", memo.pk)))


def test_both_texts_are_shown_and_the_writer_chooses(office, memo, browser):
    save(office, memo, Part.BACKGROUND, Words("Taxan höjs med 5 procent."), who=office.head)
    at = url("save_memo_part", memo.pk, "background")
    answer = browser.post(at, typed("background", "Taxan höjs med 7 procent."))
    page = text(answer)
    assert answer.status_code == 409
    assert "<del>5</del>" in page
    assert "<ins>7</ins>" in page
    assert "Taxan höjs med 7 procent." in page
    fields = dict(re.findall(r'name="(background-[a-z]+)" value="([^"]*)"', page))
    mine = fields | {"background-text": "Taxan höjs med 7 procent."}
    assert browser.post(at, mine).status_code == 302
    assert MemoPart.objects.get().content == {"text": "Taxan höjs med 7 procent."}


def test_points_are_written_each_with_who_decides(office, memo, browser):
    council = office.cast.council.pk
    form = {
        "proposal-key": "k",
        "proposal-version": 0,
        "proposal-text-0": "Beslutet upphävs.",
        "proposal-decider-0": council,
        "proposal-text-1": "Rapporten noteras.",
        "proposal-decider-1": "",
    }
    browser.post(url("save_memo_part", memo.pk, "proposal"), form)
    kept = MemoPart.objects.get().content["points"]
    assert [(p["text"], p["decider"]) for p in kept] == [
        ("Beslutet upphävs.", council),
        ("Rapporten noteras.", None),
    ]
    assert "proposal-text-3" in text(browser.get(url("memo", memo.pk)))


FIGURES = {
    "figures-key": "k",
    "figures-version": 0,
    "figures-first_year": 2024,
    "figures-years": 1,
    "figures-label-0": "Avgift",
    "figures-kind-0": CostKind.COST.value,
    "figures-amount-0-0": "639\u00a0000",
}


def test_figures_are_kept_as_whole_ore_and_shown_with_their_sum(office, memo, browser):
    at = url("save_memo_part", memo.pk, "figures")
    browser.post(at, FIGURES)
    assert MemoPart.objects.get().content["rows"][0]["ore"] == [63_900_000]
    more = {"figures-key": "k2", "figures-version": 1, "figures-years": 2}
    browser.post(at, FIGURES | more)
    assert MemoPart.objects.get().content["rows"][0]["ore"] == [63_900_000, 0]
    assert "Kronor 2025, rad 1" in text(browser.get(url("memo", memo.pk)))


@pytest.mark.parametrize(
    ("amount", "ore"),
    [("1234,50", 123_450), ("1 234,5 kr", 123_450), ("0", 0), ("639000", 63_900_000)],
)
def test_an_amount_is_read_as_people_write_it(memo, browser, amount, ore):
    browser.post(
        url("save_memo_part", memo.pk, "figures"), FIGURES | {"figures-amount-0-0": amount}
    )
    assert MemoPart.objects.get().content["rows"][0]["ore"] == [ore]


@pytest.mark.parametrize("amount", ["639 tkr", "-5", "1,234", "mycket"])
def test_what_is_no_amount_is_told_and_kept(memo, browser, amount):
    answer = browser.post(
        url("save_memo_part", memo.pk, "figures"), FIGURES | {"figures-amount-0-0": amount}
    )
    assert answer.status_code == 400
    assert "Skriv beloppet i kronor" in text(answer)
    assert amount in text(answer)


def test_fewer_years_lose_no_amount(memo, browser):
    at = url("save_memo_part", memo.pk, "figures")
    browser.post(at, FIGURES | {"figures-years": 2})
    two = FIGURES | {"figures-key": "k2", "figures-version": 1, "figures-years": 2}
    browser.post(at, two | {"figures-amount-0-1": "5"})
    fewer = two | {"figures-key": "k3", "figures-version": 2, "figures-years": 1}
    answer = browser.post(at, fewer | {"figures-amount-0-1": "5"})
    assert "som skulle försvinna" in text(answer)


def test_a_part_that_is_none_is_not_found(memo, browser):
    assert browser.post(url("save_memo_part", memo.pk, "hittat-pa"), {}).status_code == 404


def test_a_word_file_is_laid_into_the_parts_and_nothing_is_lost(office, memo, browser):
    save(office, memo, Part.BACKGROUND, Words("Redan skrivet."))
    file = SimpleUploadedFile(
        "utkast.docx", word("Lös rad.", "Bakgrund", "Ur filen.", "Förslag till beslut", "Ja.")
    )
    browser.post(url("take_in_memo", memo.pk), {"key": "f", "file": file})
    kept = {row.part: row.content for row in MemoPart.objects.all()}
    assert kept["background"]["text"] == "Redan skrivet.\n\nUr filen."
    assert kept["proposal"]["points"][0]["text"] == "Ja."
    assert kept["kept"]["text"] == "Lös rad."
    assert "hör inte till någon del" in text(browser.get(url("memo", memo.pk)))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.pdf", b"%PDF-1.7", "filtyp"),
        ("x.docx", b"skadad", "något annat"),
        ("x.docx", b"", "tom"),
    ],
)
def test_a_file_that_is_no_word_file_is_refused(memo, browser, name, content, told):
    file = SimpleUploadedFile(name, content)
    answer = browser.post(url("take_in_memo", memo.pk), {"key": "f", "file": file})
    assert answer.status_code == 400
    assert told in text(answer)


def test_it_is_sent_after_a_look_and_lies_on_the_heads_desk(office, memo, browser, the_day):
    fill(office, memo)
    assert "Förbundet har ändrat" in text(browser.get(url("send_memo", memo.pk)))
    browser.post(url("send_memo", memo.pk), {"key": "s", "note": "Bråttom."})
    (task,) = pile(Visit(office.head, the_day)).tasks
    assert (task.url, task.note) == (url("memo_version", memo.pk, 1), "Bråttom.")
    assert pile(Visit(office.officer, the_day)).tasks == ()


def test_the_head_reads_it_and_approves(office, memo, head):
    fill(office, memo)
    send(office, memo)
    at = url("memo_version", memo.pk, 1)
    assert "Lämna besked" in text(head.get(at))
    page = text(head.post(at, {"key": "b", "verdict": "godkänd", "remark": ""}, follow=True))
    assert "Godkänd" in page
    assert "handling 1" in page


def test_an_officer_sees_why_they_cannot_approve(office, memo, browser):
    fill(office, memo)
    send(office, memo)
    page = text(browser.get(url("memo_version", memo.pk, 1)))
    assert "Lämna besked" not in page
    assert "Du saknar behörighet att godkänna tjänsteskrivelser" in page


def test_returned_without_a_word_the_form_says_what_to_do(office, memo, head):
    fill(office, memo)
    send(office, memo)
    at = url("memo_version", memo.pk, 1)
    answer = head.post(at, {"key": "b", "verdict": "åter", "remark": ""})
    assert answer.status_code == 400
    assert "Skriv vad som behöver ändras." in text(answer)


def test_versions_are_compared_paragraph_by_paragraph(office, approved, browser):
    save(office, approved, Part.BACKGROUND, Words("Förbundet har bytt uppdrag.\nNytt."), version=1)
    page = text(browser.get(url("compare_memo", approved.pk, 1, 0)))
    assert "<del>ändrat sitt</del>" in page or "<del>ändrat" in page
    assert "<ins>Nytt.</ins>" in page
    assert "Oförändrat." in page


@pytest.mark.parametrize(("ending", "magic"), [("pdf", b"%PDF"), ("docx", b"PK")])
@pytest.mark.parametrize("number", [0, 1])
def test_it_is_fetched_as_pdf_and_word(approved, browser, ending, magic, number):
    answer = browser.get(url("memo_file", approved.pk, number, ending))
    assert answer.content.startswith(magic)
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_version_or_file_type_that_is_none_is_not_found(approved, browser):
    for name, at in (("memo_version", [9]), ("memo_file", [1, "exe"]), ("compare_memo", [1, 9])):
        assert browser.get(url(name, approved.pk, *at)).status_code == 404


def test_the_secretary_chooses_the_bodys_layout(office):
    board = office.cast.board.pk
    form = {"key": "m", "layout": "harryda", "from_date": "2024-04-01"}
    office.cast.browser(office.cast.owner_user).post(url("choose_memo_layout", board), form)
    assert BodyLayout.objects.get().from_date == date(2024, 4, 1)


def test_the_bodys_page_tells_its_layout(office):
    url_of_body = url("body", "lillkoping", office.cast.board.pk)
    page = text(office.cast.browser(office.cast.owner_user).get(url_of_body))
    assert "skrivs i mallen Förslaget först: Förslag till beslut" in page
    assert url("choose_memo_layout", office.cast.board.pk) in page


def test_the_page_asks_few_questions_however_much_is_written(
    office, memo, browser, django_assert_max_num_queries
):
    fill(office, memo)
    for number in range(1, 5):
        save(office, memo, Part.BACKGROUND, Words(f"Text {number}"), version=number)
        send(office, memo, key=f"skicka/{number}")
    answer(office, memo, 4)
    assert MemoVersion.objects.count() == 4
    with django_assert_max_num_queries(11):
        browser.get(url("memo", memo.pk))


def test_what_stands_is_the_same_after_a_look(office, memo, browser):
    fill(office, memo)
    before = page_of(memo.pk).parts
    browser.get(url("memo", memo.pk))
    assert page_of(memo.pk).parts == before
