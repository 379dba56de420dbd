"""An upgrade that would lose how a question of jäv was decided stops, and says where it stands."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import DatabaseError, connection

MIGRATION = import_module("samverk.meetings.migrations.0020_struck_calls_handovers_and_paper_text")
# Temporary tables come before the real ones of the same name, and go with the test
OLD = """
CREATE TEMPORARY TABLE meetings_meeting (id int, day date) ON COMMIT DROP;
CREATE TEMPORARY TABLE meetings_presenceevent (id int, meeting_id int, turn int) ON COMMIT DROP;
CREATE TEMPORARY TABLE meetings_agendaitem (meeting_id int, turn int) ON COMMIT DROP;
CREATE TEMPORARY TABLE meetings_notedconflict (event_id int, decided_how text) ON COMMIT DROP;
INSERT INTO meetings_meeting VALUES (8, '2026-03-18'), (9, '2026-04-22');
INSERT INTO meetings_agendaitem VALUES (8, 1), (9, 2), (9, NULL);
INSERT INTO meetings_presenceevent VALUES (1, 8, 1), (2, 8, 2), (3, 9, 1);
"""


@pytest.fixture
def upgrade(db):
    """Note how jäv was decided at some events, and ask as the migration does."""

    def ask(*noted):
        with connection.cursor() as cursor:
            cursor.execute(OLD)
            rows = [*noted]
            cursor.executemany("INSERT INTO meetings_notedconflict VALUES (%s, %s)", rows)
            cursor.execute(MIGRATION.REFUSE_LOSS)

    return ask


def test_what_has_an_item_to_stand_with_and_what_is_empty_stops_nothing(upgrade):
    upgrade((1, "Enhälligt."), (2, ""), (3, ""))


def test_what_was_noted_for_an_item_never_taken_up_stops_the_upgrade(upgrade):
    with pytest.raises(DatabaseError, match="Jäv: 2 anteckningar") as fault:
        upgrade((1, "Enhälligt."), (2, "Efter omröstning."), (3, "Enhälligt."))
    assert "8 (2026-03-18), 9 (2026-04-22)" in str(fault.value)


def test_the_upgrade_asks_before_it_moves_anything():
    ran = [getattr(each, "sql", None) for each in MIGRATION.Migration.operations]
    assert ran.index(MIGRATION.REFUSE_LOSS) < ran.index(MIGRATION.MOVE_HOW)
