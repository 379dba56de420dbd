"""Whether the chair puts a proposal at all (vägran att ställa proposition): council only."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from samverk.rules.body import Body
from samverk.rules.example import Example
from samverk.rules.ruling import Reason, Ruling
from samverk.rules.statutes.kl import KL_NEW_MATTER
from samverk.rules.statutes.provision import because, unknown_wordings


class Objection(StrEnum):
    """What the chair finds wrong with a proposal (invändning mot ett yrkande)."""

    NEW_MATTER = "new_matter"
    UNLAWFUL = "unlawful"


class Admission(StrEnum):
    """Whether a proposal is put (om proposition ställs)."""

    PUT = "put"
    REFUSED = "refused"
    CHAIR_DECIDES = "chair_decides"


def admission(
    objection: Objection,
    *,
    body: Body = Body.COUNCIL,
    chair_refuses: bool | None = None,
    is_overridden: bool = False,
    day: date | None = None,
) -> Ruling[Admission]:
    """Answer whether a proposal that the chair objects to is put.

    ``chair_refuses`` is the chair's choice about an unlawful one, None before it is made;
    ``is_overridden`` says that the council has decided to have it put.
    """
    if body is Body.BOARD:
        text = (
            "Regeln om att ordföranden vägrar proposition gäller fullmäktige. För nämnd har "
            "Samverk ingen regel: ordföranden avgör."
        )
        state = {None: Admission.CHAIR_DECIDES, True: Admission.REFUSED, False: Admission.PUT}
        return Ruling(state[chair_refuses], (Reason(text),))
    remarks = unknown_wordings(day, KL_NEW_MATTER)
    if objection is Objection.NEW_MATTER:
        text = "Yrkandet väcker ett nytt ärende: ordföranden ska vägra proposition på det."
        return Ruling(Admission.REFUSED, (because(text, KL_NEW_MATTER, day),), remarks)
    value, text = _unlawful(chair_refuses=chair_refuses, is_overridden=is_overridden)
    return Ruling(value, (because(text, KL_NEW_MATTER, day),), remarks)


def _unlawful(*, chair_refuses: bool | None, is_overridden: bool) -> tuple[Admission, str]:
    if chair_refuses is None:
        text = "Ordföranden får vägra proposition på ett yrkande som strider mot lag."
        return Admission.CHAIR_DECIDES, text
    if not chair_refuses:
        return Admission.PUT, "Ordföranden får vägra men ställer proposition på yrkandet."
    if is_overridden:
        return Admission.PUT, "Fullmäktige har beslutat att proposition ändå ska ställas."
    text = "Ordföranden vägrar proposition. Fullmäktige får besluta att den ändå ska ställas."
    return Admission.REFUSED, text


EXAMPLES = (
    Example(
        admission,
        {"objection": Objection.NEW_MATTER, "chair_refuses": False, "is_overridden": True},
        Admission.REFUSED,
        "konstruerat: ett nytt ärende får varken ordföranden eller fullmäktige ta upp",
    ),
    Example(
        admission,
        {"objection": Objection.UNLAWFUL, "chair_refuses": True, "is_overridden": True},
        Admission.PUT,
        "konstruerat: fullmäktige beslutar om proposition trots vägran",
    ),
)
