"""`samverk law` with bad arguments: status 2 and one Swedish line, nothing on stdout."""

from __future__ import annotations

import pytest

VOTE = ("vote", "--yes", "6", "--no", "5")
PARTY = ("appeal", "--posted", "2023-01-05", "--kind", "forvaltningsbesvar")
BAD = [
    ((), "Ange en regel"),
    (("skatt",), "Okänd regel ”skatt”"),
    (("appeal",), "Anslagsdag (--posted) saknas"),
    (("appeal", "--posted"), "--posted behöver ett värde"),
    (("appeal", "--posted="), "Anslagsdag (--posted) saknas"),
    (("appeal", "--posted", ""), "Anslagsdag (--posted) saknas"),
    (("appeal", "--posted", "--json"), "--posted behöver ett värde"),
    (("appeal", "--posted", "2023-02-30"), "finns inte i kalendern"),
    (("appeal", "--posted", "igår"), "inget datum"),
    (("appeal", "--post", "2023-01-01"), "Okänt val ”--post”"),
    (("appeal", "--posted", "2023-01-01", "-x"), "Okänt val ”-x”"),
    (("appeal", "--posted", "2023-01-01", "--posted", "2023-01-02"), "angivet två gånger"),
    (("appeal", "--posted", "2023-01-05", "--taken-down", "2023-01-04"), "kan inte ha tagits ned"),
    ((*PARTY, "--taken-down", "2023-02-04"), "bara vid laglighetsprövning"),
    ((*PARTY, "--boards", "gemensam-namnd"), "bara vid laglighetsprövning"),
    (("appeal", "--posted", "2023-01-05", "--boards", "flera"), "inget av valen en, gemensam"),
    (("withdrawal", "--notice", "2020-01-01", "--years", "3"), "--counting) saknas"),
    (
        ("withdrawal", "--notice", "2020-01-01", "--years", "3", "--counting", "dagar"),
        "inget av valen calendar-years, from-notice",
    ),
    (
        ("withdrawal", "--notice", "2020-01-01", "--years", "0", "--counting", "from-notice"),
        "1-100 år",
    ),
    (
        ("withdrawal", "--notice", "2020-01-01", "--years", "9999", "--counting", "from-notice"),
        "1-100 år",
    ),
    (("deferral", "--yes", "1", "--no", "2"), "Organ (--body) saknas"),
    (("deferral", "--body", "kyrka", "--yes", "1", "--no", "2"), "inget av valen council, board"),
    (("deferral", "--body", "council", "--yes", "0", "--no", "0"), "Ingen är närvarande"),
    (("vote", "--yes", "-1", "--no", "2"), "negativt"),
    (("vote", "--yes=-1", "--no", "2"), "negativt"),
    (("vote", "--yes", "NaN", "--no", "2"), "inget heltal"),
    (("vote", "--yes", "1.5", "--no", "2"), "inget heltal"),
    (("vote", "--yes", "9" * 5000, "--no", "2"), "för stort"),
    ((*VOTE, "--chair", "maybe"), "inget av valen yes, no, abstain"),
    ((*VOTE, "--chair", "abstain"), "Ordförandens röst finns inte"),
    ((*VOTE, "extra"), "”extra” hör inte till"),
    ((*VOTE, "-3"), "”-3” hör inte till"),
    (("quorum", "--members", "0", "--present", "0"), "minst 1"),
    (("quorum", "--members", "5", "--present", "6"), "Fler närvarande"),
    (("shares", "--total", "100", "--population", ""), "folkmängd (--population) saknas"),
    (("shares", "--total", "100", "--population", "Berg=1,Berg=2"), "angivet två gånger"),
    (("shares", "--total", "100", "--population", "Berg=0"), "minst 1"),
    (("shares", "--total", "-100", "--population", "Berg=1"), "negativt"),
    (("shares", "--total", "100", "--population", "Berg=1", "--outside-region", "Åre=1"), "Åre"),
    (("three-months",), "avbrottsdag saknas"),
    (("three-months", "2023-02-29"), "finns inte i kalendern"),
    (("three-months", "2023-01-01", "2023-01-02"), "hör inte till"),
    (("election", "--votes", "A=1"), "(--seats) saknas"),
    (("election", "--seats", "0", "--votes", "A=1"), "1-1000"),
    (("election", "--seats", "2", "--votes", "A=0"), "minst 1"),
    (("election", "--seats", "2", "--votes", "A=9", "--present", "8"), "fler än de 8"),
    (("diary",), "Diarienummer saknas"),
    (("diary", ""), "Diarienummer saknas"),
    (("diary", "2022", "KS"), "hör inte till"),
    (("diary", "rad ett\nrad två"), "följer inget känt format"),
]


@pytest.mark.parametrize(("words", "message"), BAD, ids=[" ".join(w)[:50] or "-" for w, _ in BAD])
def test_bad_arguments_give_status_2_and_one_swedish_line(samverk, words, message):
    told = samverk("law", *words)

    assert (told.status, told.out) == (2, "")
    assert message in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize("words", [words for words, _ in BAD if words])
def test_asking_for_json_does_not_change_the_error(samverk, words):
    plain = samverk("law", *words)

    told = samverk("law", words[0], "--json", *words[1:])

    assert told == plain


def test_an_unknown_diary_number_names_the_nearest_formats(samverk):
    told = samverk("law", "diary", "2022VFN-360 709")

    assert told.status == 2
    assert "Närmast: AAAAORGNNN [klass] (2022VFN360 709)" in told.err


def test_no_english_leaks_from_the_command_line(samverk):
    errors = " ".join(samverk("law", *words).err.lower() for words, _ in BAD)

    for word in ("usage", "error", "invalid", "argument", "traceback", "required"):
        assert word not in errors
