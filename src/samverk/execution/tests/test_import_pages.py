"""The pages that bring a file in: what the main reporter sees, and that nobody else sees any of it."""

from __future__ import annotations

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samverk.execution.actions import protect, run_import
from samverk.execution.models import GrantedDecision, RegisterImport
from samverk.execution.tests.source_files import brought_in, choose, file_of, upload
from samverk.execution.tests.stage import MAN, user
from samverk.execution.walls import unread
from samverk.foundation.actors import Role
from samverk.foundation.forms import fresh_key
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import AuditEvent
from samverk.rules.unexecuted.import_mapping import guess_map

pytestmark = pytest.mark.django_db
OTHERS = ("officer_user", "other_user", "abroad_user")


@pytest.fixture
def browser(stage):
    return stage.cast.browser(stage.reporter_user)


def send(browser, stage, content, source="Treserva"):
    sent = {"key": fresh_key(), "source": source, "file": SimpleUploadedFile("b.csv", content)}
    return browser.post(reverse("register_imports", args=[stage.body]), sent)


def the_file(stage):
    with unread([stage.body]):
        return RegisterImport.objects.latest("recorded_at")


def text(answer):
    return answer.content.decode()


def test_a_file_goes_from_its_upload_to_its_receipt(stage, browser):
    sent = send(browser, stage, file_of({}, {"id": "K2", "typ": "Fadderfamilj"}))
    row = the_file(stage)
    columns = reverse("choose_columns", args=[row.pk])
    assert sent["Location"] == columns

    page = browser.get(columns)
    form = page.context["form"]
    chosen = {name: form[name].value() or "" for name in form.fields}
    (word,) = [name for name in chosen if name.startswith("ord-type")]
    saved = browser.post(columns, {**chosen, word: "sol-kontaktfamilj"})
    shown = browser.get(saved["Location"])
    assert "Inga fel" in text(shown)
    assert "Siv Påhitt" in text(shown)

    address = reverse("read_in_file", args=[row.pk])
    seen = browser.get(address).context["form"]["seen"].value()
    asked = browser.post(address, {"key": fresh_key(), "seen": seen})
    assert "Inlästa: 0 av 2 rader" in text(browser.get(asked["Location"]))
    run_import(stage.body, row.pk)
    receipt = text(browser.get(asked["Location"]))
    assert "Kvitto på inläsningen" in receipt
    assert "Siv" not in receipt


def test_a_source_that_is_known_goes_straight_to_its_dry_run(stage, browser):
    first = choose(stage, upload(stage, file_of({})))
    sent = send(browser, stage, file_of({"id": "K9"}))
    with unread([stage.body]):
        row = RegisterImport.objects.exclude(pk=first.pk).get()

    assert sent["Location"] == reverse("register_import", args=[row.pk])


def test_faults_are_shown_with_row_and_column(stage, browser):
    row = upload(stage, file_of({"beslutsdatum": "i går"}, {"id": ""}))
    shown = text(browser.get(reverse("register_import", args=[row.pk])))

    assert "Fel att rätta: 2" in shown
    assert "i går är inget datum" in shown
    assert reverse("read_in_file", args=[row.pk]) not in shown


def test_what_changes_is_shown_before_and_after_and_the_reading_is_noted(stage, browser):
    brought_in(stage, {})
    row = upload(stage, file_of({"efternamn": "Nyman"}), "nasta")
    shown = text(browser.get(reverse("register_import", args=[row.pk])))
    with unread([stage.body]):
        made = GrantedDecision.objects.get()

    assert "Efternamn: Påhitt → Nyman" in shown
    assert AuditEvent.objects.filter(
        kind="foundation.secret_read", subject_id=str(made.pk), actor=stage.reporter_user
    ).exists()


def test_what_was_protected_since_the_dry_run_is_not_shown(stage):
    late = user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board)
    brought_in(stage, {}, {"id": "K2", "personnummer": MAN})
    new = file_of({"efternamn": "Nyman"}, {"id": "K2", "personnummer": MAN, "efternamn": "Ek"})
    row = upload(stage, new, "nasta", actor_for(late))
    with unread([stage.body]):
        first = GrantedDecision.objects.order_by("number")[0]
    protect(stage.officer, stage.body, first.pk, key="skydd")
    with unread([stage.body]):
        first.handlers.filter(user=late).update(ended_at=first.recorded_at)
    shown = text(stage.cast.browser(late).get(reverse("register_import", args=[row.pk])))

    assert "Nyman" not in shown
    assert "→ Ek" in shown


@pytest.mark.parametrize("who", OTHERS)
def test_a_file_is_its_uploaders_own(stage, who):
    row = upload(stage, file_of({}))
    browser = stage.cast.browser(getattr(stage, who))
    late = stage.cast.browser(user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board))
    for name in ("register_import", "choose_columns", "read_in_file", "drop_import"):
        for one in (browser, late):
            answers = [one.get(reverse(name, args=[pk])) for pk in (row.pk, uuid.uuid4())]
            told = [text(a).replace(a.wsgi_request.path, "") for a in answers]
            assert [a.status_code for a in answers] == [404, 404]
            assert told[0] == told[1]


@pytest.mark.parametrize("who", OTHERS)
def test_files_are_the_main_reporters(stage, who):
    browser = stage.cast.browser(getattr(stage, who))
    for address in (
        reverse("register_imports", args=[stage.body]),
        reverse("register_template", args=[stage.body, "csv"]),
    ):
        assert browser.get(address).status_code == 404


def test_a_receipt_is_there_for_the_boards_other_reporters(stage):
    done = brought_in(stage, {})
    late = stage.cast.browser(user("Sen Rapport", Role.MAIN_REPORTER, stage.cast.board))

    assert "Kvitto" in text(late.get(reverse("register_import", args=[done.pk])))
    assert "Treserva" in text(late.get(reverse("register_imports", args=[stage.body])))


def test_a_file_is_thrown_away(stage, browser):
    row = upload(stage, file_of({}))
    browser.post(reverse("drop_import", args=[row.pk]), {"key": fresh_key()})

    assert bytes(the_file(stage).sealed) == b""
    assert browser.get(reverse("choose_columns", args=[row.pk])).status_code == 404


def test_the_template_has_headings_that_are_known(stage, browser):
    answer = browser.get(reverse("register_template", args=[stage.body, "csv"]))
    head = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    missing = browser.get(reverse("register_template", args=[stage.body, "pdf"]))
    excel = browser.get(reverse("register_template", args=[stage.body, "xlsx"]))

    assert len(guess_map(head).value.columns) == len(head)
    assert missing.status_code == 404
    assert excel.content.startswith(b"PK")


def test_no_file_and_no_source_are_told_at_their_fields(stage, browser):
    sent = browser.post(
        reverse("register_imports", args=[stage.body]), {"key": fresh_key(), "source": ""}
    )
    without = send(browser, stage, file_of({}), source=" ")

    assert (sent.status_code, without.status_code) == (400, 400)
    assert "Välj en fil." in text(sent)
    assert "Skriv vilken källa" in text(without)


def test_a_dry_run_asks_few_questions(stage, browser, django_assert_max_num_queries):
    brought_in(stage, *({"id": f"N{n}", "personnummer": ""} for n in range(60)))
    rows = ({"id": f"N{n}", "personnummer": "", "efternamn": "Ny"} for n in range(60))
    address = reverse("register_import", args=[upload(stage, file_of(*rows), "nasta").pk])
    browser.get(address)
    with django_assert_max_num_queries(20):
        shown = browser.get(address)

    assert text(shown).count("→ Ny") == 50
