"""The files of open papers are read once, bounded, and searched by those who may open them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.documents.tests.test_office_texts import open_document, repacked, workbook
from samverk.foundation.actors import Role
from samverk.foundation.permissions import Denied
from samverk.foundation.tests.cast import SETUP
from samverk.intake import papers
from samverk.intake.extraction import Extraction
from samverk.intake.tests.reading.making import docx_of, pdf_of, pdf_of_lines
from samverk.meetings import actions
from samverk.meetings.actions import paper_texts
from samverk.meetings.models import PaperPage, PaperRead
from samverk.meetings.ports import PAPER_READER, PaperText
from samverk.meetings.queries import item_by_id
from samverk.meetings.queries.bundle_search import find_in_bundle
from samverk.meetings.queries.paper_texts import FIND, attached_unread
from samverk.meetings.tests.conftest import DAY, account, add
from samverk.meetings.views import searching
from samverk.registry import actions as registry
from samverk.registry.models import DocumentFile

HIDDEN = actions.Hidden("26 kap. 1 § OSL", "Placering av barnet N")
BROKEN = repacked(workbook(), "xl/workbook.xml", b"<workbook")
REPORT = pdf_of_lines("Utredning om badhuset\nTaket behöver bytas.", "Kostnaden är hög.")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def called(seated, meeting):
    new = actions.NewMeetingFact("called", DAY)
    actions.record_meeting_fact(seated.owner, meeting, new, key="kallat")
    return meeting


@pytest.fixture
def case(seated):
    return registry.open_case(SETUP, registry.NewCase(seated.board.pk, "Badhuset", DAY), key="ä")


@pytest.fixture
def item(seated, called, case):
    return item_by_id(add(seated, called, "Taxan", case=case.pk).pk)


def register(case, content=REPORT, name="Utredning om Anna Ek.pdf", *, key="fil", secret=None):
    file = registry.NewFile(name, content)
    new = registry.NewDocument(
        case.pk, "incoming", "letter", DAY, "Utredning", secret=secret, file=file
    )
    return registry.register_document(SETUP, new, key=key)


def attach(cast, item, document):
    return actions.add_paper(cast.owner, item, document.pk, key=f"{item.pk}/{document.pk}")


def work():
    """Do what the worker would, once for each job in the queue."""
    for job in ProcrastinateJob.objects.filter(task_name=paper_texts.READ_JOB).order_by("id"):
        paper_texts.read_papers(**job.args)


def attached(cast, item, case, content=REPORT, **more):
    attach(cast, item, register(case, content, **more))
    work()


def hits(meeting, asked, *, with_files=True):
    found = find_in_bundle(meeting, None, asked, with_files=with_files).found
    return [(one.item.title, hit.passage.place) for one in found for hit in one.hits]


def shown(browser, meeting, asked):
    answer = browser.get(reverse("search_meeting", args=[meeting.pk]), {"fraga": asked})
    return " ".join(answer.content.decode().split())


def test_a_word_in_a_file_is_found_with_its_page(seated, called, item, case):
    attached(seated, item, case)
    assert hits(called, "tak") == [("Taxan", "Skrivelse 2024-03-15: Utredning, sida 1")]
    assert hits(called, "kostnad") == [("Taxan", "Skrivelse 2024-03-15: Utredning, sida 2")]
    assert hits(called, "badhus xylofon") == []


def test_a_word_file_is_searched_too(seated, called, item, case):
    attached(seated, item, case, docx_of("Bron ska målas."), name="bro.docx")
    assert hits(called, "bron") == [("Taxan", "Skrivelse 2024-03-15: Utredning, filen")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bro.xlsx", workbook()),
        ("BRO.ODT", open_document("<text:p>Avgifter i Alingsås</text:p>")),
        ("bro.txt", "Avgifter i Alingsås".encode("latin-1")),
        ("bro.md", "# Avgifter i Alingsås\n".encode()),
    ],
)
def test_a_file_of_any_kind_that_has_words_is_searched(seated, called, item, case, name, content):
    attached(seated, item, case, content, name=name)
    assert hits(called, "alingsås") == [("Taxan", "Skrivelse 2024-03-15: Utredning, filen")]
    assert hits(called, "dold") == []


def test_an_excel_file_that_cannot_be_read_says_so(seated, called, item, case):
    attached(seated, item, case, BROKEN, name="bro.xlsx")
    assert PaperRead.objects.get().why_not == papers.UNREADABLE


def test_the_page_marks_the_words_and_leads_to_the_paper(seated, called, item, case):
    attached(seated, item, case)
    page = shown(seated.browser(seated.owner_user), called, "taket")
    assert "Utredning om badhuset <mark>Taket</mark> behöver bytas" in page
    assert f"{reverse('case', args=[case.pk])}#handling-1" in page
    assert "Anna Ek" not in page


def test_the_attaching_reads_nothing_itself_and_asks_for_it_in_its_own_transaction(
    seated, item, case, monkeypatch
):
    monkeypatch.setattr(PAPER_READER, "_read", lambda *_: pytest.fail("read while attaching"))
    attach(seated, item, register(case))
    assert ProcrastinateJob.objects.filter(task_name=paper_texts.READ_JOB).count() == 1
    assert not PaperRead.objects.exists()


def test_what_has_not_been_read_yet_is_told(seated, called, item, case):
    attach(seated, item, register(case))
    [(document, why)] = find_in_bundle(called, None, "tak", with_files=True).not_searched
    assert (document.subject, why) == ("Utredning", "läses just nu. Sök igen om en stund.")


def test_a_file_is_read_once_however_often_the_job_is_run(seated, called, item, case, monkeypatch):
    attached(seated, item, case)
    monkeypatch.setattr(PAPER_READER, "_read", lambda *_: pytest.fail("read again"))
    work()
    second = item_by_id(add(seated, called, "Annat", case=case.pk).pk)
    attach(seated, second, PaperRead.objects.get().file.document)
    work()
    assert (PaperRead.objects.count(), PaperPage.objects.count()) == (1, 2)
    assert [title for title, _ in hits(called, "tak")] == ["Taxan", "Annat"]


def test_two_jobs_at_once_keep_a_files_words_once(seated, item, case, monkeypatch):
    attached(seated, item, case)
    again_unread = list(DocumentFile.objects.all())
    monkeypatch.setattr(paper_texts, "unread_files", lambda _: again_unread)
    work()
    assert (PaperRead.objects.count(), PaperPage.objects.count()) == (1, 2)


def test_a_pdf_without_text_says_so(seated, called, item, case):
    attached(seated, item, case, pdf_of([[]]))
    page = shown(seated.browser(seated.owner_user), called, "taket")
    assert "Filer som inte genomsöktes" in page
    assert "har ingen text, bara bilder av sidor" in page
    assert not PaperPage.objects.exists()


def test_a_pdf_with_scanned_pages_is_searched_on_the_others_and_says_which(
    seated, called, item, case
):
    line = [(60, 700, "Taket behöver bytas.")]
    attached(seated, item, case, pdf_of([line, [], line, []]))
    page = shown(seated.browser(seated.owner_user), called, "taket")
    assert "Filer som inte genomsöktes" in page
    assert "har sidor utan text: 2, 4." in page
    assert [place[-1] for _, place in hits(called, "taket")] == ["1", "3"]


def test_of_many_pages_without_text_some_are_named():
    told = papers.paper_text("a.pdf", pdf_of([[(60, 700, "Text")], *[[]] * 25])).why_not
    assert told.endswith(", 20, 21 och 5 till.")


def test_a_pdf_with_text_on_all_its_pages_is_wholly_searched(seated, called, item, case):
    attached(seated, item, case)
    assert find_in_bundle(called, None, "tak", with_files=True).not_searched == ()


def test_a_locked_or_damaged_pdf_says_so(seated, called, item, case):
    attached(seated, item, case, pdf_of([[(60, 700, "Text")]], password="hemlig"))
    attached(seated, item, case, b"%PDF-1.4 obj startxref", key="trasig")
    told = [why for _, why in find_in_bundle(called, None, "x", with_files=True).not_searched]
    assert "lösenord" in told[0]
    assert "hel PDF" in told[1]


def test_a_hostile_pdf_costs_the_reader_its_bounds_and_no_more(
    seated, called, item, case, monkeypatch
):
    """The worker's own process is never the one that reads: it only waits, and not for ever."""
    given = {}

    def bounded(name, content, *, seconds):
        given.update(name=name, seconds=seconds)
        return Extraction(error="tog för lång tid att läsa. Dela upp den i mindre filer.")

    monkeypatch.setattr(papers, "extract", bounded)
    attached(seated, item, case)
    assert given == {"name": "handling.pdf", "seconds": papers.SECONDS}
    assert PaperRead.objects.get().why_not.startswith("tog för lång tid")


def test_a_page_of_endless_words_is_cut_to_what_the_index_takes(
    seated, called, item, case, monkeypatch
):
    endless = " ".join(f"ord{number}" for number in range(300_000))
    monkeypatch.setattr(PAPER_READER, "_read", lambda *_: PaperText(((1, endless),)))
    attached(seated, item, case)
    assert len(PaperPage.objects.get().words) == paper_texts.LONGEST_PAGE
    assert hits(called, "ord12")


def test_a_file_shows_its_first_pages_alone(seated, called, item, case, monkeypatch):
    pages = tuple((number, "Taket läcker.") for number in range(1, 30))
    monkeypatch.setattr(PAPER_READER, "_read", lambda *_: PaperText(pages))
    attached(seated, item, case)
    assert [place[-1] for _, place in hits(called, "taket")] == ["1", "2", "3", "4", "5"]


def test_a_file_lost_from_the_store_is_told_of_and_holds_nothing_up(seated, called, item, case):
    document = register(case)
    file = DocumentFile.objects.get(document=document)
    file.content.storage.delete(file.content.name)
    attach(seated, item, document)
    work()
    assert PaperRead.objects.get().why_not == "saknas i lagret."


def test_a_secret_documents_file_is_never_read(seated, called, case):
    secret = actions.ItemFacts("Individ", case=case.pk, hidden=HIDDEN)
    made = actions.add_item(seated.owner, called, secret, key="punkt")
    kept = registry.Secret("26 kap. 1 § OSL", "Utredning om N")
    attached(seated, item_by_id(made.pk), case, secret=kept)
    assert not PaperRead.objects.exists()


def test_a_secret_items_open_paper_is_searched_only_by_those_who_read_the_item(
    seated, called, case
):
    secret = actions.ItemFacts("Individ", case=case.pk, hidden=HIDDEN)
    made = actions.add_item(seated.owner, called, secret, key="punkt")
    attached(seated, item_by_id(made.pk), case)
    assert hits(called, "taket") == []
    assert "<mark>Taket</mark>" in shown(seated.browser(seated.owner_user), called, "taket")
    assert "Ingen träff" in shown(seated.browser(seated.member_user), called, "taket")


def test_what_is_in_a_file_is_not_for_those_who_may_not_open_it(seated, called, item, case):
    attached(seated, item, case)
    assert hits(called, "taket", with_files=False) == []
    assert find_in_bundle(called, None, "taket").not_searched == ()
    bo = account(seated.board, "Bo Lind", role=Role.MEMBER)
    assert "<mark>Taket</mark>" in shown(seated.browser(bo), called, "taket")


def test_the_page_asks_who_may_open_files(seated, called, item, case, monkeypatch):
    attached(seated, item, case)
    monkeypatch.setattr(searching, "may_open_files", lambda *_: Denied("Begär ut handlingen."))
    page = shown(seated.browser(seated.owner_user), called, "taket")
    assert "Ingen träff" in page
    assert "PDF" not in page


def test_what_was_attached_before_is_read_at_night(seated, item, case):
    attach(seated, item, register(case))
    ProcrastinateJob.objects.all().delete()
    paper_texts.read_left_papers()
    assert PaperPage.objects.count() == 2
    paper_texts.read_left_papers()
    assert PaperRead.objects.count() == 1


def test_a_file_beside_one_that_was_read_is_read_at_night_too(seated, item, case):
    document = register(case)
    attach(seated, item, document)
    work()
    assert attached_unread() == []
    first = DocumentFile.objects.get()
    DocumentFile.objects.create(
        document=document, name="bro.md", media_type="text/markdown", size=first.size,
        sha256="0" * 64, content=first.content.name,
    )  # fmt: skip
    assert attached_unread() == [document.pk]


def test_a_file_with_more_words_than_are_read_says_so(seated, item, case):
    attached(seated, item, case, b"ord " * 30_000, name="lang.txt")
    assert PaperRead.objects.get().why_not == paper_texts.TOO_LONG


def test_without_a_reader_nothing_is_read_and_the_rest_is_found(
    seated, called, item, case, monkeypatch
):
    monkeypatch.setattr(PAPER_READER, "_read", None)
    attached(seated, item, case)
    assert not PaperRead.objects.exists()
    assert hits(called, "taxan") == [("Taxan", "Rubrik")]


def test_the_search_asks_as_much_for_many_files(seated, called, item, case):
    attached(seated, item, case)
    with CaptureQueriesContext(connection) as few:
        hits(called, "taket")
    for number in range(3):
        document = register(case, pdf_of_lines(f"Taket {number}"), key=f"fil/{number}")
        attach(seated, item, document)
    work()
    with CaptureQueriesContext(connection) as many:
        assert len(hits(called, "taket")) == 4
    assert len(many) == len(few)


def test_the_index_has_the_words_of_the_query(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'paper_page_words'")
        (definition,) = cursor.fetchone()
    words = "to_tsvector('swedish'::regconfig, COALESCE(words, ''::text))"
    assert words in definition
    assert "to_tsvector('swedish'::regconfig, COALESCE(kept.words, ''))" in FIND
