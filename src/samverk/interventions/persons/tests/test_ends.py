"""An end has its own status, measured near it; follow-ups count inside their windows alone."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from samverk.foundation.errors import ConflictError, InputError
from samverk.interventions.persons.actions import taking_part as taking
from samverk.interventions.persons.models import Hold, Measurement
from samverk.interventions.persons.queries.measured import that_count
from samverk.interventions.persons.queries.outcomes import outcomes_of
from samverk.interventions.persons.queries.participations import measurements_of, work_of
from samverk.interventions.persons.queries.parts import Asked
from samverk.interventions.persons.tests.test_working import later
from samverk.interventions.persons.tests.working import (
    TODAY,
    agreed,
    begun,
    ended,
    in_the_door,
    planned_at_the_door,
    resident,
)
from samverk.interventions.persons.walls import unread

DECEMBER = date(2024, 12, 20)


def at(party, row):
    return party.worker, party.receives, row.pk


def measure(party, row, point, day, **said):
    said = said or {"missing": "declined"}
    new = taking.NewMeasurement(point, day, **said)
    return taking.measure_status(*at(party, row), new, key=f"mät/{uuid.uuid4()}")


def end(party, row, day, reason=""):
    what = taking.Ending(day, "Gick bra", reason)
    return taking.end_participation(*at(party, row), what, key=f"slut/{uuid.uuid4()}")


def followed(party):
    person = resident(party)
    agreed(party, person)
    return begun(party, planned_at_the_door(party, person))


WORKS = {"occupation": "work", "hours": 40, "livelihood": "wage", "education": "secondary"}
SEEKS = {"occupation": "seeks", "hours": 0, "livelihood": "assistance", "education": "secondary"}


def test_an_end_after_a_reactivation_needs_a_status_of_its_own(party):
    row = followed(party)
    measure(party, row, "exit", TODAY, **SEEKS)
    end(party, row, TODAY)
    with later("2024-04-05"):
        taking.reactivate_participation(*at(party, row), "Kom tillbaka", key="å")
    with later("2024-12-20"):
        with pytest.raises(InputError, match="status vid avslut"):
            end(party, row, DECEMBER)
        measure(party, row, "exit", DECEMBER, **WORKS)
        end(party, row, DECEMBER)
    with unread([party.receives]):
        row.refresh_from_db()
        assert measurements_of(row)[0]["exit"].occupation == "work"
        kept = Measurement.objects.filter(participation=row, point="exit")
        assert sorted(kept.values_list("measured_on", "occupation")) == [
            (TODAY, "seeks"),
            (DECEMBER, "work"),
        ]
    found = outcomes_of(party.open_door, 2024, [party.receives], DECEMBER)
    work = found.before_after[0]
    assert "arbetar" in work.columns
    assert "söker arbete" not in work.columns


def test_also_an_end_on_the_day_of_the_first_needs_its_own(party):
    row = in_the_door(party)
    measure(party, row, "exit", TODAY)
    end(party, row, TODAY)
    taking.reactivate_participation(*at(party, row), "Fel person avslutades", key="å")
    with pytest.raises(InputError, match="status vid avslut"):
        end(party, row, TODAY)
    measure(party, row, "exit", TODAY)
    assert end(party, row, TODAY).state == "completed"


def test_a_status_from_another_time_ends_nothing(party):
    row = in_the_door(party)
    with pytest.raises(InputError, match="började den 15\u00a0mars 2024"):
        measure(party, row, "exit", date(1999, 1, 1))
    measure(party, row, "exit", TODAY)
    with later("2024-12-20"):
        with pytest.raises(InputError, match="Mät status vid avslut på nytt"):
            end(party, row, DECEMBER)
        measure(party, row, "exit", DECEMBER)
        assert end(party, row, DECEMBER).state == "completed"


def test_an_end_longer_ago_than_was_thought_is_measured_for_its_day(party):
    row = in_the_door(party)
    with later("2024-12-20"):
        measure(party, row, "exit", DECEMBER, **SEEKS)
        with pytest.raises(InputError, match="Mät status vid avslut på nytt"):
            end(party, row, date(2024, 6, 1))
        measure(party, row, "exit", date(2024, 6, 1), **WORKS)
        measure(party, row, "exit", DECEMBER, **SEEKS)
        measure(party, row, "exit", date(2024, 6, 1), **WORKS)
        assert end(party, row, date(2024, 6, 1)).ended_on == date(2024, 6, 1)
    with unread([party.receives]):
        row.refresh_from_db()
        now, before = measurements_of(row)
        assert (now["exit"].occupation, len(before)) == ("work", 3)
        assert that_count().get(point="exit").occupation == "work"


def test_a_status_is_not_measured_twice_for_the_same_time(party):
    row = in_the_door(party)
    with pytest.raises(ConflictError, match="redan registrerad"):
        measure(party, row, "entry", TODAY)
    measure(party, row, "exit", TODAY)
    with later("2024-03-20"), pytest.raises(ConflictError, match="redan registrerad"):
        measure(party, row, "exit", date(2024, 3, 20))


def test_the_status_at_the_start_is_from_the_start(party):
    row = planned_at_the_door(party, resident(party))
    with pytest.raises(InputError, match="tidigast den 14\u00a0februari 2024"):
        measure(party, row, "entry", date(1999, 1, 1))
    measure(party, row, "entry", TODAY)
    with later("2024-09-15"):
        with pytest.raises(InputError, match="Mät status vid start på nytt"):
            taking.start_participation(*at(party, row), date(2024, 9, 15), key="s")
        measure(party, row, "entry", date(2024, 9, 15))
        taking.start_participation(*at(party, row), date(2024, 9, 15), key="s2")
        with unread([party.receives]):
            assert measurements_of(row)[0]["entry"].measured_on == date(2024, 9, 15)


@pytest.mark.parametrize(
    ("day", "late"),
    [("2024-09-01", False), ("2024-09-15", False), ("2024-10-30", False), ("2024-10-31", True)],
)
def test_a_follow_up_counts_inside_its_window(party, day, late):
    row = followed(party)
    measure(party, row, "exit", TODAY)
    end(party, row, TODAY)
    with later(day):
        made = measure(party, row, "m6", date.fromisoformat(day), **WORKS)
        assert made.is_late is late
        with pytest.raises(ConflictError, match="redan registrerad"):
            measure(party, row, "m6", date.fromisoformat(day), **WORKS)
        with unread([party.receives]):
            due = work_of([party.receives], Asked(), date.fromisoformat(day)).due
            assert [one.point.value for _, one in due if one.point == "m6"] == []
    found = outcomes_of(party.open_door, 2024, [party.receives], date(2024, 11, 1))
    line = dict(found.follow_up.lines)["6 månader efter"]
    told = dict(zip(found.follow_up.columns, line, strict=True))
    assert told.get("arbetar", 0) == (0 if late else 1)
    assert told.get("gjord för sent", 0) == (1 if late else 0)


def test_a_follow_up_before_its_window_and_without_consent_is_refused(party):
    row = followed(party)
    measure(party, row, "exit", TODAY)
    end(party, row, TODAY)
    with later("2024-08-31"), pytest.raises(InputError, match="tidigast den 1\u00a0september 2024"):
        measure(party, row, "m6", date(2024, 8, 31), **WORKS)
    with pytest.raises(InputError, match="före slutet"):
        measure(party, row, "m6", date(2024, 3, 14), missing="deceased")
    with unread([party.receives]):
        row.refresh_from_db()
        row.is_followed = False
        row.save()
    with later("2024-09-15"), pytest.raises(InputError, match="inte samtyckt till uppföljning"):
        measure(party, row, "m6", date(2024, 9, 15), **WORKS)


def test_nothing_ends_before_a_pause_or_a_return(party):
    row = in_the_door(party, day=date(2024, 3, 1))
    taking.interrupt_participation(
        *at(party, row), taking.NewHold("health", date(2099, 1, 1)), key="u"
    )
    measure(party, row, "exit", TODAY)
    with pytest.raises(InputError, match="Uppehållet började den 15\u00a0mars 2024") as fault:
        end(party, row, date(2024, 3, 10), "health")
    assert fault.value.field == "day"
    with later("2024-03-18"):
        taking.resume_participation(*at(party, row), key="r")
        with pytest.raises(InputError, match="återupptogs den 18\u00a0mars 2024"):
            end(party, row, date(2024, 3, 16))
        assert end(party, row, date(2024, 3, 18)).ended_on == date(2024, 3, 18)
    with unread([party.receives]):
        assert Hold.objects.get().to_date == date(2024, 3, 18)


@pytest.mark.parametrize("step", ["reactivate", "resume"])
def test_nobody_comes_back_after_the_delivery_s_last_day(party, step):
    row = in_the_door(party)
    if step == "reactivate":
        ended(party, row)
    else:
        hold = taking.NewHold("health", date(2024, 4, 15), keeps_place=True)
        taking.interrupt_participation(*at(party, row), hold, key="paus")
    party.open_door.to_date = date(2024, 3, 20)
    party.open_door.save()
    do, why = {
        "reactivate": (taking.reactivate_participation, ("Kom tillbaka",)),
        "resume": (taking.resume_participation, ()),
    }[step]
    with later(date(2024, 3, 21)), pytest.raises(ConflictError, match="gavs till och med"):
        do(*at(party, row), *why, key="åter")
