"""What is secret goes by no letter and into no common file, by whatever way it could slip in."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from samverk.foundation import clock
from samverk.foundation.compartments import opened
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.actions import letters
from samverk.meetings.calling import bundle_of, calendar_of, calling_of
from samverk.meetings.queries.outgoing import outgoing_of
from samverk.meetings.tests.conftest import add, again
from samverk.meetings.tests.post import post_office
from samverk.meetings.tests.test_dispatching import (
    dispatch,
    paper,
    planned,
    work,
)
from samverk.registry import actions as registry

__all__ = ["planned", "post_office"]
NAME = "Nilsson"
PROVISION = "26 kap. 1 § OSL"
CODE = "SN 2024/666"


@pytest.fixture
def guarded(seated, planned):
    """A meeting with a secret item: its title, draft, case, papers and file names all tell the name."""
    secret = registry.Secret(PROVISION, f"Placering av barnet {NAME}", f"Vårdnadshavare {NAME}")
    new = registry.NewCase(seated.board.pk, "Individärende", date(2024, 3, 1), CODE, secret=secret)
    kept = registry.open_case(SETUP, new, key="hemligt ärende")
    hidden = actions.Hidden(PROVISION, f"Placering av barnet {NAME}")
    item = add(seated, planned, "Individärende", hidden=hidden, case=kept.pk)
    draft = [f"Barnet {NAME} placeras."]
    actions.set_draft(seated.owner, item, "förvaltningens förslag", draft, key="hemligt förslag")
    one = registry.NewDocument(kept.pk, "drawn_up", "memo", date(2024, 3, 4), secret=secret)
    document = registry.register_document(SETUP, one, key="hemlig handling")
    actions.add_paper(seated.owner, item, document.pk, key="hemlig punkt")
    # An open document that stands with a secret item would tell what the item is about
    told = paper(seated, f"Remissvar om {NAME}", name=f"{NAME}.pdf")
    actions.add_paper(seated.owner, item, told, key="öppen till hemlig")
    return again(planned)


def told_by(content: bytes) -> str:
    """All that a PDF can tell: its pages, bookmarks, metadata, and every object in it."""
    with pypdfium2.PdfDocument(content) as shown:
        pages = "\n".join(sheet.get_textpage().get_text_range() for sheet in shown)
        marks = "\n".join(mark.get_title() for mark in shown.get_toc())
    with pikepdf.open(BytesIO(content)) as whole:
        objects = b"".join(one.unparse(resolved=True) for one in whole.objects)
        streams = b"".join(
            bytes(one.read_bytes()) for one in whole.objects if isinstance(one, pikepdf.Stream)
        )
    return (
        pages + marks + (objects + streams).decode("latin-1") + str(objects, "utf-16-be", "ignore")
    )


SECRETS = (NAME, CODE, PROVISION, "Placering", "Remissvar")


def leaks(text: str) -> list[str]:
    return [word for word in SECRETS if word in text]


def test_the_check_would_find_the_name_in_a_file():
    assert leaks(f"Barnet {NAME}") == [NAME]


def test_no_byte_of_a_letter_tells_it(seated, guarded, post_office):
    dispatch(seated, guarded)
    work()
    assert len(post_office.letters) == 2
    for letter in post_office.letters:
        assert leaks(str(letter["Subject"])) == []
        for part in letter.walk():
            if part.get_content_maintype() == "multipart":
                continue
            content = part.get_content()
            text = told_by(content) if isinstance(content, bytes) else content
            assert leaks(text) == [], part.get_content_type()
            assert leaks(part.get_filename() or "") == []


def test_the_common_file_tells_it_nowhere(seated, guarded):
    made = dispatch(seated, guarded)
    with made.bundle.open() as file:
        content = file.read()
    assert leaks(told_by(content)) == []
    assert leaks(made.bundle.name) == []
    assert made.held_back == 1


def test_its_open_title_stands_on_the_agenda_with_where_it_is_read(seated, guarded):
    content = bundle_of(guarded, outgoing_of(guarded), clock.now()).content
    text = told_by(content)
    assert "Individärende" in text
    assert "Handlingarna läses bara i Samverk" in text


def test_the_calendar_tells_no_more_than_time_and_place(seated, guarded):
    made = dispatch(seated, guarded)
    event = calendar_of(made, "asta@prov.example").replace("\r\n ", "")
    assert leaks(event) == []
    assert "Individärende" not in event


def test_also_inside_an_opened_compartment_nothing_slips_in(seated, guarded):
    with opened([seated.board.pk]):
        outgoing = outgoing_of(guarded)
        content = bundle_of(guarded, outgoing, clock.now()).content
    assert leaks(told_by(content)) == []
    assert leaks(repr(outgoing)) == []


def test_an_item_that_is_open_in_a_secret_case_tells_no_number(seated, guarded):
    item = guarded.items.get(title="Budget")
    type(item).objects.filter(pk=item.pk).update(case=guarded.items.get(secret=True).case)
    (open_item, _) = outgoing_of(again(guarded)).items
    assert open_item.diary_number == ""


def test_the_page_before_sending_says_what_is_held_back(seated, guarded):
    browser = seated.browser(seated.owner_user)
    page = browser.get(reverse("dispatch", args=[guarded.pk])).content.decode()
    assert "Handlingarna hålls tillbaka: sekretess" in page
    assert leaks(page) == []


def test_the_log_and_the_queue_tell_it_nowhere(seated, guarded):
    dispatch(seated, guarded)
    jobs = list(ProcrastinateJob.objects.filter(task_name=letters.SEND_JOB).values_list("args"))
    events = AuditEvent.objects.filter(kind__in=["meetings.dispatched", "meetings.fact_recorded"])
    assert jobs
    assert leaks(repr(jobs) + repr(list(events.values()))) == []


@pytest.mark.parametrize("who", [None, "outsider_user"])
def test_the_common_file_is_fetched_only_by_the_organisations_own(seated, guarded, who):
    url = reverse("bundle_file", args=[guarded.pk])
    user = who and getattr(seated, who)
    assert seated.browser(user).get(url).status_code == 403
    for own in (seated.member_user, seated.colleague_user):
        answer = seated.browser(own).get(url)
        assert answer.status_code == 200
        assert leaks(told_by(answer.content)) == []


def test_the_calling_is_for_everybody_and_tells_it_nowhere(seated, guarded):
    answer = seated.browser().get(reverse("calling_file", args=[guarded.pk]))
    assert answer.status_code == 200
    assert leaks(told_by(answer.content)) == []
    assert re.search(r'filename="kallelse-2024-03-22\.pdf"', answer["Content-Disposition"])


def test_reading_the_open_papers_is_not_tracked(seated, guarded):
    before = AuditEvent.objects.count()
    for name in ("bundle_file", "calling_file", "meeting"):
        seated.browser(seated.member_user).get(reverse(name, args=[guarded.pk]))
    assert AuditEvent.objects.count() == before


def test_a_paper_that_names_its_file_is_called_by_the_register(seated, planned):
    content = bundle_of(planned, outgoing_of(planned), clock.now()).content
    assert "underlag-asta" not in told_by(content)
    assert "Underlag" in told_by(content)


def test_a_struck_item_goes_out_no_more(seated, planned):
    item = planned.items.get(title="Budget")
    actions.strike_item(seated.owner, item, "Dras tillbaka.", key="stryk")
    assert outgoing_of(again(planned)).items == ()


def test_the_calling_is_the_same_for_whoever_prepares_it(seated, guarded):
    calling = calling_of(guarded, outgoing_of(guarded), clock.now())
    assert leaks(repr(calling)) == []
    assert [item.papers for group in calling.groups for item in group.items][-1] == (
        "Sekretessbelagt ärende. Handlingarna läses bara i Samverk.",
    )
