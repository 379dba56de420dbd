from __future__ import annotations

import pytest

from samverk.intake.lints.statutes import expand
from samverk.intake.tests.lints.found import found, ids, memo


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("8", {"8"}),
        ("6 f-h", {"6 f", "6 g", "6 h"}),
        ("6 f och h", {"6 f", "6 h"}),
        ("1, 2 och 4", {"1", "2", "4"}),
        ("1-3", {"1", "2", "3"}),
        ("28 f", {"28 f"}),
    ],
)
def test_a_list_of_sections_is_spelled_out(text: str, sections: set[str]) -> None:
    assert expand(text) == sections


@pytest.mark.parametrize(
    ("text", "day", "right"),
    [
        ("till de revisorer som avses i 3 kap. 8 § kommunallagen", "2023-10-11", "3 kap. 10 §"),
        ("revisorer enligt 3 kap. 8 § KL", "2018-01-01", "3 kap. 10 §"),
        ("revisorer enligt 3 kap. 10 § kommunallagen", "2017-12-31", "3 kap. 8 §"),
        ("rapporteras enligt 16 kap. 6 f-h §§ socialtjänstlagen", "2025-07-01", "34 kap. 1-3 §"),
        ("rapporteras enligt 34 kap. 1 § SoL", "2025-06-30", "16 kap. 6 f-h §"),
        ("bordläggning enligt 5 kap. 36 § kommunallagen", "2020-01-01", "5 kap. 50 §"),
        ("revisorer enligt kommunallagen 3 kap. 8 §", "2023-10-11", "3 kap. 10 §"),
    ],
)
def test_a_section_that_has_moved_is_a_fault(text: str, day: str, right: str) -> None:
    (finding,) = found(memo(f"Nämnden: {text} ska det ske.", day))
    assert finding.lint.id == "statute-section"
    assert right in finding.text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("till de revisorer som avses i 3 kap. 8 § kommunallagen", "2017-05-01"),
        ("revisorer enligt 3 kap. 10 § kommunallagen", "2023-10-11"),
        ("rapporteras enligt 16 kap. 6 f-h §§ socialtjänstlagen", "2023-10-11"),
        ("rapporteras enligt 16 kap. 6 f-h §§ socialtjänstlagen", "2025-06-30"),
        ("rapporteras enligt 34 kap. 1 § SoL", "2025-07-01"),
        ("kommunalförbund enligt 3 kap. 8 § kommunallagen", "2023-10-11"),
        ("revisorer enligt 3 kap. 12 § kommunallagen", "2023-10-11"),
        ("revisorer enligt 3 kap. 8 § socialtjänstlagen", "2023-10-11"),
        ("revisorer, i tidigare 3 kap. 8 § kommunallagen,", "2023-10-11"),
        ("bistånd enligt 4 kap. 1 § SoL", "2026-02-01"),
    ],
)
def test_a_section_in_force_or_not_known_to_be_wrong_is_left_alone(text: str, day: str) -> None:
    assert ids(memo(f"Nämnden: {text} ska det ske.", day)) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("kommunallagen (1991:900)", "2018-01-01"),
        ("kommunallagen (2017:725)", "2017-12-31"),
        ("lagen om proportionella val (1992:339)", "2022-07-01"),
        ("socialtjänstlagen (2001:453)", "2025-07-01"),
    ],
)
def test_an_act_not_in_force_is_a_fault(text: str, day: str) -> None:
    assert ids(memo(f"Stöd finns i {text}.", day)) == ["statute-not-in-force"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("kommunallagen (1991:900)", "2017-12-31"),
        ("kommunallagen (2017:725)", "2018-01-01"),
        ("den upphävda kommunallagen (1991:900)", "2020-01-01"),
        ("lagen (2003:1210) om finansiell samordning", "2020-10-08"),
        ("förordningen (1999:123)", "2020-01-01"),
    ],
)
def test_an_act_in_force_or_told_as_past_is_right(text: str, day: str) -> None:
    assert ids(memo(f"Stöd finns i {text}.", day)) == []


def test_without_a_day_no_statute_is_judged() -> None:
    assert ids(memo("revisorer enligt 3 kap. 8 § KL", "utan dag")) == []


def test_a_decision_cited_before_it_was_taken_is_a_fault() -> None:
    (finding,) = found(memo("Se socialnämndens beslut 2023-10-12 § 4."))
    assert (finding.lint.id, finding.lint.kind) == ("citation-later", "fault")


@pytest.mark.parametrize("day", ["2023-10-11", "2023-10-10"])
def test_a_decision_of_the_day_or_before_is_right(day: str) -> None:
    assert ids(memo(f"Se socialnämndens beslut {day} § 4.")) == []
