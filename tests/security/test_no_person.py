"""A federation holds no person: not in its tables, on its pages, in its files, or in what is written there.

The personal number is from the tax agency's public range for tests.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from datetime import date
from html import unescape
from io import BytesIO

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from samverk.federation import actions as federation
from samverk.federation.no_persons import refuse_persons
from samverk.federation.tests import founding
from samverk.foundation import acts
from samverk.foundation.errors import InputError
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.foundation.texts import texts_in
from samverk.rules.personal_numbers import has_personal_number

__all__ = ["cast", "the_day"]

NUMBER = "18900101-9802"
HOME = "/forbund/insjoriket/"
ROLES = ("", "forbundschef@insjoriket.example", "revisor@insjoriket.example")
# What a field about a participant would be called, in a table or in a form
PERSONAL = re.compile(
    r"personn|personal_?n|identity_?n|birth|fodel|födel|fornamn|förnamn|efternamn|first_?name"
    r"|last_?name|given_?name|patient|client|telefon|phone|street|adress\b",
    re.IGNORECASE,
)
LINK = re.compile(r'href="([^"#]+)')
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')
TAG = re.compile(r"<script.*?</script>|<[^>]*>", re.DOTALL)
VALUE = re.compile(r'\bvalue="([^"]*)"')
LABEL = re.compile(r"<label[^>]*>(.*?)</label>", re.DOTALL)
MOST_PAGES = 400


def columns() -> list[tuple[str, str]]:
    """List the columns of the federation's tables, their history too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_name LIKE 'federation\\_%'"
        )
        return cursor.fetchall()


def relations() -> set[tuple[str, str]]:
    """List which tables the federation's tables point at."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid::regclass::text LIKE 'federation\\_%'"
        )
        return set(cursor.fetchall())


@pytest.mark.django_db
def test_no_table_of_the_federation_has_a_field_of_a_person():
    found = columns()
    assert len(found) > 200
    assert [each for each in found if PERSONAL.search(each[1])] == []


@pytest.mark.django_db
def test_no_table_of_the_federation_points_at_a_person():
    reached = {target for _, target in relations()}
    assert "directory_organisation" in reached
    assert not {table for table in reached if "person" in table or "seat" in table}


@dataclass
class Page:
    """What was met at an address: its words, and the names and labels of its fields."""

    address: str
    words: str
    fields: list[str]


def walked(client: Client) -> list[Page]:
    """Walk every page and file under the federation that links lead to."""
    waiting, seen, found = deque([HOME]), {HOME}, []
    while waiting and len(found) < MOST_PAGES:
        address = waiting.popleft()
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found.append(_page(address, answer.headers["Content-Type"], content))
        if "text/html" not in answer.headers["Content-Type"]:
            continue
        for link in map(unescape, LINK.findall(content.decode())):
            if link.startswith(HOME) and link not in seen:
                seen.add(link)
                waiting.append(link)
    return found


def _read(page: str) -> str:
    """Give what can be read on a page, and what its fields hold: not the random keys of its forms."""
    tags = TAG.findall(page)
    values = [v for tag in tags if 'type="hidden"' not in tag for v in VALUE.findall(tag)]
    return " ".join([TAG.sub(" ", page), *values])


def test_what_is_read_of_a_page_has_its_fields_and_not_its_keys():
    field = f'<input type="text" value="{NUMBER}">'
    key = f'<input type="hidden" value="{NUMBER}"><a href="/x/{NUMBER}/">Hej</a>'
    assert has_personal_number(_read(f"<p>a</p>{field}"))
    assert has_personal_number(_read(f"<p>{NUMBER}</p>"))
    assert not has_personal_number(_read(f"<p>a</p>{key}"))


def _page(address: str, kind: str, content: bytes) -> Page:
    if "html" in kind:
        text = unescape(content.decode())
        return Page(address, _read(text), [*FIELD.findall(text), *LABEL.findall(text)])
    if "pdf" in kind:
        paper = pypdfium2.PdfDocument(content)
        return Page(address, " ".join(p.get_textpage().get_text_bounded() for p in paper), [])
    if "spreadsheet" in kind:
        rows = [row for sheet in load_workbook(BytesIO(content)) for row in sheet.values]
        return Page(address, " ".join(str(cell) for row in rows for cell in row), [])
    return Page(address, content.decode("utf-8", "replace"), [])


@pytest.mark.parametrize("email", ROLES)
def test_no_page_or_file_that_a_federations_role_reaches_has_a_person(demo, email):
    client = Client(SERVER_NAME="localhost")
    if email:
        client.force_login(User.objects.get(email=email))
    found = walked(client)
    assert len(found) > 15
    assert {one.address.rpartition(".")[2][:4] for one in found} >= {"pdf?", "xlsx"}
    for page in found:
        assert not has_personal_number(page.words), page.address
        assert [name for name in page.fields if PERSONAL.search(name)] == [], page.address


@pytest.mark.parametrize(
    "content",
    [
        NUMBER,
        {"why": NUMBER},
        (("a", NUMBER),),
        federation.NewIntervention(1, f"Grupp {NUMBER}", "individual"),
        federation.Content("Väg", need=f"Som för {NUMBER}."),
    ],
)
def test_a_number_is_found_wherever_it_is_written(content):
    act = acts.Act(SETUP, "federation.prov", "k", content=content)
    with pytest.raises(InputError, match="personnummer"):
        refuse_persons(act)


def test_amounts_and_days_are_no_texts():
    assert list(texts_in((9_001_019_802, date(1990, 1, 1), None, 7))) == []


@pytest.mark.django_db
def test_what_names_a_person_by_number_is_refused_and_nothing_is_written(cast):
    home = founding.found_federation()
    new = federation.NewIntervention(home.pk, f"Stöd till {NUMBER}", "individual")
    with pytest.raises(InputError, match="bara antal"):
        federation.register_intervention(SETUP, new, key="k")
    browser = cast.browser(founding.manager_of(home))
    given = {"key": "f", "name": "Stöd", "orientation": "individual", "description": NUMBER}
    answer = browser.post("/forbund/fyrbaken/insatser/ny/", given)
    assert answer.status_code == 400
    assert "Förbundet får inte ha uppgifter om personer" in answer.content.decode()
    assert home.interventions.count() == 0
