"""Registering documents and keeping their files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samverk.foundation.actors import PUBLIC
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.files.tests.made import PDF
from samverk.foundation.models import AuditEvent
from samverk.project.testing.stages import kept
from samverk.registry import actions, queries
from samverk.registry.models import DocumentFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@kept
def case(cast):
    new = actions.NewCase(cast.board.pk, "Samarbete", date(2024, 3, 1))
    return actions.open_case(cast.owner, new, key="case")


@kept
def new(case):
    return actions.NewDocument(case.pk, "incoming", "letter", date(2024, 3, 4), "Fråga", "Norrvik")


def test_documents_are_numbered_in_their_case(cast, new):
    numbers = [actions.register_document(cast.owner, new, key=k).number for k in "abc"]
    assert numbers == [1, 2, 3]


def test_the_register_shows_what_the_law_asks_for(cast, new):
    actions.register_document(cast.owner, new, key="a")
    row = queries.document_register(body=cast.board.pk)[0]
    assert (row.dated_on, row.case.diary_number) == (date(2024, 3, 4), "SN 2024/001")
    assert (row.correspondent, row.subject) == ("Norrvik", "Fråga")


def test_nobody_else_registers(cast, new):
    for stranger in cast.strangers:
        with pytest.raises(NotAllowedError):
            actions.register_document(stranger, new, key="a")


def test_the_event_says_what_came_in(cast, new):
    actions.register_document(cast.owner, new, key="a")
    event = AuditEvent.objects.get(kind="registry.document_registered")
    assert (event.actor_name, event.body) == ("Maj Ekedal", cast.board)
    assert event.subject_label == "skrivelse 2024-03-04: Fråga"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"dated_on": date(2024, 3, 16)}, "dated_on"),
        ({"secret": actions.Secret("", "x")}, "provision"),
        ({"secret": actions.Secret("OSL", "x"), "file": actions.NewFile("a.exe", b"MZ")}, "file"),
        ({"file": actions.NewFile("a.exe", b"MZ")}, "file"),
    ],
)
def test_what_cannot_be_registered_names_the_field_and_takes_no_number(cast, new, change, field):
    with pytest.raises(InputError) as fault:
        actions.register_document(cast.owner, replace(new, **change), key="a")
    assert fault.value.field == field
    assert actions.register_document(cast.owner, new, key="b").number == 1


def test_an_unknown_case_is_not_found(cast, new):
    with pytest.raises(NotFoundError):
        actions.register_document(cast.owner, replace(new, case=10**9), key="a")


def test_a_file_is_kept_as_it_came_under_its_checksum(cast, new):
    file = actions.NewFile("C:\\mapp\\Svar\x07 åäö.PDF", PDF)
    actions.register_document(cast.owner, replace(new, file=file), key="a")
    kept = DocumentFile.objects.get()
    assert (kept.name, kept.media_type, kept.size) == ("Svar åäö.PDF", "application/pdf", len(PDF))
    assert kept.sha256 in kept.content.name
    with kept.content.open() as stored:
        assert stored.read() == PDF


def test_another_file_in_the_same_form_is_other_content(cast, new):
    first = replace(new, file=actions.NewFile("a.pdf", PDF))
    actions.register_document(cast.owner, first, key="a")
    second = replace(new, file=actions.NewFile("a.pdf", PDF + b"\n"))
    with pytest.raises(ConflictError):
        actions.register_document(cast.owner, second, key="a")


def test_the_public_asks_the_registrar_for_files(cast, new):
    file = actions.NewFile("a.pdf", PDF)
    actions.register_document(cast.owner, replace(new, file=file), key="a")
    kept = DocumentFile.objects.get()
    assert queries.file_for(kept.pk, cast.member) == kept
    with pytest.raises(NotAllowedError, match="registratorn"):
        queries.file_for(kept.pk, PUBLIC)
