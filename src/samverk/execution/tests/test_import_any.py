"""Any rows: the dry run tells exactly what the run does, and the same file again changes nothing."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.execution.actions.importing import opened
from samverk.execution.models import GrantedDecision, RegisterStep, RegisterWait
from samverk.execution.tests.source_files import as_it_stands, carry, file_of, upload
from samverk.execution.walls import unread
from samverk.project.testing.lines import undone
from samverk.rules.unexecuted.handling import EXECUTION, ExecutionEvent, ExecutionState, Handler
from samverk.rules.unexecuted.histories import Granted, Happened, waits_of
from samverk.rules.unexecuted.waits import End

pytestmark = pytest.mark.django_db
FIRST = date(2023, 1, 10)


def day(least: int = 0) -> st.SearchStrategy[str]:
    days = st.integers(least, 300).map(lambda n: (FIRST + timedelta(days=n)).isoformat())
    return st.just("") | days


ROWS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["K1", "K2", "K3", "K4"]),
        "personnummer": st.just(""),
        "efternamn": st.sampled_from(["", "Påhitt", "Nyman"]),
        "typ": st.sampled_from(["kontaktfamilj", "hemtjänst", "kontaktperson"]),
        "lagrum": st.sampled_from(["", "4 kap. 1 § SoL"]),
        "beslutsdatum": st.sampled_from(["2023-01-09", "2023-01-10"]),
        "avbrottsdatum": day() | st.just(""),
        "slutdatum": day(),
        "utfall": st.sampled_from(["", "verkställt", "avliden", "avslutat"]),
        "erbjuden": day(),
        "svar": st.sampled_from(["", "ja", "nej"]),
        "skäl": st.sampled_from(["", "matchning pågår", "annat skäl"]),
        "kommentar": st.sampled_from(["", "Väntar på svar"]),
        "stöd under väntan": st.sampled_from(["", "Hemtjänst"]),
        "skyddad identitet": st.sampled_from(["", "", "", "ja"]),
    }
)
FILES = st.lists(
    st.lists(ROWS, min_size=1, max_size=4, unique_by=lambda row: row["id"]),
    min_size=1,
    max_size=3,
)


def numbers(stage):
    """How many decisions there are, and how many steps each has, by its number."""
    with unread([stage.body]):
        decisions = list(GrantedDecision.objects.order_by("number"))
        steps = Counter(RegisterStep.objects.values_list("decision", flat=True))
    return {one.pk: steps[one.pk] for one in decisions}


def without_faults(stage, rows, key):
    """Upload rows, and leave out those with faults until there is none; None when nothing is left."""
    left = list(rows)
    while left:
        row = upload(stage, file_of(*left), f"{key}/{len(left)}")
        bad = {line for line, _, _ in opened(row, "tried")["faults"]}
        if not bad:
            return row, left
        left = [one for line, one in enumerate(left, 2) if line not in bad]
    return None


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(files=FILES)
def test_the_dry_run_tells_what_the_run_does_and_again_changes_nothing(stage, files):
    with undone():
        for nth, rows in enumerate(files):
            found = without_faults(stage, rows, nth)
            if found is None:
                continue
            row, left = found
            before, told = numbers(stage), opened(row, "tried")["rows"]
            if row.counts["new"] + row.counts["changed"]:
                carry(stage, row)
            after = numbers(stage)
            changed = {pk for pk in before if after[pk] != before[pk]}
            steps = {one["decision"] for one in told if one.get("changes") or one.get("steps")}
            assert len(after) - len(before) == row.counts["new"]
            assert {str(pk) for pk in changed} == steps - {""}
            assert_whole(stage)
            kept = as_it_stands(stage)
            again = upload(stage, file_of(*left), f"{nth}/igen")
            assert (again.counts["new"], again.counts["changed"]) == (0, 0)
            assert as_it_stands(stage) == kept


def assert_whole(stage):
    """Hold every decision's state and waits against what its steps make, by the rules alone."""
    with unread([stage.body]):
        for row in GrantedDecision.objects.all():
            steps = list(row.steps.order_by("number"))
            state = None
            for step in steps:
                state = EXECUTION.take(state, ExecutionEvent(step.event), Handler.IMPORT).value
                assert step.to_state == state
            assert ExecutionState(row.state) is state
            happened = [Happened(ExecutionEvent(one.event), one.happened_on) for one in steps]
            granted = Granted("", row.kind, row.decided_on, row.clock_from)
            wanted = [
                (one.began_on, one.first_reportable, one.ended_on, one.end)
                for one in waits_of(granted, happened).value
            ]
            kept = [
                (one.began_on, one.reportable_on, one.ended_on, End(one.end) if one.end else None)
                for one in RegisterWait.objects.filter(decision=row).order_by("nth")
            ]
            assert kept == wanted
