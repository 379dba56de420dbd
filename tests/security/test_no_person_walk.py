"""No page or file that a federation's role reaches has a person, and no page is left unread."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from openpyxl import Workbook

from samverk.documents.report import Report, report_pdf
from samverk.federation.urls import urlpatterns
from samverk.foundation.models import User
from samverk.project.demo.cast import LOGINS
from samverk.project.testing.lines import seen, undone
from samverk.project.testing.readers import ReaderClient
from samverk.rules.personal_numbers import has_personal_number
from tests.security.furnish import SLUG, furnished
from tests.security.walk import PERSONAL, Page, page_of, read_html, walked

# From the tax agency's public range for tests
NUMBER = "18900101-9802"
HOME = f"/forbund/{SLUG}/"
# How many pages of one view each role reads: beyond the tasks of its years no view has as many as 40
ALL, SOME = 40, 2
ROLES = {
    "": ALL,
    "forbundschef@insjoriket.example": ALL,
    "revisor@insjoriket.example": SOME,
    "granskare@insjoriket.example": SOME,
    "attestant@insjoriket.example": SOME,
    "utredare@insjoriket.example": SOME,
    "ordforande@insjoriket.example": SOME,
    "erik@insjoriket.example": SOME,
    "systemforvaltare@insjoriket.example": SOME,
    # Whose claims are in every state
    "utforarekonom@lerum.example": 8,
    "handlaggare@alingsas.example": SOME,
}
# Views that no page is shown at, each with the reason
UNREAD: dict[str, str] = {}


@pytest.fixture(scope="module")
def reached(demo_line, django_db_blocker) -> dict[str, list[Page]]:
    """What each role reaches of a federation where everything is under way."""
    with django_db_blocker.unblock(), seen(demo_line), undone():
        besides = furnished()
        return {
            email: walked(browser_of(email), HOME, besides, most) for email, most in ROLES.items()
        }


def browser_of(email: str) -> Client:
    """Give a browser of somebody's, or of one who is logged in without a role."""
    client = ReaderClient(SERVER_NAME="localhost")
    if email:
        client.force_login(User.objects.get(email=email))
    return client


def test_every_role_at_the_federation_walks():
    held = {
        login.email: frozenset(post.role for post in login.posts if post.organisation == SLUG)
        for login in LOGINS
    }
    walking = {roles for email, roles in held.items() if email in ROLES}
    assert set(held.values()) - walking == set()


def test_every_view_of_the_federation_is_read_by_somebody(reached):
    met = {page.view for pages in reached.values() for page in pages}
    assert {pattern.name for pattern in urlpatterns} - met == set(UNREAD)


def test_files_of_every_kind_are_read(reached):
    kinds = {page.kind for page in reached["forbundschef@insjoriket.example"]}
    for kind in ("html", "pdf", "spreadsheetml", "wordprocessingml", "json", "csv", "calendar"):
        assert any(kind in one for one in kinds), kind


@pytest.mark.parametrize("email", ROLES)
def test_no_page_or_file_that_a_federations_role_reaches_has_a_person(reached, email):
    found = reached[email]
    assert len(found) > 40
    assert [page.address for page in found if has_personal_number(page.words)] == []
    named = {page.address: [n for n in page.fields if PERSONAL.search(n)] for page in found}
    assert {address: names for address, names in named.items() if names} == {}


def test_what_is_read_of_a_page_has_its_fields_and_not_its_keys():
    field = f'<input type="text" value="{NUMBER}">'
    key = f'<input type="hidden" value="{NUMBER}"><a href="/x/{NUMBER}/">Hej</a>'
    assert has_personal_number(read_html(f"<p>a</p>{field}"))
    assert has_personal_number(read_html(f"<p>{NUMBER}</p>"))
    assert not has_personal_number(read_html(f"<p>a</p>{key}"))


def sheet() -> bytes:
    made, out = Workbook(), BytesIO()
    made.active.append(["Efternamn", NUMBER])
    made.save(out)
    return out.getvalue()


def paper() -> bytes:
    out = BytesIO()
    made = Document()
    made.add_paragraph(NUMBER)
    made.save(out)
    return out.getvalue()


def printed() -> bytes:
    made = datetime(2024, 5, 3, tzinfo=UTC)
    return report_pdf(Report("Rapport", NUMBER, "Insjöriket", made, (), ())).content


HEADED = f"Efternamn;Nummer\nEk;{NUMBER}\n".encode()


@pytest.mark.parametrize(
    ("kind", "content", "names"),
    [
        ("text/html", f'<p>{NUMBER}</p><label for="a">Efternamn</label>'.encode(), True),
        ("text/html", f"<table><th>Efternamn</th><td>{NUMBER}</td></table>".encode(), True),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet(), True),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", paper(), False),
        ("application/json", json.dumps([{"efternamn": NUMBER}]).encode(), True),
        ("text/csv; charset=utf-8", HEADED, True),
        ("text/calendar; charset=utf-8", NUMBER.encode(), False),
        ("application/pdf", printed(), False),
    ],
)
def test_a_number_and_a_heading_are_found_in_files_of_every_kind(kind, content, names):
    page = page_of("/x/", "x", kind, content)
    assert has_personal_number(page.words)
    assert bool([name for name in page.fields if PERSONAL.search(name)]) is names
