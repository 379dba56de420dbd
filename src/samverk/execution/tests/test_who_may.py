"""Every address of the register, for everybody: who may, and that the rest can tell nothing from nothing."""

from __future__ import annotations

import uuid

import pytest
from django.urls import get_resolver, reverse

from samverk.execution import urls
from samverk.execution.tests.stage import granted
from samverk.execution.views.decision import STEPS
from samverk.foundation.models import AuditEvent

pytestmark = pytest.mark.django_db
OFFICER, REPORTER = "officer_user", "reporter_user"
KEEPERS, REPORTS = {OFFICER, REPORTER}, {REPORTER}
EVERYBODY = (OFFICER, REPORTER, "other_user", "abroad_user", "secretary", "member")
OF_A_BOARD = (
    "register_of",
    "register_work",
    "register_quarter",
    "register_checks",
    "register_round",
    "find_decision",
    "register_decision",
)
OF_A_DECISION = (
    "granted_decision",
    "fee_estimate",
    "decision_sheet",
    "amend_decision",
    "protect_decision",
    "name_register_handler",
    "end_register_handler",
    "lift_register_protection",
)


# The main reporter's to write: tried in test_publishing_pages
OF_PUBLISHING = (
    "publishing",
    "publish_quarter",
    "publish_exact",
    "harm_test",
    "withdraw_quarter",
)
# The main reporter's: tried in test_reports
OF_QUARTERS = (
    "tell_quarter",
    "register_report",
    "register_report_file",
    "kept_reports",
    "kept_report",
)
# The main reporter's, the auditor's or the archivist's: tried in test_protected
OF_NOBODY = ("forsaken_decisions",)
# Also the log's auditor's: tried in test_log
OF_THE_LOG = ("decision_readings",)
# The main reporter's: tried in test_sheets
OF_REPORTS = ("register_sent", "register_sent_file")
# The main reporter's, the archivist's or both's: tried in test_retention
OF_RETENTION = (
    "register_retention",
    "decide_register_plan",
    "try_register_plan",
    "register_extract",
    "decision_extract",
    "hold_decision",
    "let_decision_go",
)
# The main reporter's alone, and of a file its uploader's: tried in test_import_pages
OF_FILES = ("register_imports", "register_template")
OF_A_FILE = ("register_import", "choose_columns", "read_in_file", "drop_import")


# Also the administrator's, who meets no decision: tried in test_settings
OF_SETTINGS = ("register_settings", "decide_setting", "add_code", "change_code")


def somebody(stage, who):
    cast = stage.cast
    return {"secretary": cast.owner_user, "member": cast.member_user}.get(
        who, getattr(stage, who, None)
    )


def told(page):
    """What a page says, without what differs from one request to the next."""
    return page.status_code, page.content.decode().replace(page.wsgi_request.path, "")


def test_every_address_is_tried_here():
    names = {one.name for one in (*urls.BOARD, *urls.PUBLISHING, *urls.DECISION)}

    assert names == {
        *OF_A_BOARD,
        *OF_A_DECISION,
        *OF_QUARTERS,
        *OF_THE_LOG,
        *OF_PUBLISHING,
        *OF_NOBODY,
        *OF_RETENTION,
        *OF_SETTINGS,
        *OF_FILES,
        *OF_REPORTS,
        "take_step",
    }
    assert {one.name for one in urls.FILE} == set(OF_A_FILE)
    assert {"register", *names, *OF_A_FILE} <= set(get_resolver().reverse_dict)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", OF_A_BOARD)
def test_a_board_is_its_keepers_own(stage, name, who):
    browser = stage.cast.browser(somebody(stage, who))
    own = browser.get(reverse(name, args=[stage.body]))
    missing = browser.get(reverse(name, args=[10**9]))

    assert own.status_code == (200 if who in KEEPERS else 404)
    assert missing.status_code == 404
    if who not in KEEPERS:
        assert told(own) == told(missing)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", [*OF_A_DECISION, *(("take_step", step) for step in STEPS)])
def test_a_decision_is_its_keepers_own(stage, name, who):
    row, (name, *more) = granted(stage), ([name] if isinstance(name, str) else name)
    browser = stage.cast.browser(somebody(stage, who))
    own = browser.get(reverse(name, args=[row.pk, *more]))
    missing = browser.get(reverse(name, args=[uuid.uuid4(), *more]))

    # That the protection be lifted is asked by who reports; another agrees only to what is asked
    may = REPORTS if name == "lift_register_protection" else KEEPERS
    assert own.status_code == (200 if who in may else 404)
    assert missing.status_code == 404
    if who not in may:
        assert told(own) == told(missing)


@pytest.mark.parametrize("name", [*OF_A_DECISION, "take_step"])
def test_somebody_protected_is_there_for_the_named_alone(stage, name):
    row = granted(stage, is_protected=True, first_name="Kanariefagel", last_name="Zxqv")
    args = [row.pk, "verkstallt"] if name == "take_step" else [row.pk]
    colleague = stage.cast.browser(stage.colleague_user)
    hidden = colleague.get(reverse(name, args=args))
    args[0] = uuid.uuid4()

    assert hidden.status_code == 404
    assert told(hidden) == told(colleague.get(reverse(name, args=args)))


@pytest.mark.parametrize(
    "who", ["colleague_user", "other_user", "abroad_user", "secretary", "member"]
)
def test_no_page_tells_of_somebody_protected(stage, who):
    granted(stage, is_protected=True, first_name="Kanariefagel", last_name="Zxqv")
    browser = stage.cast.browser(somebody(stage, who))
    for name in OF_A_BOARD:
        for query in ({}, {"lista": "rapporteras"}) if name == "register_of" else ({},):
            page = browser.get(reverse(name, args=[stage.body]), query)
            assert "Kanariefagel" not in page.content.decode()
    if who == "colleague_user":
        sent = browser.post(
            reverse("find_decision", args=[stage.body]), {"sok": "Kanariefagel Zxqv"}
        )
        assert "Inget beslut hittades" in sent.content.decode()
    assert "Kanariefagel" not in browser.get(reverse("start")).content.decode()
    assert "Kanariefagel" not in repr(list(AuditEvent.objects.values()))


@pytest.mark.parametrize("name", ["register", *OF_A_BOARD])
def test_the_public_is_asked_to_log_in(stage, visitor, name):
    place = [] if name == "register" else [stage.body]
    answer = visitor.get(reverse(name, args=place))

    assert answer.status_code in (302, 403)


def test_an_unknown_parameter_is_refused(stage):
    page = stage.cast.browser(stage.officer_user).get(
        reverse("register_of", args=[stage.body]), {"namn": "Siv"}
    )

    assert page.status_code == 400
