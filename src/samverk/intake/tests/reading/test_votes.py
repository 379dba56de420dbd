from __future__ import annotations

import pytest

from samverk.intake.reading.model import Vote
from samverk.intake.tests.reading.given import in_paragraph


def votes(text: str) -> list[Vote]:
    return in_paragraph(f"Omröstning\n{text}\n\nBeslut\nJa.").votes


def tally(text: str) -> tuple[int | None, int | None, int | None]:
    (vote,) = votes(text)
    return vote.yes, vote.no, vote.abstain


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (
            "Voteringen utfaller så att 35 ledamöter röstar Ja, 12 röstar Nej, 3 avstår.",
            (35, 12, 3),
        ),
        ("Omröstningen utfaller med 18 Ja-röster och 13 Nej-röster.", (18, 13, None)),
        ("Vid votering avges 21 JA-röster och 18 NEJ-röster.", (21, 18, None)),
        ("Med sju ja-röster mot fyra nej-röster antas förslaget i omröstningen.", (7, 4, None)),
        ("Röstning: Ja: 43 Nej: 38 Avstår: 0", (43, 38, 0)),
        ("Omröstningsresultat: 6 röster för ja och 5 röster för nej.", (6, 5, None)),
        ("Röstresultat: 9 ja, 29 nej och 43 avstår från att rösta.", (9, 29, 43)),
        ("Ja-röster: 21. Nej-röster: 19. Avstår: 1.", (21, 19, 1)),
        ("Fem ledamöter röstar JA, tre NEJ och en ledamot avstår.", (5, 3, 1)),
    ],
)
def test_results_are_read_as_minutes_tell_them(
    text: str, result: tuple[int, int, int | None]
) -> None:
    assert tally(text) == result


def test_absence_is_counted_apart() -> None:
    (vote,) = votes("Ja: 40, Nej: 30, Avstår: 5, Frånvarande: 6 vid omröstningen.")
    assert (vote.abstain, vote.absent) == (5, 6)


def test_a_repeated_result_is_one_vote() -> None:
    text = "Voteringen utfaller med 8 ja mot 5 nej. Med 8 ja-röster mot 5 nej-röster antas planen."
    assert tally(text) == (8, 5, None)


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        (
            "Den som bifaller att ärendet avgörs idag röstar Ja. Den som bifaller återremiss röstar Nej.",
            "bifaller att ärendet avgörs idag",
            "bifaller återremiss",
        ),
        (
            "Ja för bifall till X förslag. Nej för bifall till Y förslag.",
            "bifall till X förslag",
            "bifall till Y förslag",
        ),
        ("Ja för avslag och Nej för bifall till tillägget.", "avslag", "bifall till tillägget"),
        ("Ja-röst för bifall, Nej-röst för avslag.", "bifall", "avslag"),
        ("JA = Als förslag. NEJ = Eks förslag.", "Als förslag", "Eks förslag"),
        ("Ja-röst för bifall.\nNej-röst för Bo Eks (V) yrkande.", "bifall", "Bo Eks (V) yrkande"),
        (
            "Ja-röst innebär bifall till förslaget, nej-röst innebär återremiss.",
            "bifall till förslaget",
            "återremiss",
        ),
        (
            "Den som bifaller förslaget röstar ja, den det ej vill röstar nej.",
            "bifaller förslaget",
            "det ej vill",
        ),
        ("Bifall = JA. Avslag = NEJ.", "Bifall", "Avslag"),
        (
            "Den som röstar ja röstar för bifall. Den som röstar nej röstar för avslag.",
            "bifall",
            "avslag",
        ),
        (
            "Den som bifaller förslaget röstar ja. Den det ej vill röstar nej. Vinner nej har"
            " fullmäktige avslagit förslaget.",
            "bifaller förslaget",
            "fullmäktige avslagit förslaget",
        ),
    ],
)
def test_what_yes_and_no_mean_is_kept(text: str, yes: str, no: str) -> None:
    (vote,) = votes(f"{text} Utfallet blev 10 ja-röster och 5 nej-röster.")
    assert (vote.yes_means, vote.no_means) == (yes, no)


@pytest.mark.parametrize("between", [" ", "\n", ", "])
def test_those_who_vote_are_not_what_is_voted_on(between: str) -> None:
    yes, no = (
        between.join(("Bo Ek (V)", "Cia Dal (C)")),
        between.join(("Tor Al (S)", "Ida Fors (S)")),
    )
    (vote,) = votes(
        "Ja-röst innebär bifall och nej-röst innebär avslag. Med 2 ja-röster mot 2 nej-röster"
        f" beslutar nämnden så.\n\nJa-röst:\n{yes}\n\nNej-röst:\n{no}"
    )
    assert (vote.yes_means, vote.no_means, len(vote.ballots)) == ("bifall", "avslag", 4)


def test_each_vote_has_its_own_meanings() -> None:
    found = votes(
        "Ja för A. Nej för B. Utfallet blev 9 ja-röster och 29 nej-röster och 43 avstår.\n\n"
        "Huvudvotering\nJa för C. Nej för B. Utfallet blev 43 ja-röster och 29 nej-röster."
    )
    assert [(v.yes_means, v.no_means, v.yes) for v in found] == [("A", "B", 9), ("C", "B", 43)]


def test_a_proposition_without_result_waits_for_its_list() -> None:
    (vote,) = votes("Ja för bifall. Nej för avslag. Resultatet framgår av voteringslistan.")
    assert (vote.yes, vote.yes_means) == (None, "bifall")


def test_a_count_of_yes_is_no_meaning() -> None:
    (vote,) = votes("Röstningen gav Ja: 12 och Nej: 4.")
    assert (vote.yes_means, vote.no_means) == (None, None)


def test_an_earlier_bodys_vote_is_not_this_ones() -> None:
    record = in_paragraph(
        "Bakgrund\nKommunstyrelsen röstade med 8 ja mot 5 nej.\n\nBeslut\nPlanen antas."
    )
    assert record.votes == []


@pytest.mark.parametrize(
    "text",
    [
        "Omröstning begärs inte.",
        "Röstlängden har 51 namn.",
        "12 röster räknades.",
        "Ja, det är bra.",
    ],
)
def test_other_texts_tell_no_vote(text: str) -> None:
    assert votes(text) == []


def test_the_vote_knows_its_place() -> None:
    (vote,) = votes("Text.\n\nUtfallet blev 10 ja-röster och 5 nej-röster.")
    assert vote.place.line == 8


def test_what_yes_means_is_kept_as_printed_after_a_letter_that_grows_when_small() -> None:
    (vote,) = votes(
        "İnga Alm begär omröstning. Den som bifaller KS Förslag röstar JA. JA: 3 NEJ: 1"
    )
    assert (vote.yes_means, vote.yes, vote.no) == ("bifaller KS Förslag", 3, 1)
