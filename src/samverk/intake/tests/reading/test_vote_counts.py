"""Results in running text, in the styles of many municipalities: right, or nothing at all."""

from __future__ import annotations

import pytest

from samverk.intake.tests.reading.given import in_paragraph

Result = tuple[int | None, int | None, int | None, int | None]


def results(text: str) -> list[Result]:
    votes = in_paragraph(f"Omröstning\n{text}\n\nBeslut\nJa.").votes
    return [(v.yes, v.no, v.abstain, v.absent) for v in votes]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Med tjugoen ja-röster och arton nej-röster.", (21, 18, None, None)),
        ("Etthundraarton ja-röster och tjugosju nej-röster avges.", (118, 27, None, None)),
        ("Röstresultat: 21 ja och 18 nej.", (21, 18, None, None)),
        ("21 röstade ja, 18 röstade nej och 2 avstod i omröstningen.", (21, 18, 2, None)),
        ("Omröstning: 21 ja-röster, 18 nej-röster, 2 nedlagda röster.", (21, 18, 2, None)),
        ("Resultat: ja 21, nej 18, avstår 2, frånvarande 3.", (21, 18, 2, 3)),
        ("Ja 21\nNej 18\nAvstår 2\nFrånvarande 3\nenligt röstlistan.", (21, 18, 2, 3)),
        ("Röstning:\nJa\n21\nNej\n18\nAvstår\n2", (21, 18, 2, None)),
        ("Röstande 41 Ja 21 Nej 18 Avstår 2", (21, 18, 2, None)),
        ("Röstning: 39 Ja 21 Nej 18", (21, 18, None, None)),
        ("Av 41 ledamöter röstar ja 21, nej 18 och 2 avstår.", (21, 18, 2, None)),
        ("Av 41 närvarande röstar 21 ja och 18 nej. 2 avstår.", (21, 18, 2, None)),
        ("21 av 41 ledamöter röstar ja, 20 röstar nej.", (21, 20, None, None)),
        ("Med 21 ja-röster mot 18 bifaller nämnden förslaget.", (21, 18, None, None)),
        ("Ingen röstar nej, 40 röstar ja, en avstår.", (40, 0, 1, None)),
        ("Inga nej-röster avges, och 40 ja-röster.", (40, 0, None, None)),
        ("Ja (21), Nej (18), Avstår (2) enligt röstlistan.", (21, 18, 2, None)),
        ("Ja – 21, Nej – 18, Avstår – 2 enligt röstlistan.", (21, 18, 2, None)),
        ("21 JA - 18 NEJ - 2 AVSTÅR, röstlista bifogas.", (21, 18, 2, None)),
        ("21 JA/18 NEJ/2 AVSTÅR, röstlista bifogas.", (21, 18, 2, None)),
        ("Röstning: 21 ja; 18 nej; 2 avstår", (21, 18, 2, None)),
        ("Vid rösträkning avgavs 35\nja-röster och 12\nnej-röster.", (35, 12, None, None)),
        ("Röstning\nJa: M, L, KD = 9\nNej: S, V = 6\nAvstår: MP = 1", (9, 6, 1, None)),
        ("Röstning\nJa: 9 (M, L)\nNej: 6 (S, V)", (9, 6, None, None)),
        (
            "Antal ja-röster: 21\nAntal nej-röster: 18\nAntal nedlagda röster: 2\nFrånvarande: 0",
            (21, 18, 2, 0),
        ),
        ("Avstår: 2. Ja: 21. Nej: 18. Röstning klar.", (21, 18, 2, None)),
        ("Röstlängd 49. Ja 25. Nej 24.", (25, 24, None, None)),
        ("Utfallet blev: Ja 25 röster, nej 24 röster.", (25, 24, None, None)),
        ("25 röster avges för ja och 24 röster för nej.", (25, 24, None, None)),
        (
            "Vid upprop röstade 21 ja medan 18 röstade nej. En ledamot lade ned sin röst.",
            (21, 18, 1, None),
        ),
        ("I voteringen avstod 2 ledamöter. 21 röstade ja och 18 nej.", (21, 18, 2, None)),
        ("6 ja och 6 nej. Ordföranden har utslagsröst och röstar ja.", (6, 6, None, None)),
        ("Vid lika röstetal, 6 ja-röster och 6 nej-röster, avgör lotten.", (6, 6, None, None)),
    ],
)
def test_a_result_is_read_in_every_style(text: str, result: Result) -> None:
    assert results(text) == [result]


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden beslutar med röstsiffrorna 21-18-2.",
        "Röstning:\nJa\nNej\nAvstår\n21\n18\n2",
        "Röstning: avstår 2 ja 1 nej",
        "Bilaga 3 Nej-röster och ja-röster framgår av röstlistan.",
        "Röstning enligt punkt 2 nej och punkt 3 ja.",
        "Begär inte votering. 2 yrkanden avslås.",
        "Röstningen avslutas kl. 14. Nej vann.",
        "Det var 12 nej i förra röstningen.",
        "Röstningen den 3 nej.",
        "Röstning Ja/Nej 3.",
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(text: str) -> None:
    assert results(text) == []


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (
            "NEJ = avslag. AVSTÅR = avstår.\n21 ledamöter röstar JA och 18 NEJ. 2 AVSTÅR.",
            (21, 18, 2, None),
        ),
        ("JA = bifall, NEJ = avslag, AVSTÅR = avstår. 21 JA, 18 NEJ, 2 AVSTÅR.", (21, 18, 2, None)),
        ("Röstning\nAnna Alm (S) Avstår\n2 ja, 1 nej, 1 avstår.", (2, 1, 1, None)),
        (
            "Röstning\nJa: Anna Alm (S), Bo Ek (V), Cia Dal (C) = 3\nNej: Dan Fors (M) = 1\n"
            "Avstår: Eva Gren (L) = 1\nFrånvarande: Ulf By (SD)",
            (3, 1, 1, None),
        ),
        (
            "Röstning\nJa: Anna Alm (S), Bo Ek (V) (2)\nNej: Dan Fors (M) (1)",
            (2, 1, None, None),
        ),
        (
            "Anna Alm (S) och Bo Ek (V) röstar Ja (2). Cia Dal (C) röstar Nej (1). "
            "Dan Fors (M) avstår från att rösta (1).",
            (2, 1, 1, None),
        ),
    ],
)
def test_a_count_stays_in_its_own_sentence_and_row(text: str, result: Result) -> None:
    assert results(text) == [result]


@pytest.mark.parametrize(
    "text",
    [
        "3 ledamöter avstår från att delta i beslutet. Röstningen gav 20 ja och 18 nej.",
        "3 ledamöter avstår inte. Röstningen gav 20 ja och 18 nej.",
        "3 ledamöter avstår sitt arvode. Röstningen gav 20 ja och 18 nej.",
        "3 ledamöter avstår från att reservera sig. Röstningen gav 20 ja och 18 nej.",
    ],
)
def test_who_abstains_from_another_thing_is_not_counted(text: str) -> None:
    assert results(text) == [(20, 18, None, None)]


def test_sides_that_are_not_told_stay_unknown_beside_the_abstentions() -> None:
    text = "Ja för bifall. Nej för avslag. Förslaget antas med 21 röster mot 18, 2 nedlagda."
    assert results(text) == [(None, None, 2, None)]


FIRST = (21, 18, None, None)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Motförslagsvotering: 21 ja och 18 nej. Huvudvotering: 21 ja och 18 nej.", [FIRST, FIRST]),
        ("Votering 1\nJa: 21 Nej: 18\n\nVotering 2\nJa: 21 Nej: 18", [FIRST, FIRST]),
        (
            "Ja för A. Nej för B. Utfallet blev 21 ja och 18 nej.\n\n"
            "Ja för C. Nej för D. Utfallet blev 21 ja och 18 nej.",
            [FIRST, FIRST],
        ),
        (
            "Votering. Motförslag utses med 9 ja, 29 nej och 43 som avstår. "
            "Huvudvotering: 43 ja, 29 nej och 9 avstår.",
            [(9, 29, 43, None), (43, 29, 9, None)],
        ),
        (
            "Votering. Ja: 21. Nej: 18.\n\nHuvudvotering\nAvstår: 2. Ja: 20. Nej: 19.",
            [FIRST, (20, 19, 2, None)],
        ),
        (
            "Med 21 ja mot 18 nej avslås återremissen. Därefter votering i sak. "
            "Med 21 ja mot 18 nej bifalls förslaget.",
            [FIRST, FIRST],
        ),
        (
            "Ja för avgörande i dag. Nej för återremiss. 35 röstar ja, 12 nej, 3 avstår.\n\n"
            "Ja för bifall. Nej för avslag. 34 röstar ja, 13 nej, 3 avstår.",
            [(35, 12, 3, None), (34, 13, 3, None)],
        ),
    ],
)
def test_two_divisions_are_two(text: str, both: list[Result]) -> None:
    assert results(text) == both


@pytest.mark.parametrize(
    "text",
    [
        "Omröstning\nJa för bifall. Nej för avslag. 21 ja och 18 nej, 2 avstår.\n\n"
        "Beslut\nNämnden beslutar med 21 ja mot 18 nej att anta planen.",
        "Beslut\nNämnden beslutar med 21 JA mot 18 NEJ, 2 AVSTÅR att anta planen.\n\n"
        "Omröstning\nJa för bifall. Nej för avslag. 21 ledamöter röstar JA och 18 NEJ.",
    ],
)
def test_a_result_told_in_the_decision_too_is_one_division(text: str) -> None:
    (vote,) = in_paragraph(text).votes
    assert (vote.yes, vote.no, vote.abstain, vote.yes_means) == (21, 18, 2, "bifall")
