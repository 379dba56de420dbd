"""What is kept of a drawn chain: never the reader's rights, never what a new paper has changed."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.federation.actions import NewFact
from samverk.federation.models import Membership
from samverk.project.testing.readers import ReaderClient
from samverk.registry.actions import NewDocument
from samverk.registry.models import Case
from samverk.thread.actions import record_with_paper
from samverk.thread.presentation import rows_of
from samverk.thread.queries import membership_thread

pytestmark = pytest.mark.usefixtures("demo")
PAGE = "/medlemskap/insjoriket/"
DAY = {"dag": "2025-06-01"}


def main_part(client, **day):
    """The page's own part; the frame around it holds a new token each time."""
    return (
        client.get(PAGE, day or DAY).content.decode().partition("<main")[2].partition("</main")[0]
    )


def record_the_end(secretary):
    case = Case.objects.get(diary_number="2020.096 SN")
    paper = NewDocument(case.pk, "incoming", "other", date(2025, 1, 7), "Bekräftelse", "Kansliet")
    membership = Membership.objects.get(member__slug="alingsas").pk
    fact = NewFact(membership, "ended", date(2024, 12, 31))
    return record_with_paper(secretary, fact, paper, key="k0")


def test_a_page_drawn_again_reads_the_same():
    assert main_part(ReaderClient()) == main_part(ReaderClient())


def test_a_writer_gets_the_links_after_the_public(signed_in):
    assert "/stryk/" not in main_part(ReaderClient())
    page = main_part(signed_in)
    assert "/stryk/" in page
    assert "/handelse/" in page


def test_the_public_gets_no_links_after_a_writer(signed_in):
    assert "/stryk/" in main_part(signed_in)
    page = main_part(ReaderClient())
    assert "/stryk/" not in page
    assert "/handelse/" not in page


def test_a_writer_gets_the_links_of_the_own_member_only(signed_in):
    main_part(signed_in)
    page = main_part(signed_in)
    assert "Stryk eller rätta uppgiften" in page
    assert "Alingsås <time>2021-05-26</time></span></a>" in page
    assert "Härryda <time>2022-11-16</time></span></a>" not in page


def test_a_new_paper_changes_a_page_that_was_drawn_before(secretary):
    before = main_part(ReaderClient())
    record_the_end(secretary)
    after = main_part(ReaderClient())
    assert "Bekräftelse" not in before
    assert "Bekräftelse" in after
    assert "Inte medlem. Medlemskapet upphörde" in after


def test_another_day_is_not_answered_with_the_day_drawn_before():
    late, early = main_part(ReaderClient()), main_part(ReaderClient(), dag="2021-06-01")
    assert "Senare än den valda dagen" not in late
    assert "Senare än den valda dagen" in early


def test_the_rows_of_the_same_day_are_equal_values():
    first, second = (rows_of(membership_thread("insjoriket", date(2023, 11, 1))) for _ in range(2))
    assert hash(first) == hash(second)
    assert first == second
