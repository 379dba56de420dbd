"""The page of a fee estimate: every assumption shown and changeable, every figure with its reason."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.execution.tests.stage import granted, step
from samverk.foundation.models import AuditEvent
from samverk.rules.unexecuted.handling import ExecutionEvent as E

pytestmark = pytest.mark.django_db
# From 1 March to 31 October 2023 it is 244 days: 8.0 months of 365/12 days
TYPED = {
    "wait": "1",
    "until": "2023-10-31",
    "monthly": "36 400",
    "interim": "6400,00",
    "free_months": "0",
    "effort": "50",
    "added": "25",
    "bounds": "",
}


def address(row):
    return reverse("fee_estimate", args=[row.pk])


def sent(stage, row, **changes):
    page = stage.cast.browser(stage.officer_user).post(address(row), TYPED | changes)
    return page.status_code, page.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_an_estimate_stands_with_each_assumption_and_its_statute(stage):
    status, text = sent(stage, granted(stage))

    assert status == 200
    # 8,0 × (36 400 − 6 400) = 240 000, half of it 120 000, and a quarter more
    assert "<strong>150 000 kr</strong>" in text
    for told in (
        "8,0 månader",
        "240 000 kr",
        "50 procent av: 120 000 kr",
        "25 procent: 150 000 kr",
    ):
        assert told in text
    for cited in ("28 a § LSS (1993:387)", "28 b § LSS (1993:387)", "28 e § LSS (1993:387)"):
        assert cited in text
    assert "10 000 kr till 1 000 000 kr" in text


def test_months_that_are_reasonable_are_not_counted(stage):
    _, text = sent(stage, granted(stage), free_months="3", effort="0", interim="")

    # From 1 June it is 152 days, 5.0 months
    assert "De första 3 månaderna räknas inte" in text
    assert "<strong>227 500 kr</strong>" in text


def test_the_bounds_go_by_the_day_unless_others_are_chosen(stage):
    row = granted(stage)

    assert "<strong>10 000 kr</strong>" in sent(stage, row, monthly="100")[1]
    status, text = sent(stage, row, monthly="100", bounds="1")
    assert status == 200
    assert "<strong>15 000 kr</strong>" in text
    assert "Att beloppen gäller från den 1 januari 2026 är inte bekräftat." in text
    assert "De beloppen är valda, och gäller inte den 31 oktober 2023." in text
    later = sent(stage, row, monthly="100", until="2026-01-01")[1]
    assert "<strong>15 000 kr</strong>" in later


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"until": "2023-02-28"}, "Väntan började den 1 mars 2023. Ange en dag därefter."),
        ({"until": "2023-13-01"}, "Den dagen finns inte i kalendern."),
        ({"until": "2199-01-01"}, "Välj en dag till och med 2099."),
        ({"monthly": ""}, "Skriv vad insatsen hade kostat i månaden."),
        ({"monthly": "mycket"}, "Skriv beloppet i kronor, till exempel 36 400 eller 1 250,50."),
        ({"interim": "-5"}, "Skriv beloppet i kronor, till exempel 36 400 eller 1 250,50."),
        ({"effort": "101"}, "Skriv ett helt tal från 0 till 100."),
        ({"free_months": ""}, "Skriv ett helt tal från 0 till 240."),
        ({"added": "x"}, "Skriv ett helt tal från 0 till 1000."),
    ],
)
def test_a_fault_is_told_and_nothing_that_was_typed_is_lost(stage, wrong, fault):
    status, text = sent(stage, granted(stage), **wrong)

    assert status == 400
    assert fault in text
    assert 'id="uppskattning"' not in text
    for value in (TYPED | wrong).values():
        assert not value or f'value="{value}"' in text


def test_each_wait_has_its_day_and_the_last_is_chosen_first(stage):
    row = granted(stage, decided_on=date(2021, 3, 1))
    step(stage, row, E.EXECUTE, day=date(2021, 4, 1))
    step(stage, row, E.INTERRUPT, day=date(2023, 5, 2))
    page = stage.cast.browser(stage.officer_user).get(address(row)).content.decode()

    assert "2023-03-01" in page
    assert "Har passerat" in page
    assert "2025-05-02" in page
    assert '<option value="2" selected>' in page
    assert 'id="uppskattning"' not in page


def test_the_page_begins_with_the_day_a_wait_ended(stage):
    row = granted(stage)
    step(stage, row, E.EXECUTE, day=date(2023, 7, 2))
    page = stage.cast.browser(stage.officer_user).get(address(row)).content.decode()

    assert 'value="2023-07-02"' in page


def test_each_showing_is_noted_as_a_reading_and_keeps_nothing(stage):
    row = granted(stage)
    before = AuditEvent.objects.count()
    sent(stage, row)
    sent(stage, row, monthly="x")

    noted = AuditEvent.objects.filter(subject_id=str(row.pk), kind="foundation.secret_read")
    assert noted.count() == AuditEvent.objects.count() - before == 2


def test_what_was_entered_in_error_waits_for_nothing(stage):
    row = granted(stage)
    step(stage, row, E.CORRECT, note="Fel beslut.")

    assert stage.cast.browser(stage.officer_user).get(address(row)).status_code == 404


def test_an_unknown_parameter_is_refused(stage):
    assert sent(stage, granted(stage), namn="Siv")[0] == 400
    page = stage.cast.browser(stage.officer_user).get(address(granted(stage)), {"until": "2023"})
    assert page.status_code == 400


def test_a_decision_under_the_older_act_cites_it_and_what_is_not_known(stage):
    row = granted(
        stage, kind="sol-hemtjanst", ground="sol-2001-4-1", area="", decided_on=date(2016, 3, 1)
    )
    _, text = sent(stage, row, until="2017-03-01")

    assert "finns inte i Samverks tabell" in text
    assert "16 kap. 6 e §" in text
    newer = sent(stage, row, until="2025-07-01")[1]
    assert "34 kap. 7 § socialtjänstlagen (2025:400)" in newer
    assert "34 kap. 6 § socialtjänstlagen (2025:400)" in newer
