"""Who may import whom, and where writing is done. import-linter keeps the order of the rooms."""

from __future__ import annotations

import re
import sys

import pytest

from tests.architecture.sources import PACKAGE, ROOMS, Source, sources

WRITE = re.compile(r"\.(save|create|get_or_create|update_or_create|bulk_create|bulk_update)\(")
CHANGE = re.compile(r"objects\b.*\.(update|delete)\(|^\s*\w+\.delete\(\)")
# Panels are ports, and so are ports: the lower room keeps a list that higher ones add to.
DOORS = ("queries", "actions", "panels", "ports")


def strange(source: Source, allowed: tuple[str, ...]) -> list[str]:
    """List what is imported from outside the standard library and ``allowed``."""
    return [
        name
        for name in source.imports()
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith(allowed)
    ]


def passages(source: Source) -> list[str]:
    """List what is imported from another room past its doors."""
    found = (name.split(".") for name in source.imports() if name.startswith("samverk."))
    return [
        f"{source.name} imports {'.'.join(parts)}"
        for parts in found
        if parts[1] in ROOMS and parts[1] != source.room and parts[2] not in DOORS
    ]


def writes(source: Source) -> list[str]:
    """List the lines that write to the database."""
    lines = enumerate(source.text.splitlines(), 1)
    return [
        f"{source.name}:{number}: {line.strip()}"
        for number, line in lines
        if WRITE.search(line) or CHANGE.search(line)
    ]


def test_a_room_enters_another_by_its_queries_and_actions_only():
    assert [p for s in sources() if s.room in ROOMS for p in passages(s)] == []


def test_a_passage_by_the_models_would_be_found():
    text = "from samverk.directory.models import Body\nfrom samverk.directory import queries\n"
    assert passages(Source(("registry", "views.py"), text)) == [
        "registry/views.py imports samverk.directory.models.Body"
    ]


def test_only_actions_write():
    rooms = [s for s in sources() if s.room in (*ROOMS, "web")]
    outside = [s for s in rooms if not {"actions", "actions.py"} & set(s.where)]
    assert outside
    assert [line for s in outside for line in writes(s)] == []


@pytest.mark.parametrize(
    "line", ["case.save()", "Case.objects.create(x=1)", "Case.objects.filter().delete()"]
)
def test_a_write_in_a_view_would_be_found(line):
    assert writes(Source(("registry", "views.py"), line)) == [f"registry/views.py:1: {line}"]


@pytest.mark.parametrize("line", ["seen.update(found)", "cache.delete(key)", "form.is_valid()"])
def test_what_does_not_write_is_let_be(line):
    assert writes(Source(("registry", "views.py"), line)) == []


def test_the_rules_stand_on_the_standard_library_alone():
    rules = [s for s in sources() if s.room == "rules"]
    assert rules
    assert {
        s.name: strange(s, ("samverk.rules",)) for s in rules if strange(s, ("samverk.rules",))
    } == {}


def test_the_analyses_stand_on_rules_and_numbers_alone():
    allowed = ("samverk.analytics", "samverk.rules", "numpy", "highspy")
    analyses = [s for s in sources() if s.room == "analytics"]
    assert analyses
    assert [f"{s.name}: {name}" for s in analyses for name in strange(s, allowed)] == []


def test_the_database_starter_needs_no_django():
    allowed = ("samverk.foundation.postgres", "psycopg")
    starter = [s for s in sources() if s.where[:2] == ("foundation", "postgres")]
    assert starter
    assert [name for s in starter for name in strange(s, allowed)] == []


def test_every_room_in_the_house_is_known_here():
    with_models = {p.parent.parent.name for p in PACKAGE.glob("*/migrations/__init__.py")}
    assert with_models - {"foundation"} <= set(ROOMS)
