"""Who supports whose proposal, told by name, party, chair or kind; else nobody's."""

from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import in_paragraph

TWO = "Yrkanden\nTea Alm (S) yrkar bifall.{0}Rolf Ö. Dal (M) yrkar avslag.{0}"
Support = dict[str | None, list[str | None]]


def support(text: str, gap: str = "\n", opening: str = TWO) -> Support:
    found = in_paragraph(opening.format(gap) + text).proposals
    return {p.by[0].name: [one.name for one in p.supported_by] for p in found}


@pytest.mark.parametrize("gap", ["\n", " ", "\n\n"])
@pytest.mark.parametrize(
    "text",
    [
        "Siv Ro (V) instämmer i Tea Alms yrkande.",
        "Siv Ro (V) instämde i Tea Alms (S) yrkande.",
        "Siv Ro (V) instämmer i Tea Alms m.fl. förslag.",
        "Siv Ro (V) instämmer i bifallsyrkandet.",
        "Siv Ro (V) ansluter sig till Alms yrkande.",
        "Siv Ro (V) biträder Tea Alms förslag.",
        "Siv Ro (V) yrkar bifall till Tea Alms yrkande.",
        "Siv Ro (V) ställer sig bakom Socialdemokraternas yrkande.",
        "I Tea Alms yrkande instämmer Siv Ro (V).",
        "Instämmer i Tea Alms yrkande gör Siv Ro (V).",
        "Tea Alms yrkande får stöd av Siv Ro (V).",
    ],
)
def test_whoever_is_named_is_supported(text: str, gap: str) -> None:
    assert support(text, gap) == {"Tea Alm": ["Siv Ro"], "Rolf Ö. Dal": []}


@pytest.mark.parametrize(
    "text",
    [
        "Siv Ro (V) instämmer i Rolf Ö. Dals yrkande.",
        "Siv Ro (V) instämmer i avslagsyrkandet.",
        "Siv Ro (V) instämmer i yrkandet om avslag.",
        "Siv Ro (V) instämmer i detta yrkande.",
        "Siv Ro (V) instämmer i (M):s förslag.",
    ],
)
def test_the_last_may_be_the_one_supported(text: str) -> None:
    assert support(text) == {"Tea Alm": [], "Rolf Ö. Dal": ["Siv Ro"]}


@pytest.mark.parametrize(
    "text",
    [
        "Siv Ro (V) instämmer.",
        "Siv Ro (V) instämmer i yrkandet.",
        "Siv Ro (V) instämmer i Kim Alms yrkande.",
        "Siv Ro (V) instämmer i kommunstyrelsens förslag.",
        "Siv Ro (V) instämmer i Vänsterpartiets yrkande.",
    ],
)
def test_where_it_is_not_told_whose_nobody_is_supported(text: str) -> None:
    assert support(text) == {"Tea Alm": [], "Rolf Ö. Dal": []}


def test_what_another_supports_is_no_part_of_the_last_proposal() -> None:
    record = in_paragraph(TWO.format("\n\n") + "Siv Ro (V) instämmer i Tea Alms yrkande.")
    assert [p.text for p in record.proposals] == [
        "Tea Alm (S) yrkar bifall.",
        "Rolf Ö. Dal (M) yrkar avslag.",
    ]


def test_each_that_supports_is_read_and_the_next_proposal_goes_on() -> None:
    opening = "Yrkanden\nTea Alm (S) yrkar bifall. Siv Ro (V) instämmer. Per Al (C) instämmer.{0}"
    text = "Rolf Dal (M) yrkar avslag, vilket Kim By (L) instämmer i."
    assert support(text, opening=opening) == {
        "Tea Alm": ["Siv Ro", "Per Al"],
        "Rolf Dal": ["Kim By"],
    }


def test_who_supports_may_propose_something_besides() -> None:
    text = "Siv Ro (V) instämmer i Tea Alms yrkande och yrkar dessutom att taxan ses över."
    assert support(text) == {"Tea Alm": ["Siv Ro"], "Rolf Ö. Dal": [], "Siv Ro": []}


def test_to_ask_for_more_than_anothers_proposal_is_a_proposal() -> None:
    text = "Siv Ro (V) yrkar bifall till Tea Alms yrkande, med tillägg om taxan."
    assert support(text)["Siv Ro"] == []


@pytest.mark.parametrize("words", ["ordförandens yrkande", "Alms förslag"])
def test_the_chairs_proposal_may_be_told_by_the_office(words: str) -> None:
    opening = "Yrkanden\nOrdföranden Tea Alm (S) yrkar bifall.{0}Rolf Dal (M) yrkar avslag.{0}"
    found = support(f"Siv Ro (V) instämmer i {words}.", opening=opening)
    assert found == {"Tea Alm": ["Siv Ro"], "Rolf Dal": []}
