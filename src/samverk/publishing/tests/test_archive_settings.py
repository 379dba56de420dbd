"""What archives want, and the plan: dated rows, refused values, and a dry run that removes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.documents.archive.mapping import Term, Value
from samverk.foundation.errors import InputError, NotAllowedError
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.publishing import actions
from samverk.publishing.queries import archives as queries
from samverk.publishing.queries.disposal_trial import trial_of
from samverk.publishing.tests.archived import authority, filed_case, made, text_of, unpacked
from samverk.registry.models import Document
from samverk.rules.information_plan import Counted, Fate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SEAL_DIR = tmp_path


@pytest.fixture
def case(cast, the_day):
    return filed_case(cast)


def mapped(cast, own, value, day, *, term=Term.CASE_STATUS, key="k"):
    known = queries.authorities_of([cast.town.pk]) or [authority(cast)]
    new = actions.NewMapping(known[0].pk, term, own, value, day)
    actions.set_mapping(cast.owner, new, key=key)
    return known[0]


def planned(cast, kind, *, key=None, **given):
    given = {"from_date": TODAY} | given
    new = actions.NewPlanRow(cast.board.pk, kind, **given)
    return actions.set_plan_row(cast.owner, new, key=key or f"plan/{kind}")


def test_a_value_holds_from_its_day_and_the_earlier_one_before(cast, the_day):
    known = mapped(cast, "closed", Value("ad_acta"), date(2024, 2, 1))
    before = queries.mapped_on(known.pk, date(2024, 1, 31))
    after = queries.mapped_on(known.pk, date(2024, 2, 1))
    assert before.value(Term.CASE_STATUS, "closed").value == "closed"
    assert after.value(Term.CASE_STATUS, "closed").value == "ad_acta"


def test_the_last_written_of_a_day_holds(cast, the_day):
    mapped(cast, "closed", Value("ad_acta"), TODAY)
    known = mapped(cast, "closed", Value("expedited"), TODAY, key="igen")
    assert queries.mapped_on(known.pk, TODAY).value(Term.CASE_STATUS, "closed").value == "expedited"


def test_what_an_archive_wants_stands_in_the_package(cast, case):
    mapped(cast, "closed", Value("ad_acta"), date(2024, 2, 1))
    mapped(cast, "memo", Value("PM"), TODAY, term=Term.DOCUMENT_KIND, key="pm")
    erms = text_of(unpacked(cast.owner, made(cast.owner, cast, case=case.pk)), "ERMS.xml")
    assert '<status value="ad_acta"/>' in erms
    assert 'recordType="PM"' in erms


def test_a_value_that_the_schema_lacks_is_refused_at_its_field(cast, the_day):
    with pytest.raises(InputError) as fault:
        mapped(cast, "closed", Value("klart"), TODAY)
    assert fault.value.field == "value"


def test_an_archive_is_added_once(cast, the_day):
    authority(cast)
    new = actions.NewAuthority(cast.town.pk, "STADSARKIVET")
    with pytest.raises(InputError, match="finns redan"):
        actions.add_archive_authority(cast.owner, new, key="k")


def test_another_town_sets_nothing_here(cast, the_day):
    known = authority(cast)
    new = actions.NewMapping(known.pk, Term.CASE_STATUS, "closed", Value("open"), TODAY)
    with pytest.raises(NotAllowedError):
        actions.set_mapping(cast.outsider, new, key="k")


def test_a_board_sets_its_own_plan_and_not_another_boards(cast, the_day):
    new = actions.NewPlanRow(cast.board.pk, "memo", TODAY)
    with pytest.raises(NotAllowedError):
        actions.set_plan_row(cast.colleague, new, key="k")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"years": 2, "ground": "SN § 4"}, "decided_on"),
        ({"years": 2, "decided_on": date(2024, 1, 1)}, "ground"),
        ({"years": 201}, "years"),
        ({"years": 2, "ground": "SN § 4", "decided_on": date(2024, 6, 1)}, "decided_on"),
    ],
)
def test_a_row_that_does_not_hang_together_is_refused_at_its_field(cast, the_day, given, field):
    with pytest.raises(InputError) as fault:
        planned(cast, "receipt", **given)
    assert fault.value.field == field


def test_without_rows_everything_is_kept(cast, case):
    trial = trial_of(cast.board.pk, TODAY)
    assert (trial.counts, trial.rows) == (((Fate.KEPT, 3),), ())


def test_a_confirmed_row_frees_what_is_old_enough_and_nothing_is_removed(cast, case):
    decided = {"ground": "Socialnämnden § 4", "decided_on": date(2020, 1, 20)}
    planned(cast, "receipt", years=0, by_year_end=False, **decided)
    planned(cast, "letter", years=2, counted=Counted.DATED, **decided)
    trial = trial_of(cast.board.pk, TODAY)
    assert dict(trial.counts) == {Fate.KEPT: 1, Fate.DUE: 1, Fate.NOT_YET: 1}
    assert [row.ruling.value.due for row in trial.rows] == [date(2024, 2, 1), date(2027, 1, 1)]
    assert Document.objects.count() == 3


def test_a_row_without_a_decision_frees_nothing(cast, case):
    planned(cast, "receipt", years=0, by_year_end=False)
    trial = trial_of(cast.board.pk, TODAY)
    assert dict(trial.counts) == {Fate.KEPT: 2, Fate.UNCONFIRMED: 1}
    erms = text_of(unpacked(SETUP, made(SETUP, cast, case=case.pk)), "ERMS.xml")
    assert 'disposable="true"' not in erms
    assert "Inte bekräftad" in erms


def test_the_plan_stands_in_the_package(cast, case):
    decided = {"ground": "Socialnämnden § 4", "decided_on": date(2020, 1, 20)}
    planned(cast, "receipt", years=2, **decided)
    erms = text_of(unpacked(cast.owner, made(cast.owner, cast, case=case.pk)), "ERMS.xml")
    assert '<disposal disposable="true"><disposalAction>gallras</disposalAction>' in erms
    assert "<disposalPeriod>P2Y</disposalPeriod>" in erms
    assert '<disposalDate dateType="disposal_date">2027-01-01T00:00:00</disposalDate>' in erms


def test_minutes_are_kept_by_default_and_shown_as_not_confirmed(cast, the_day):
    (line,) = [one for one in queries.plan_on(cast.board.pk, TODAY) if one.kind == "minutes"]
    assert line.term is not None
    assert (line.term.years, line.term.is_confirmed, line.row) == (None, False, None)


def test_a_row_to_come_does_not_hold_yet(cast, case):
    planned(cast, "receipt", years=0, from_date=date(2024, 6, 1))
    assert trial_of(cast.board.pk, TODAY).rows == ()
    (line,) = [one for one in queries.plan_on(cast.board.pk, TODAY) if one.kind == "receipt"]
    assert line.coming is not None
