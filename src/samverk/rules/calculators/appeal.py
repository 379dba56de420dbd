"""The calculator of appeal time (överklagandetid)."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.rules.appeal import AppealKind, AppealState, Boards, appeal_time
from samverk.rules.calculators.base import (
    Answer,
    Calculator,
    Choice,
    Field,
    InputError,
    Kind,
    Row,
    Value,
    WorkedInput,
)
from samverk.rules.calculators.inputs import day, day_or_none, text
from samverk.rules.ruling import Ruling


def _compute(values: Mapping[str, Value]) -> Ruling[Answer]:
    kind = AppealKind(text(values, "kind"))
    taken_down = day_or_none(values, "taken_down")
    boards = Boards(text(values, "boards"))
    if kind is not AppealKind.LEGALITY_REVIEW and (taken_down or boards is not Boards.ONE):
        raise InputError("Anslaget har betydelse bara vid laglighetsprövning.", "kind")
    ruling = appeal_time(day(values, "posted"), kind=kind, taken_down=taken_down, boards=boards)
    found = ruling.value
    answer = {
        "last_day_to_appeal": found.last_day.isoformat() if found.last_day else None,
        "legal_force": found.legal_force.isoformat() if found.legal_force else None,
        "state": found.state.value,
    }
    return Ruling(answer, ruling.reasons, ruling.remarks)


def _hesitation(_: Mapping[str, Value], answer: Answer) -> str:
    match answer["state"]:
        case AppealState.NOT_RUN_OUT.value:
            return "Tiden har inte löpt ut: anslaget togs ned för tidigt"
        case AppealState.NOT_APPLICABLE.value:
            return "Beslutet kan inte överklagas och får ingen laga kraft"
        case _:
            return ""


CALCULATOR = Calculator(
    command="appeal",
    slug="overklagandetid",
    title="Överklagandetid och laga kraft",
    intro="Räknar ut sista dag att överklaga ett beslut och när det kan antas ha fått laga kraft.",
    fields=(
        Field(
            "posted",
            "Anslagsdag",
            Kind.DATE,
            required=True,
            help="Dagen då justeringen tillkännagavs på anslagstavlan. "
            "Med flera anslagstavlor: dagen då den sista anslog. "
            "Vid förvaltningsbesvär: dagen då parten fick del av beslutet.",
        ),
        Field(
            "taken_down",
            "Dag då anslaget togs ned",
            Kind.DATE,
            help="Om anslaget redan tagits ned.",
        ),
        Field(
            "kind",
            "Överklagandeform",
            Kind.CHOICE,
            default=AppealKind.LEGALITY_REVIEW.value,
            choices=(
                Choice(AppealKind.LEGALITY_REVIEW.value, "Laglighetsprövning"),
                Choice(AppealKind.ADMINISTRATIVE.value, "Förvaltningsbesvär"),
                Choice(AppealKind.NOT_APPEALABLE.value, "Kan inte överklagas (förberedande)"),
            ),
        ),
        Field(
            "boards",
            "Anslagstavlor",
            Kind.CHOICE,
            default=Boards.ONE.value,
            choices=(
                Choice(Boards.ONE.value, "En kommuns eller regions"),
                Choice(Boards.JOINT_BOARD.value, "Flera: gemensam nämnd"),
                Choice(Boards.FEDERATION.value, "Flera: samordningsförbund"),
            ),
        ),
    ),
    rows=(
        Row("last_day_to_appeal", "Sista dag att överklaga"),
        Row("legal_force", "Laga kraft"),
        Row(
            "state",
            "Läge",
            {
                AppealState.PRESUMED.value: "antas, om ingen har överklagat",
                AppealState.NOT_RUN_OUT.value: "ej utgången tid, anslaget togs ned för tidigt",
                AppealState.NOT_APPLICABLE.value: "inte tillämpligt",
            },
        ),
    ),
    compute=_compute,
    hesitation=_hesitation,
    examples=(
        WorkedInput(
            {"posted": "2025-12-03"},
            {"last_day_to_appeal": "2025-12-29", "legal_force": "2025-12-30"},
            "konstruerat: tre veckor slutar på julafton",
        ),
        WorkedInput(
            {"posted": "2011-04-04", "taken_down": "2011-04-26"},
            {"last_day_to_appeal": None, "legal_force": None, "state": "not_run_out"},
            "Sunne 2011: anslaget togs ned sista dagen",
        ),
    ),
)
