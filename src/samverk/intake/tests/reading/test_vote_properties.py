"""What holds of every division, whoever wrote the minutes."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from samverk.intake.reading.fields.vote_counts import counts_in
from samverk.intake.tests.reading.given import in_paragraph, prose

OPTIONS = ("yes", "no", "abstain")
Tally = tuple[int, int, int]

tallies = st.tuples(*[st.integers(min_value=0, max_value=149)] * 3)
STYLES: tuple[Callable[[Tally], str], ...] = (
    lambda t: f"{t[0]} ledamöter röstar Ja. {t[1]} ledamöter röstar Nej. {t[2]} ledamöter avstår.",
    lambda t: f"Utfallet blev {t[0]} ja-röster, {t[1]} nej-röster och {t[2]} avstår.",
    lambda t: f"Ja: {t[0]}\nNej: {t[1]}\nAvstår: {t[2]}",
    lambda t: f"Ja-röster {t[0]}. Nej-röster {t[1]}. Avstår {t[2]}.",
    lambda t: f"Avstår: {t[2]}. Nej: {t[1]}. Ja: {t[0]}.",
    lambda t: f"{t[0]} röstade ja medan {t[1]} röstade nej. {t[2]} avstod.",
    lambda t: f"Röstsiffror: {t[0]} JA - {t[1]} NEJ - {t[2]} AVSTÅR.",
)
LEADS = (
    "Ja för bifall till förslag {n}. Nej för avslag på det. ",
    "Huvudvotering {n}\n",
    "Godkänd voteringsproposition {n}: den som bifaller röstar ja, den som avslår röstar nej. ",
    "Omröstning {n}\n",
    "Därefter verkställs ny omröstning. ",
)
divisions = st.lists(
    st.tuples(tallies, st.sampled_from(STYLES), st.sampled_from(LEADS)), min_size=1, max_size=5
)


@given(divisions, st.sampled_from(["\n\n", "\n", " "]))
def test_two_divisions_never_merge(
    told: list[tuple[Tally, Callable[[Tally], str], str]], between: str
) -> None:
    texts = (lead.format(n=n) + style(tally) for n, (tally, style, lead) in enumerate(told, 1))
    votes = in_paragraph("Omröstning\n" + between.join(texts) + "\n\nBeslut\nJa.").votes
    assert [(v.yes, v.no, v.abstain) for v in votes] == [tally for tally, _, _ in told]


words = st.sampled_from(
    ["ja", "nej", "avstår", "ja-röster", "NEJ", "röstar", "ledamöter", "och", "mot", "3", "21", "2"]
)
sentences = st.lists(words, min_size=1, max_size=8).map(" ".join)


def counted(text: str) -> list[tuple[str, int]]:
    return [(c.option, c.number) for told in counts_in(prose(text)) for c in told.counts]


@given(sentences, sentences, st.sampled_from([". ", ".\n", "\n\n"]))
def test_a_count_never_belongs_to_an_option_in_another_sentence(
    one: str, other: str, stop: str
) -> None:
    assert counted(one + stop + other) == counted(one) + counted(other)


NAMES = [
    f"{first} {last}" for first in ("Anna", "Bo", "Cia", "Dan") for last in ("Alm", "Ek", "Fors")
]
WORDS = {"yes": "Ja", "no": "Nej", "abstain": "Avstår"}
sides = st.lists(st.sampled_from(OPTIONS), min_size=2, max_size=len(NAMES)).filter(
    lambda cast: {"yes", "no"} <= set(cast)
)


def _sums(cast: list[str]) -> str:
    rows = []
    for option in OPTIONS:
        names = ", ".join(f"{n} (S)" for n, o in zip(NAMES, cast, strict=False) if o == option)
        if names:
            rows.append(f"{WORDS[option]}: {names} = {cast.count(option)}")
    return "\n".join(rows)


def _prose(cast: list[str]) -> str:
    verbs = {"yes": "röstar Ja", "no": "röstar Nej", "abstain": "avstår från att rösta"}
    told = []
    for option in OPTIONS:
        names = ", ".join(f"{n} (S)" for n, o in zip(NAMES, cast, strict=False) if o == option)
        if names:
            told.append(f"{names} {verbs[option]} ({cast.count(option)}).")
    return " ".join(told)


def _table(cast: list[str]) -> str:
    rows = [
        f"| {n} | S |" + "|".join(" X " if o == option else " " for option in OPTIONS) + "|"
        for n, o in zip(NAMES, cast, strict=False)
    ]
    sums = " | ".join(str(cast.count(option)) for option in OPTIONS)
    return "\n".join(["| Namn | Parti | Ja | Nej | Avst |", *rows, f"| Summa | | {sums} |"])


@given(sides, st.sampled_from([_sums, _prose, _table]))
def test_the_ballots_sum_to_the_printed_result(
    cast: list[str], style: Callable[[list[str]], str]
) -> None:
    body = f"Omröstning\nJa för bifall. Nej för avslag.\n{style(cast)}\n\nBeslut\nJa."
    (vote,) = in_paragraph(body).votes
    assert [b.option for b in sorted(vote.ballots, key=lambda b: b.name)] == cast
    assert [getattr(vote, option) or 0 for option in OPTIONS] == [cast.count(o) for o in OPTIONS]
