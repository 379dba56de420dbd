"""The accessibility statement says what the results say, and no more."""

from __future__ import annotations

import copy
import re
from datetime import date, timedelta

import pytest

from samverk.rules.accessibility import CRITERIA, Verdict
from samverk.web import statement as made
from samverk.web.statement import BY_HAND, RESULTS, read, statement, templates

NO_CHECKS: dict[str, list[object]] = {"faults": [], "checks": [], "not_done": []}
# What the checks by hand say is nowhere in the pages
ABSENT = re.compile(
    r"<(audio|video|iframe|object|embed)\b|devicemotion|touchstart|pointerdown|mousedown"
)


@pytest.fixture
def results():
    return copy.deepcopy(read(RESULTS))


@pytest.fixture
def day(results) -> date:
    return date.fromisoformat(results["day"])


def shown(visitor) -> str:
    return " ".join(visitor.get("/tillganglighet/").content.decode().split())


def verdict_of(told, number: str) -> Verdict:
    found: Verdict = next(line.verdict for line in told.lines if line.criterion.number == number)
    return found


def test_every_template_is_examined_or_told_of_as_untested(results):
    listed = [*results["examined"], *results["untested"]]
    assert sorted(listed) == sorted(templates()), (
        "kör make statement, eller python -m tests.e2e.statement som räknar upp nya mallar som inte prövade"
    )


def test_nobody_has_written_in_the_file_of_results(results):
    assert list(results["examined"]) == sorted(results["examined"])
    assert set(results["rules"]) >= {"color-contrast", "label", "link-name"}
    known = {one.number for one in CRITERIA}
    assert set(results["tests"]) <= known
    assert {c for rule in results["rules"].values() for c in rule["criteria"]} <= known | {"2.4.9"}


def test_the_pages_numbers_are_the_files(visitor, results):
    page = shown(visitor)
    told = f"{results['pages']} slags sidor i demon, byggda av {len(results['examined'])} mallar"
    assert told in page
    assert f"axe-core {results['axe']} (Chromium {results['browser']})" in page
    assert f"{len(results['untested'])} mallar är inte prövade" in page
    assert f'<time datetime="{results["day"]}">' in page or results["day"] in page


def test_every_template_that_is_not_examined_is_named(visitor, results):
    page = shown(visitor)
    assert [name for name in results["untested"] if f"<code>{name}</code>" not in page] == []


def test_a_fault_of_the_results_shows_also_without_a_text(results, day):
    fault = {
        "of": "label /x/?",
        "title": "Fält ska ha etikett",
        "where": "/x/",
        "criteria": ["4.1.2"],
    }
    told = statement(day, results | {"faults": [fault]}, NO_CHECKS)
    assert [(one.title, one.consequence) for one in told.faults] == [("Fält ska ha etikett", "")]
    assert verdict_of(told, "4.1.2") is Verdict.FAULTY


def test_a_fault_of_the_results_is_told_of_in_the_words_kept_by_hand(results, day):
    fault = {
        "of": "label /x/?",
        "title": "Fält ska ha etikett",
        "where": "/x/",
        "criteria": ["4.1.2"],
    }
    words = {"of": "label /x/?", "consequence": "Fältet läses inte upp.", "remedy": "Rättas i 1.1."}
    told = statement(day, results | {"faults": [fault]}, NO_CHECKS | {"faults": [words]})
    assert [(one.title, one.remedy) for one in told.faults] == [
        ("Fält ska ha etikett", "Rättas i 1.1.")
    ]


def test_words_of_a_fault_that_is_no_more_are_not_shown(results, day):
    words = {"of": "label /x/?", "consequence": "Fältet läses inte upp.", "remedy": "Rättas i 1.1."}
    assert statement(day, results | {"faults": []}, NO_CHECKS | {"faults": [words]}).faults == ()


def test_a_test_that_fell_is_a_fault(results, day):
    results["tests"]["2.1.2"] = {"passed": 3, "failed": 1}
    told = statement(day, results, NO_CHECKS)
    assert [fault.criteria for fault in told.faults] == [("2.1.2",)]
    assert verdict_of(told, "2.1.2") is Verdict.FAULTY


def test_what_nobody_examined_is_unknown(results, day):
    told = statement(day, results | {"rules": {}, "tests": {}, "faults": []}, NO_CHECKS)
    assert {line.verdict for line in told.lines} == {Verdict.UNKNOWN}
    assert told.ruling.value.value == "inte förenlig"


def test_what_the_machine_could_not_tell_is_not_taken_for_examined(results, day):
    results["rules"] = {"x": {"criteria": ["1.4.3"], "outcomes": ["incomplete"]}}
    told = statement(day, results | {"tests": {}}, NO_CHECKS)
    line = next(line for line in told.lines if line.criterion.number == "1.4.3")
    assert (line.verdict, line.how) == (Verdict.UNKNOWN, "Regler som inte kunde avgöra allt: 1")


def test_an_old_assessment_is_told_of(results, day):
    assert "äldre än ett år" in " ".join(statement(day + timedelta(367), results).warnings)
    assert "äldre än ett år" not in " ".join(statement(day, results).warnings)


def test_another_version_than_the_assessed_is_told_of(results, day):
    warnings = statement(day, results | {"version": "0.0.9"}).warnings
    assert any("gäller version 0.0.9, men här körs" in words for words in warnings)


def test_a_template_that_was_changed_afterwards_is_told_of(results, day):
    as_now = {name: f"{found} light-1280" for name, found in made.digests().items()}
    results |= {"look": made.look(), "examined": as_now}
    assert statement(day, results).warnings == ()
    results["examined"]["web/about.html"] = "00000000 light-1280"
    told = statement(day, results)
    assert told.changed == ("web/about.html",)
    assert told.warnings == (f"1 av {len(as_now)} prövade mallar har ändrats efter bedömningen.",)


def test_warnings_stand_on_the_page(visitor, monkeypatch):
    monkeypatch.setattr("samverk.web.statement.__version__", "9.9.9")
    assert "men här körs version 9.9.9" in shown(visitor)


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "Någon bestämd svarstid är inte uppgiven."), (10, "får svar inom 10 dagar.")],
)
def test_the_page_says_how_to_give_notice_when_one_is_answered_and_who_supervises(
    visitor, settings, days, said
):
    settings.FEEDBACK_DAYS = days
    settings.INSTALLATION_NAME = "Förbundet Provet"
    page = shown(visitor)
    assert said in page
    assert 'href="/oppet/tillganglighet/synpunkter/"' in page
    assert 'href="https://www.digg.se/tdosanmalan"' in page
    assert "Förbundet Provet" in page


def test_the_checks_by_hand_are_of_criteria_and_say_how():
    checks = read(BY_HAND)["checks"]
    numbers = [one["criterion"] for one in checks]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) <= {one.number for one in CRITERIA}
    assert [one for one in checks if not one["how"]] == []


def test_what_the_checks_by_hand_call_absent_is_absent():
    scripts = [*made.PACKAGE.glob("**/static/**/*.js"), *templates().values()]
    ours = [path for path in scripts if "vendor" not in path.parts and path.name != "htmx.min.js"]
    found = {p.name for p in ours if ABSENT.search(p.read_text(encoding="utf-8"))}
    assert found == set()
