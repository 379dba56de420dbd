"""Agreements of the shape before sums kept their days are upgraded: what they were agreed for stays."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AddConstraint

from samverk.federation.models import Agreement, AgreementTariff
from samverk.foundation.postgres.location import OWNER_ROLE
from samverk.project.testing.database import test_database as a_database
from samverk.project.testing.lines import line_to, seen

OLD, NEW = ("federation", "0002_tables"), ("federation", "0003_agreements_mended")
START, JUNE, JULY = date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1)
END, NEXT_YEAR, LATER = date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31)


class Written:
    """An agreement written as it was then, each act a day after the one before."""

    def __init__(self, stage, name, *acts):
        self.stage, self.day = stage, datetime(2023, 11, 1, tzinfo=UTC)
        self.row = self.put(
            "Agreement",
            federation=stage.home,
            intervention=stage.intervention,
            payee=stage.payee,
            name=name,
            kind="public_public",
            price_model="fixed_sum",
            starts_on=START,
            ends_on=END,
        )
        self.sum(START)
        for act, *given in acts:
            getattr(self, act)(*given)

    def put(self, model, **columns):
        self.day += timedelta(days=1)
        with time_machine.travel(self.day, tick=False):
            return self.stage.apps.get_model("federation", model).objects.create(**columns)

    def sum(self, day):
        self.put("AgreementTariff", agreement=self.row, from_date=day, amount=100)

    def rewrite(self, end):
        self.row.ends_on = end
        self.row.save()

    def step(self, state, event="", **more):
        self.row.state = state
        self.row.save()
        columns = {"event": event, "to_state": state, "happened_on": START, **more}
        self.put("AgreementStep", agreement=self.row, **columns)

    def decided(self):
        self.step("proposed", "propose")
        self.step("decided", "decide")

    def active(self):
        self.decided()
        self.step("active", "start")

    def option(self, end=LATER):
        columns = {"prolongs_to": end, "use_by": END}
        self.offered = self.put("AgreementOption", agreement=self.row, **columns)

    def use(self):
        self.row.ends_on = self.offered.prolongs_to
        self.step("active", "use_option", option=self.offered)

    def notice(self):
        self.row.effective_on = date(2024, 5, 31)
        self.step("notice_given", "give_notice")

    def delete(self):
        self.row.delete()


WRITTEN = {
    "utkast": [("rewrite", JUNE)],
    "till beslut": [("step", "proposed", "propose")],
    "skickad tillbaka": [
        ("step", "proposed", "propose"),
        ("step", "draft", "send_back"),
        ("rewrite", JUNE),
        ("decided",),
    ],
    "två belopp i utkastet": [("sum", JULY), ("decided",)],
    "ett belopp till": [("active",), ("sum", JULY)],
    "uppsagd": [("active",), ("notice",)],
    "förlängd": [("active",), ("option",), ("use",), ("sum", NEXT_YEAR)],
    "förlängd, belopp i juli": [("active",), ("option",), ("use",), ("sum", JULY)],
    "belopp före optionen": [("active",), ("option",), ("sum", NEXT_YEAR), ("use",)],
    "belopp i juli före optionen": [("active",), ("sum", JULY), ("option",), ("use",)],
    "optionen sist": [("active",), ("sum", NEXT_YEAR), ("option",), ("use",)],
    "utan option": [("active",), ("sum", date(2025, 7, 1)), ("sum", NEXT_YEAR)],
    "belopp före en kortare option": [
        *(("active",), ("option",), ("sum", NEXT_YEAR), ("option", date(2025, 3, 31)), ("use",)),
    ],
    "borttagen": [("decided",), ("delete",)],
}


def taken_back(line):
    """Give the models of the old shape, with the database in it: in one go, for speed."""
    loader = MigrationExecutor(line).loader
    before, after = loader.project_state([OLD]), loader.project_state([NEW])
    with line.schema_editor(atomic=True) as editor:
        for operation in reversed(loader.get_migration(*NEW).operations):
            on = ("federation", getattr(operation, "model_name", "").lower())
            is_new = on not in before.models or isinstance(operation, AddConstraint)
            to = after if is_new else before
            operation.database_backwards("federation", editor, after, to)
    MigrationExecutor(line).recorder.record_unapplied(*NEW)
    return before.apps


def stage_of(apps):
    """Set up a federation that finances an intervention."""
    organisations = apps.get_model("directory", "Organisation").objects
    home, town = (organisations.create(kind=k, name=k, slug=k) for k in ("federation", "town"))
    payee = apps.get_model("federation", "Membership").objects.create(federation=home, member=town)
    financed = apps.get_model("federation", "Intervention").objects
    intervention = financed.create(federation=home, name="Stegen", orientation="individual")
    return SimpleNamespace(apps=apps, home=home, payee=payee, intervention=intervention)


@pytest.fixture(scope="module")
def upgraded(django_db_setup, django_db_blocker):
    """A line to a database with agreements that have been upgraded, as the owner sees it."""
    name = f"{os.environ['SAMVERK_DATABASE']}_upgraded"
    with a_database(name), django_db_blocker.unblock(), closing(line_to(name)) as line:
        line.settings_dict["USER"] = OWNER_ROLE
        with seen(line):
            stage = stage_of(taken_back(line))
            for title, acts in WRITTEN.items():
                Written(stage, title, *acts)
            MigrationExecutor(line).migrate([NEW])
            yield


@pytest.mark.parametrize("title", sorted(set(WRITTEN) - {"borttagen"}))
def test_the_end_from_the_start_is_the_one_that_was_proposed_last(upgraded, title):
    agreed = Agreement.objects.get(name=title).agreed_to
    assert agreed == (JUNE if title in {"utkast", "skickad tillbaka"} else END)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("utkast", [("draft", END), ("draft", JUNE)]),
        (
            "skickad tillbaka",
            [
                *(("draft", END), ("proposed", END), ("draft", END)),
                *(("draft", JUNE), ("proposed", JUNE), ("decided", JUNE)),
            ],
        ),
        (
            "uppsagd",
            [(s, END) for s in ("draft", "proposed", "decided", "active", "notice_given")],
        ),
        ("förlängd", [(s, END) for s in ("draft", "proposed", "decided", "active", "active")]),
        ("borttagen", [(s, END) for s in ("draft", "proposed", "decided", "decided")]),
    ],
)
def test_each_row_of_the_history_has_the_end_of_its_own_time(upgraded, title, told):
    events = Agreement.pgh_event_model.objects.filter(name=title).order_by("pgh_id")
    assert list(events.values_list("state", "agreed_to")) == told


def test_the_history_is_closed_again(upgraded):
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Agreement.pgh_event_model.objects.update(name="")


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("utkast", [None]),
        ("till beslut", [None]),
        ("skickad tillbaka", [JUNE]),
        ("två belopp i utkastet", [JUNE, END]),
        ("ett belopp till", [END, END]),
        ("uppsagd", [END]),
        ("förlängd", [END, LATER]),
        ("förlängd, belopp i juli", [END, LATER]),
        ("belopp före optionen", [END, LATER]),
        ("belopp i juli före optionen", [END, END]),
        ("optionen sist", [END, LATER]),
        ("utan option", [END, None, None]),
        ("belopp före en kortare option", [END, LATER]),
    ],
)
def test_a_sum_is_for_the_days_that_it_was_agreed_for(upgraded, title, days):
    sums = AgreementTariff.objects.filter(agreement__name=title).order_by("from_date")
    assert list(sums.values_list("spread_to", flat=True)) == days


def test_the_history_of_a_sum_tells_that_its_days_were_set_by_the_upgrade(upgraded):
    kept = AgreementTariff.objects.get(agreement__name="uppsagd")
    events = AgreementTariff.pgh_event_model.objects.filter(id=kept.pk).order_by("pgh_id")
    told = list(events.values_list("pgh_label", "spread_to"))
    assert told == [("insert", None), ("update", END)]


def test_a_sum_that_is_not_agreed_has_no_new_row_in_its_history(upgraded):
    events = AgreementTariff.pgh_event_model.objects.filter(pgh_label="update")
    assert events.exists()
    assert not events.filter(spread_to=None).exists()
