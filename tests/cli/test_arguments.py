"""Splitting a command line by fields."""

from __future__ import annotations

import pytest

from samverk.project.cli.arguments import Given, UsageError, split_arguments
from samverk.rules.calculators.base import Field, Kind

FIELDS = (
    Field("day", "Dag", Kind.DATE, is_positional=True),
    Field("earlier_minority", "Tidigare minoritet", Kind.FLAG),
    Field("yes", "Ja", Kind.COUNT),
    Field("population", "Folkmängd", Kind.WEIGHTS),
)


def _texts(*words: str) -> dict[str, str]:
    return split_arguments(FIELDS, words).texts


def test_nothing_typed_gives_no_texts():
    assert split_arguments(FIELDS, ()) == Given({}, False)


def test_an_option_takes_the_following_word():
    assert _texts("--yes", "3") == {"yes": "3"}


def test_an_option_may_carry_its_text_after_an_equals_sign():
    assert _texts("--population=Berg=1,Åre=2") == {"population": "Berg=1,Åre=2"}


def test_an_empty_text_is_kept_for_the_field_to_judge():
    assert _texts("--yes=") == {"yes": ""}
    assert _texts("--yes", "") == {"yes": ""}


def test_a_negative_number_is_a_text_and_not_an_option():
    assert _texts("--yes", "-1") == {"yes": "-1"}


def test_underscores_in_names_are_hyphens_in_options():
    assert _texts("--earlier-minority") == {"earlier_minority": "ja"}


def test_a_flag_does_not_swallow_the_next_word():
    assert _texts("--earlier-minority", "2023-11-01") == {
        "earlier_minority": "ja",
        "day": "2023-11-01",
    }


def test_a_flag_may_be_denied():
    assert _texts("--earlier-minority=nej") == {"earlier_minority": "nej"}


def test_json_is_asked_for_and_is_no_text():
    assert split_arguments(FIELDS, ("--json", "--yes", "3")) == Given({"yes": "3"}, True)


def test_after_a_double_hyphen_everything_is_positional():
    assert _texts("--", "--yes") == {"day": "--yes"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--no", "3"),
            "Okänt val ”--no”. Möjliga: --earlier-minority, --yes, --population, --json",
        ),
        (("-y", "3"), "Okänt val ”-y”"),
        (("--day", "2023-11-01"), "Okänt val ”--day”"),
        (("--earlier_minority",), "Okänt val ”--earlier_minority”"),
        (("--yes",), "--yes behöver ett värde"),
        (("--yes", "--json"), "--yes behöver ett värde"),
        (("--yes", "1", "--yes=2"), "angivet två gånger"),
        (("--earlier-minority", "--earlier-minority"), "angivet två gånger"),
        (("2023-11-01", "2023-11-02"), "”2023-11-02” hör inte till något val"),
        (("--", "a", "b"), "”b” hör inte till något val"),
    ],
)
def test_what_cannot_be_split_is_one_swedish_line(words, message):
    with pytest.raises(UsageError) as caught:
        split_arguments(FIELDS, words)

    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
