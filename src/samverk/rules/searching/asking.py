"""Reads what somebody types in a search field: words, "quoted phrases", -without, one OR another.

Whatever is typed gives a question; nothing is a fault. What is too much is left out, and told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from samverk.rules.example import Example
from samverk.rules.ruling import Ruling

LONGEST = 300
LONGEST_WORD = 80
MOST_WORDS = 12
# The shortest beginning of a word that may be asked for as one: "aling*"
SHORTEST_BEGINNING = 3
OR = frozenset(("or", "eller", "|"))
TOKENS = re.compile(r'-?"[^"]*"?|[^\s"]+')
WORD = re.compile(r"\w+(?:[-/:.§]\w+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase that is asked for, in small letters; ``begins`` asks for what begins so."""

    words: tuple[str, ...]
    begins: bool = False

    def __str__(self) -> str:
        told = " ".join(self.words)
        return f'"{told}"' if len(self.words) > 1 else f"{told}*" if self.begins else told


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: one of the terms in each of ``wanted``, and none of ``without``.

    ``left_out`` is how many words were too many.
    """

    wanted: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    left_out: int = 0

    @property
    def terms(self) -> tuple[Term, ...]:
        """List the terms that are asked for."""
        return tuple(term for group in self.wanted for term in group)

    @property
    def words(self) -> tuple[str, ...]:
        """List the words that are asked for, each once."""
        return tuple(dict.fromkeys(word for term in self.terms for word in term.words))

    def __str__(self) -> str:
        wanted = (" ELLER ".join(map(str, group)) for group in self.wanted)
        return " ".join((*wanted, *(f"-{term}" for term in self.without)))

    def with_word(self, word: str, other: str) -> Question:
        """Ask for another word in the place of one."""
        return replace(
            self,
            wanted=tuple(
                tuple(_with(term, word, other) for term in group) for group in self.wanted
            ),
        )


def _with(term: Term, word: str, other: str) -> Term:
    return replace(term, words=tuple(other if one == word else one for one in term.words))


class _Reading:
    """How far a question has been read: ``joins`` tells that the next term is another way to say the last."""

    def __init__(self) -> None:
        self.wanted: list[list[Term]] = []
        self.without: list[Term] = []
        self.joins = False
        self.room = MOST_WORDS
        self.left_out = 0

    def take(self, term: Term, *, is_without: bool) -> None:
        """Add a term, as far as there is room for its words."""
        kept = term.words[: self.room]
        self.left_out += len(term.words) - len(kept)
        self.room -= len(kept)
        if not kept:
            return
        term = replace(term, words=kept)
        if is_without:
            self.without.append(term)
        elif self.joins and self.wanted:
            self.wanted[-1].append(term)
        else:
            self.wanted.append([term])
        self.joins = False


def read_question(typed: str) -> Question:
    """Read what somebody typed: at most twelve words of it."""
    reading = _Reading()
    for token in TOKENS.findall(cleaned(typed)):
        if token in OR:
            reading.joins = bool(reading.wanted)
            continue
        for term in _terms(token):
            reading.take(term, is_without=token.startswith("-"))
    return Question(
        tuple(tuple(dict.fromkeys(group)) for group in dict.fromkeys(map(tuple, reading.wanted))),
        tuple(dict.fromkeys(reading.without)),
        reading.left_out,
    )


def cleaned(typed: str) -> str:
    """Give a text in small letters, å ä ö as one sign each, without what no text has."""
    text = unicodedata.normalize("NFC", typed[: LONGEST * 4])[:LONGEST].lower()
    text = text.replace("”", '"').replace("“", '"').replace("„", '"').replace("»", '"')
    return "".join(sign if _is_text(sign) else " " for sign in text)


def _is_text(sign: str) -> bool:
    # Controls, surrogates and signs of private use are no text, and the database takes not all of them
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _terms(token: str) -> Iterator[Term]:
    words = tuple(word[:LONGEST_WORD] for word in WORD.findall(token))
    if not words:
        return
    if '"' in token:
        yield Term(words)
        return
    begins = token.endswith("*") and len(words[-1]) >= SHORTEST_BEGINNING
    yield from (Term((word,)) for word in words[:-1])
    yield Term(words[-1:], begins)


EXAMPLES = (
    Example(
        lambda typed: Ruling(str(read_question(typed)), ()),
        {"typed": 'Nämnd  eller styrelse "god man" -avtal'},
        'nämnd ELLER styrelse "god man" -avtal',
        "konstruerat: ord, citat, eller, utan",
    ),
    Example(
        lambda typed: Ruling(str(read_question(typed)), ()),
        {"typed": "KS 2023/114 § 243"},
        "ks 2023/114 243",
        "konstruerat: diarienummer och paragraf",
    ),
    Example(
        lambda typed: Ruling(str(read_question(typed)), ()),
        {"typed": "' OR 1=1; -- \\ & | !"},
        "1",
        "konstruerat: fientlig text",
    ),
)
