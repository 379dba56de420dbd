"""Interpellations and questions in a council (interpellationer och frågor, KL 5:59-64).

Who may put one, what it must hold and to whom it goes; and what the council may do with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samverk.rules.assembly import Assembly
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import (
    KL_INTERPELLATION,
    KL_MEMBER_RAISES,
    KL_QUESTION,
    KL_QUORUM_COUNCIL,
    KL_SUBSTITUTE_RIGHTS,
)
from samverk.rules.statutes.provision import Provision, because, unknown_wordings


class QuestionKind(StrEnum):
    """What a member puts (slag av fråga)."""

    INTERPELLATION = "interpellation"
    QUESTION = "question"

    @property
    def label(self) -> str:
        """Its Swedish name in running text."""
        return {"interpellation": "interpellation", "question": "fråga"}[self.value]

    @property
    def definite(self) -> str:
        """Its Swedish name in the definite form."""
        return {"interpellation": "interpellationen", "question": "frågan"}[self.value]


class Asker(StrEnum):
    """What the one who asks is in the council (frågeställarens ställning)."""

    MEMBER = "member"
    SERVING = "serving"
    NOT_SERVING = "not_serving"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was handed in (ingiven interpellation eller fråga), as far as the law asks.

    ``to_chair`` says that it goes to the chair of a board or of a committee that drafts for the
    council; else ``let_by`` names the council's decision that others may be asked.
    ``is_free_of_authority`` is whether somebody has seen that it is not about the exercise of authority
    towards an individual, None before that is looked at.
    """

    kind: QuestionKind
    asker: Asker
    text: str
    reasons: str = ""
    to_chair: bool = True
    let_by: str = ""
    is_free_of_authority: bool | None = None


def may_be_handed_in(
    handed: HandedIn, *, assembly: Assembly, day: date | None = None
) -> Ruling[bool]:
    """Answer whether it may go to the council, with every reason why not.

    Whether it then may be put is the council's own decision, without debate.
    """
    cited = (KL_MEMBER_RAISES, KL_INTERPELLATION, KL_QUESTION)
    remarks = unknown_wordings(day, *cited)
    if assembly is not Assembly.COUNCIL:
        text = (
            "Interpellationer och frågor ställs bara i fullmäktige. I en nämnd eller styrelse tar "
            "ledamoten upp saken som ett ärende."
        )
        return Ruling(False, (because(text, KL_INTERPELLATION, day),), remarks)
    refusals = (*_of_asker(handed, day), *_of_content(handed, day))
    if refusals:
        return Ruling(False, refusals, remarks)
    text = (
        "Den kommer från en som har rätt att ställa den, har ett bestämt innehåll och går till rätt "
        "person. Fullmäktige beslutar utan överläggning om den får ställas."
    )
    return Ruling(True, (because(text, _provision(handed.kind), day),), remarks)


def _provision(kind: QuestionKind) -> Provision:
    return KL_QUESTION if kind is QuestionKind.QUESTION else KL_INTERPELLATION


def _of_asker(handed: HandedIn, day: date | None) -> tuple[Reason, ...]:
    match handed.asker:
        case Asker.MEMBER | Asker.SERVING:
            return ()
        case Asker.NOT_SERVING:
            text = (
                "En ersättare får ställa interpellationer och frågor bara när hen tjänstgör. Anteckna "
                "tjänstgöringen i mötesrummet först, eller låt en ledamot ställa den."
            )
            return (because(text, KL_SUBSTITUTE_RIGHTS, day),)
        case Asker.STRANGER:
            text = "Bara ledamöter i fullmäktige får ställa interpellationer och frågor."
            return (because(text, KL_MEMBER_RAISES, day),)


def _of_content(handed: HandedIn, day: date | None) -> tuple[Reason, ...]:
    provision, what = _provision(handed.kind), handed.kind.definite.capitalize()
    texts = []
    if not handed.text.strip():
        texts.append(f"{what} ska ha ett bestämt innehåll: skriv vad som frågas.")
    if handed.kind is QuestionKind.INTERPELLATION and not handed.reasons.strip():
        texts.append("En interpellation ska vara försedd med motivering: skriv den.")
    if not handed.to_chair and not handed.let_by.strip():
        texts.append(
            f"{what} riktas till ordföranden i en nämnd eller fullmäktigeberedning. Går den till någon "
            "annan: skriv det beslut av fullmäktige som tillåter det."
        )
    if not handed.is_free_of_authority:
        texts.append(
            f"{what} får inte röra myndighetsutövning mot någon enskild. Se efter det och bekräfta, "
            "eller lämna tillbaka den."
        )
    return tuple(because(text, provision, day) for text in texts)


class Fate(StrEnum):
    """What became of it at a meeting (hur den behandlades)."""

    ANSWERED = "answered"
    WAITS = "waits"
    NOT_PUT = "not_put"
    PUT_OFF = "put_off"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """Its Swedish name."""
        return {
            "answered": "fick ställas och besvarades",
            "waits": "fick ställas, men besvaras vid nästa sammanträde",
            "not_put": "fick inte ställas",
            "put_off": "bordlades: om den får ställas avgörs vid nästa sammanträde",
            "withdrawn": "togs tillbaka",
        }[self.value]

    @property
    def again(self) -> str:
        """Its Swedish name where an earlier meeting let it be put."""
        return {
            "answered": "besvarades",
            "waits": "besvaras vid nästa sammanträde",
        }.get(self.value, self.label)

    @property
    def lets(self) -> bool:
        """Answer whether the council let it be put."""
        return self in {Fate.ANSWERED, Fate.WAITS}

    @property
    def comes_back(self) -> bool:
        """Answer whether it is taken up again at the next meeting."""
        return self in {Fate.WAITS, Fate.PUT_OFF}


def may_end_so(
    fate: Fate, *, is_quorate: bool, answers_by_fewer: bool = False, day: date | None = None
) -> Ruling[bool]:
    """Answer whether those present are enough for what became of it.

    ``is_quorate`` is the ordinary quorum; ``answers_by_fewer`` says that the council has decided that
    interpellations and questions are answered with fewer. To withdraw one takes nobody's decision.
    """
    remarks = unknown_wordings(day, KL_QUORUM_COUNCIL)
    if is_quorate or fate is Fate.WITHDRAWN:
        return Ruling(True, (Reason("De närvarande räcker."),), remarks)
    if fate is not Fate.ANSWERED:
        text = (
            "Fullmäktige är inte beslutsfört, och det här är ett beslut. Med för få närvarande kan den "
            "besvaras om fullmäktige har bestämt det, eller tas tillbaka."
        )
        return Ruling(False, (because(text, KL_QUORUM_COUNCIL, day),), remarks)
    if not answers_by_fewer:
        text = (
            "Fullmäktige är inte beslutsfört. Fullmäktige får bestämma att interpellationer och frågor "
            "besvaras även med färre: det står i så fall på organets sida, under reglementet."
        )
        return Ruling(False, (because(text, KL_QUORUM_COUNCIL, day),), remarks)
    text = "Fullmäktige har bestämt att interpellationer och frågor besvaras även med färre."
    return Ruling(True, (because(text, KL_QUORUM_COUNCIL, day),), remarks)


def who_debates(kind: QuestionKind, day: date | None = None) -> Reason:
    """Say who may speak when it is answered."""
    if kind is QuestionKind.QUESTION:
        text = "När en fråga besvaras får bara den som frågar och den som svarar delta i överläggningen."
        return because(text, KL_QUESTION, day)
    text = (
        "Fullmäktige beslutar utan överläggning om interpellationen får ställas. När den besvaras får alla "
        "ledamöter delta i överläggningen."
    )
    return because(text, KL_INTERPELLATION, day)


EXAMPLES = (
    Example(
        may_be_handed_in,
        {
            "handed": HandedIn(
                QuestionKind.INTERPELLATION,
                Asker.MEMBER,
                "Hur lång är väntetiden?",
                "Väntetiden har vuxit.",
                is_free_of_authority=True,
            ),
            "assembly": Assembly.COUNCIL,
        },
        True,
        "konstruerat: en ledamots interpellation till en nämndordförande",
    ),
    Example(
        may_be_handed_in,
        {
            "handed": HandedIn(
                QuestionKind.QUESTION,
                Asker.NOT_SERVING,
                "Hur lång är väntetiden?",
                is_free_of_authority=True,
            ),
            "assembly": Assembly.COUNCIL,
        },
        False,
        "konstruerat: en ersättare som inte tjänstgör frågar",
    ),
    Example(
        may_end_so,
        {"fate": Fate.ANSWERED, "is_quorate": False, "answers_by_fewer": True},
        True,
        "konstruerat: färre än hälften är kvar, och fullmäktige har bestämt att det räcker för svar",
    ),
)
