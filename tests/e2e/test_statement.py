"""How the notes of the browser tests become the file of the accessibility statement; no browser needed."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from samverk.web.statement import digests
from tests.e2e import noting, statement

DAY = date(2026, 11, 30)
LABEL = {"tags": ["cat.forms", "wcag2a", "wcag412"], "outcomes": ["passes"]}


def part(**others):
    return {
        "pages": ["/om/?"],
        "modes": {"web/about.html": ["light-1280"]},
        "rules": {"label": LABEL},
        "faults": {},
        "tests": {},
        "tools": {"axe": "4.14.1", "browser": "147.0"},
    } | others


@pytest.fixture
def noted(monkeypatch, tmp_path):
    """Notes that are kept in a folder, and none from before."""
    monkeypatch.setattr(noting, "FOLDER", str(tmp_path))
    for name in ("pages", "modes", "rules", "faults", "tests", "tools"):
        monkeypatch.setattr(noting, name, type(getattr(noting, name))())
    return noting


class Page:
    """Answers what it was drawn from, and as what."""

    def __init__(self, *templates, colours="light", width=1280):
        self.drawn = [list(templates), colours, width, "/arenden/7/"]
        self.context = SimpleNamespace(browser=SimpleNamespace(version="147.0"))

    def evaluate(self, _script):
        return self.drawn


def test_the_criteria_of_a_rule_stand_in_its_tags():
    assert statement.criteria_of(["wcag2aa", "wcag143", "wcag1412", "best-practice"]) == [
        "1.4.3",
        "1.4.12",
    ]


def test_the_processes_notes_are_put_together():
    other = part(pages=["/"], modes={"web/about.html": ["dark-320"], "gone.html": ["measured"]})
    made = statement.merged([part(), other], DAY)
    assert (made["day"], made["pages"], made["axe"]) == ("2026-11-30", 2, "4.14.1")
    assert made["examined"] == {
        "web/about.html": f"{digests()['web/about.html']} dark-320 light-1280"
    }
    assert made["rules"] == {"label": {"criteria": ["4.1.2"], "outcomes": ["passes"]}}


def test_a_template_that_no_page_was_drawn_from_is_untested():
    made = statement.merged([part()], DAY)
    assert sorted([*made["examined"], *made["untested"]]) == sorted(digests())
    assert "web/calculator.html" in made["untested"]


def test_the_same_notes_make_the_same_file_in_whichever_order():
    parts = [part(), part(modes={"web/base.html": ["measured"]}, rules={"a": LABEL})]
    assert repr(statement.merged(parts, DAY)) == repr(statement.merged(parts[::-1], DAY))


def test_a_fault_is_told_in_swedish_with_its_page_and_criteria():
    made = statement.merged([part(faults={"label /x/?": ["light-320", "light-1280"]})], DAY)
    (fault,) = made["faults"]
    assert fault["criteria"] == ["4.1.2"]
    assert fault["where"] == "/x/? (light-1280, light-320)"
    assert "etikett" in fault["title"]


def test_tests_are_counted_by_criterion():
    tests = {
        "a": {"criteria": ["2.1.1", "2.4.3"], "passed": True},
        "b": {"criteria": ["2.1.1"], "passed": False},
    }
    assert statement.merged([part(tests=tests)], DAY)["tests"] == {
        "2.1.1": {"passed": 1, "failed": 1},
        "2.4.3": {"passed": 1, "failed": 0},
    }


def test_a_new_template_is_listed_as_untested_and_a_gone_one_falls_away():
    made = statement.listed({"web/about.html": "x light-1280", "gone.html": "y light-1280"})
    assert list(made["examined"]) == ["web/about.html"]
    assert "web/calculator.html" in made["untested"]


def test_what_axe_answers_is_noted_by_rule_template_and_fault(noted):
    found = {"id": "label", "tags": ["wcag412"]}
    answer = {"version": "4.14.1", "passes": [], "incomplete": [], "violations": [found]}
    noted.judged(Page("web/about.html", colours="dark", width=320), answer)
    assert noted.modes == {"web/about.html": {"dark-320"}}
    assert noted.rules["label"]["outcomes"] == ["violations"]
    assert noted.faults == {"label /arenden/#/?": ["dark-320"]}


def test_a_page_is_judged_again_until_all_its_templates_have_been(noted):
    answer = {"version": "4.14.1", "passes": [], "incomplete": [], "violations": []}
    assert noted.lacks(Page("web/about.html"))
    noted.judged(Page("web/about.html"), answer)
    noted.judged(Page("web/about.html", width=320), answer)
    assert not noted.lacks(Page("web/about.html"))
    assert noted.lacks(Page("web/about.html", "web/change.html"))


@pytest.mark.parametrize(
    ("when", "skipped", "kept"), [("call", False, 1), ("setup", False, 0), ("call", True, 0)]
)
def test_a_test_counts_only_when_it_was_run(noted, when, skipped, kept):
    marks = [("wcag", ["2.1.1"])]
    noted.outcome(
        SimpleNamespace(
            user_properties=marks, when=when, skipped=skipped, passed=True, nodeid="test_x"
        )
    )
    assert len(noted.tests) == kept


def test_nothing_is_noted_when_nobody_asks(monkeypatch):
    monkeypatch.setattr(noting, "FOLDER", "")
    noting.examined(None, "print")
    noting.judged(None, {})
    assert not noting.lacks(None)
