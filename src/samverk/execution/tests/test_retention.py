"""A register is emptied of what is old: by a plan, a trial and two persons, and all its rows go."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from samverk.execution import actions
from samverk.execution.models import (
    GrantedDecision,
    KeptReport,
    KeptReportRow,
    RegisterCertificate,
    RegisterRemoval,
    RegisterStep,
    RegisterTrialLine,
    SentDecision,
)
from samverk.execution.queries.retention import tables_of_a_decision
from samverk.execution.queries.sendings import sent_by_quarter
from samverk.execution.tests.sent import sent
from samverk.execution.tests.stage import granted, step, user
from samverk.execution.walls import unread
from samverk.foundation import people
from samverk.foundation.actors import Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.middleware import actor_for
from samverk.foundation.tests.cast import SETUP
from samverk.rules.unexecuted.counting import Definition
from samverk.rules.unexecuted.handling import ExecutionEvent
from samverk.rules.unexecuted.quarters import Quarter
from samverk.rules.unexecuted.retention import DEFAULT_TERM

pytestmark = pytest.mark.django_db
DECIDED = "SN 2023-01-12 § 8"
# The stage's day is in March 2024: what is registered then is old enough here
LATER = date(2029, 4, 9)


@pytest.fixture
def archivist(stage):
    return user("Arne Kiv", Role.ARCHIVIST, stage.cast.board)


def plan(stage, archivist, day=date(2023, 1, 12), **changes):
    new = actions.NewRegisterPlan(day, DECIDED, day, DEFAULT_TERM, **changes)
    return actions.decide_register_plan(actor_for(archivist), stage.body, new, key=f"plan/{day}")


def later():
    return time_machine.travel(f"{LATER}T10:00:00+01:00", tick=False)


def tried(stage):
    return actions.try_register_plan(stage.reporter, stage.body, key="prov")


def decided(stage, archivist, trial):
    new = actions.NewDisposal(trial.pk, "SN 2029-04-09 § 3", LATER)
    return actions.decide_register_disposal(
        actor_for(archivist), stage.body, new, key="gallringsbeslut"
    )


def carried_out(stage, archivist, disposal, key="gallra", **more):
    return actions.carry_out_register_disposal(
        actor_for(archivist), stage.body, disposal.pk, key=key, **more
    )


def ended(stage, key="beslut", **changes):
    row = granted(stage, key=key, **changes)
    step(stage, row, ExecutionEvent.EXECUTE)
    return row


def standings(stage):
    with unread([stage.body]):
        return dict(RegisterTrialLine.objects.values_list("number", "standing"))


def test_the_function_removes_every_table_that_refers_to_a_decision():
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'execution_remove'")
        text = cursor.fetchone()[0]
    listed = re.search(r"FOREACH kind IN ARRAY ARRAY\[(.*?)\]", text, re.DOTALL).group(1)

    assert set(re.findall(r"'(\w+)'", listed)) == {
        one._meta.db_table.removeprefix("execution_") for one in tables_of_a_decision()
    }


def test_a_trial_tells_how_each_decision_stands(stage, archivist):
    old, waits, held = ended(stage), granted(stage, key="väntar"), ended(stage, key="hålls")
    new = actions.NewHold("appeal", "T 1-23")
    actions.hold_decision(stage.reporter, stage.body, held.pk, new, key="h")
    plan(stage, archivist)
    with later():
        tried(stage)

    assert standings(stage) == {old.number: "due", waits.number: "ongoing", held.number: "held"}


def test_nothing_is_due_a_day_too_early(stage, archivist):
    row = ended(stage)
    plan(stage, archivist)
    tried(stage)

    assert standings(stage) == {row.number: "not_yet"}


def test_without_a_decided_plan_nothing_is_tried(stage):
    with pytest.raises(InputError, match="ingen beslutad gallringsplan"):
        tried(stage)


def test_who_tried_does_not_decide(stage, archivist):
    place = (stage.cast.town.pk, stage.body)
    posts = tuple(people.NewPost(role, *place) for role in (Role.ARCHIVIST, Role.MAIN_REPORTER))
    new = people.NewUser("bo@register.example", "Bo Båda", None, posts)
    both = actor_for(people.add_user(SETUP, new, key="båda"))
    ended(stage)
    plan(stage, archivist)
    with later():
        trial = actions.try_register_plan(both, stage.body, key="prov")
        decision = actions.NewDisposal(trial.pk, DECIDED, LATER)
        with pytest.raises(NotAllowedError, match="får inte besluta"):
            actions.decide_register_disposal(both, stage.body, decision, key="egen")


def test_a_disposal_removes_every_row_and_certifies(stage, archivist):
    row, protected = ended(stage), ended(stage, key="skydd", is_protected=True)
    waits = granted(stage, key="väntar")
    plan(stage, archivist)
    with later():
        carried_out(stage, archivist, decided(stage, archivist, tried(stage)))
    with unread([stage.body]):
        assert list(GrantedDecision.objects.values_list("pk", flat=True)) == [waits.pk]
        for table in tables_of_a_decision():
            assert not table._default_manager.filter(decision__in=[row.pk, protected.pk]).exists()
        assert RegisterRemoval.objects.filter(outcome="removed").count() == 2
        told = RegisterCertificate.objects.get().content

    assert told["decisions"] == 1
    assert told["rows"]["registerstep"] == 2
    assert told["stayed"] == {}


def test_what_was_sent_goes_with_its_decision_and_is_still_counted(stage, archivist):
    row = granted(stage)
    sent(stage, row)
    step(stage, row, ExecutionEvent.EXECUTE)
    plan(stage, archivist)
    with later():
        carried_out(stage, archivist, decided(stage, archivist, tried(stage)))
    with unread([stage.body]):
        assert not SentDecision.objects.exists()
        assert [one.total for one in sent_by_quarter(stage.body)] == [1]
        told = RegisterCertificate.objects.get().content

    assert told["rows"]["sentdecision"] == 1


def test_a_decision_that_replaced_what_is_removed_stays(stage, archivist):
    row = ended(stage)
    newer = granted(stage, key="nyare", replaces=row.pk, keeps_clock=True)
    plan(stage, archivist)
    with later():
        carried_out(stage, archivist, decided(stage, archivist, tried(stage)))
    with unread([stage.body]):
        newer.refresh_from_db()

    assert newer.replaces_id is None
    assert newer.clock_from == row.decided_on


def test_what_has_changed_since_the_trial_stays(stage, archivist):
    row = ended(stage)
    plan(stage, archivist)
    with later():
        disposal = decided(stage, archivist, tried(stage))
        step(stage, row, ExecutionEvent.REOPEN, note="Hämtades tillbaka")
        carried_out(stage, archivist, disposal)
    with unread([stage.body]):
        assert GrantedDecision.objects.filter(pk=row.pk).exists()
        assert RegisterCertificate.objects.get().content["stayed"] == {"changed": 1}


def test_a_plan_decided_after_the_trial_may_keep_it_longer(stage, archivist):
    ended(stage)
    plan(stage, archivist)
    with later():
        disposal = decided(stage, archivist, tried(stage))
        new = actions.NewRegisterPlan(
            LATER, DECIDED, LATER, type(DEFAULT_TERM)(years=10, ground="eget beslut")
        )
        actions.decide_register_plan(actor_for(archivist), stage.body, new, key="ny plan")
        carried_out(stage, archivist, disposal)
    with unread([stage.body]):
        assert RegisterRemoval.objects.get().outcome == "not_due"


def test_a_large_disposal_is_carried_out_in_parts(stage, archivist):
    for n in range(3):
        ended(stage, key=f"b{n}")
    plan(stage, archivist)
    with later():
        disposal = decided(stage, archivist, tried(stage))
        carried_out(stage, archivist, disposal, key="a", most=2)
        with unread([stage.body]):
            assert GrantedDecision.objects.count() == 1
            assert not RegisterCertificate.objects.exists()
        carried_out(stage, archivist, disposal, key="b", most=2)
        with unread([stage.body]):
            assert RegisterCertificate.objects.get().content["decisions"] == 3
        with pytest.raises(ConflictError):
            carried_out(stage, archivist, disposal, key="c")


def remove(disposal, line, day):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('samverk.day_of_a_test', %s, true)", [str(day)])
        cursor.execute("SELECT execution_remove(%s, %s)", [disposal, line])


def refused(stage, disposal, line, day=LATER):
    """Call the function as the app would, on a day, and say what it answers no with."""
    with unread([stage.body]), pytest.raises(DatabaseError) as fault:
        remove(disposal, line, day)
    return str(fault.value)


def test_the_database_itself_keeps_what_is_not_old_enough(stage, archivist):
    ended(stage)
    plan(stage, archivist)
    with later():
        disposal = decided(stage, archivist, tried(stage))
    with unread([stage.body]):
        line = RegisterTrialLine.objects.get().pk

    told = refused(stage, disposal.pk, line, date(2029, 3, 14))
    assert "time of this decision is not out" in told


def test_the_database_itself_keeps_what_is_held(stage, archivist):
    row = ended(stage)
    plan(stage, archivist)
    with later():
        disposal = decided(stage, archivist, tried(stage))
        new = actions.NewHold("appeal", "T 1-23")
        actions.hold_decision(stage.reporter, stage.body, row.pk, new, key="h")
    with unread([stage.body]):
        line = RegisterTrialLine.objects.get().pk

    assert "held back" in refused(stage, disposal.pk, line)


def test_the_database_removes_nothing_undecided(stage, archivist):
    ended(stage)
    plan(stage, archivist)
    with later():
        trial = tried(stage)
    with unread([stage.body]):
        line = RegisterTrialLine.objects.get().pk

    assert "no decision in force" in refused(stage, trial.pk, line)


def test_no_row_of_a_history_is_removed_past_the_function(stage):
    row = ended(stage)
    with unread([stage.body]), pytest.raises(DatabaseError), transaction.atomic():
        RegisterStep.objects.filter(decision=row.pk).delete()


# Pages
def get(stage, who, name, *args):
    return stage.cast.browser(who).get(reverse(name, args=args))


BOTH, REPORTER, ARCHIVIST = {"reporter", "archivist"}, {"reporter"}, {"archivist"}
OF_A_BOARD = {
    "register_retention": BOTH,
    "decide_register_plan": ARCHIVIST,
    "try_register_plan": REPORTER,
}
OF_A_TRIAL = {
    "register_trial": BOTH,
    "decide_register_disposal": ARCHIVIST,
    "carry_out_register_disposal": ARCHIVIST,
    "register_certificate": BOTH,
}
OF_A_DECISION = {"hold_decision": REPORTER, "let_decision_go": REPORTER}
WHO = ("reporter", "archivist", "officer", "other", "abroad")


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", [*OF_A_BOARD, *OF_A_TRIAL, *OF_A_DECISION])
def test_each_page_is_its_roles_own(stage, archivist, who, name):
    row = granted(stage)
    ended(stage, key="gammalt")
    plan(stage, archivist)
    with later():
        trial = tried(stage)
        carried_out(stage, archivist, decided(stage, archivist, trial))
    users = {
        "reporter": stage.reporter_user,
        "archivist": archivist,
        "officer": stage.officer_user,
        "other": stage.other_user,
        "abroad": stage.abroad_user,
    }
    may = {**OF_A_BOARD, **OF_A_TRIAL, **OF_A_DECISION}[name]
    thing = stage.body if name in OF_A_BOARD else trial.pk if name in OF_A_TRIAL else row.pk

    assert get(stage, users[who], name, thing).status_code == (200 if who in may else 404)


def test_a_colleague_is_shown_no_line_and_no_number_of_somebody_protected(stage, archivist):
    ended(stage, is_protected=True)
    plan(stage, archivist)
    with later():
        trial = tried(stage)
    page = get(stage, archivist, "register_trial", trial.pk).content.decode()
    own = get(stage, stage.reporter_user, "register_trial", trial.pk).content.decode()

    assert "Beslut 1" not in page
    assert "Inget att visa" in page
    assert "Beslut 1" in own


def test_the_trial_tells_no_name(stage, archivist):
    ended(stage, first_name="Kanariefagel", last_name="Zxqv")
    plan(stage, archivist)
    with later():
        trial = tried(stage)
    page = get(stage, archivist, "register_trial", trial.pk).content.decode()

    assert "Beslut 1" in page
    assert "Zxqv" not in page


def test_the_archivist_gets_through_the_pages(stage, archivist):
    browser = stage.cast.browser(archivist)
    address = reverse("decide_register_plan", args=[stage.body])
    assert (
        "Inte bekräftad" in get(stage, archivist, "register_retention", stage.body).content.decode()
    )
    form = browser.get(address).context["form"]
    sent = {"key": form["key"].value(), "from_date": "2023-01-12", "decision": DECIDED}
    sent |= {"decided_on": "2023-01-12", "years": "5", "by_year_end": "on", "ground": "SoL"}
    answer = browser.post(address, sent)

    assert answer.status_code == 302, answer.content.decode()
    shown = get(stage, archivist, "register_retention", stage.body).content.decode()
    assert "Planen som gäller" in shown
    assert "Inlagd av Arne Kiv" in shown


def test_what_a_report_told_of_a_decision_goes_with_it_and_its_figures_stay(stage, archivist):
    place = (stage.cast.board.organisation_id, stage.body)
    posts = tuple(people.NewPost(role, *place) for role in (Role.MAIN_REPORTER, Role.OFFICER))
    new = people.NewUser("runa@register.example", "Runa Lid", None, posts)
    writer = actor_for(people.add_user(SETUP, new, key="skriver"))
    row = granted(stage, decided_on=date(2023, 3, 1))
    asked = actions.NewQuarterReport(Quarter(2023, 3), Definition.OPEN, why="Utreds.")
    report = actions.tell_quarter(writer, stage.body, asked, key="rapport")
    step(stage, row, ExecutionEvent.EXECUTE)
    plan(stage, archivist)
    with later():
        disposal = decided(stage, archivist, tried(stage))
        carried_out(stage, archivist, disposal)
    with unread([stage.body]):
        assert not GrantedDecision.objects.exists()
        assert not KeptReportRow.objects.exists()
        assert KeptReport.objects.get() == report
        assert KeptReport.objects.get().figures["total"]["not_executed"] == 1
        assert RegisterRemoval.objects.get().rows["keptreportrow"] == 1
