"""What an item comes to: the decision's text as it is suggested, or nothing when too few are left."""

from __future__ import annotations

from samverk.meetings.queries.elections import ElectionPage
from samverk.meetings.queries.proceeding import Proceeding
from samverk.meetings.queries.questions import question_of
from samverk.rules.propositions import QuestionKind, StepKind

_REJECTED = "reject"


def decided_points(found: Proceeding) -> tuple[str, ...] | None:
    """Give the points that the steps led to: the draft's with what was changed, dropped and added.

    None where what won is no text of its own: a rejection, or that the matter is put off.
    """
    texts = {f"p{motion.number}": motion.text for motion in found.motions}
    points = list(found.draft.points) if found.draft else []
    dropped: set[int] = set()
    added: list[str] = []
    for settled in found.progress.value.settled:
        question, won = settled.question, settled.winner.key
        match question.kind:
            case QuestionKind.MAIN if won == _REJECTED:
                return None
            case QuestionKind.DEFERRAL if won != "today":
                return None
            case QuestionKind.MAIN if won in texts:
                points = [texts[won]]
            case QuestionKind.POINT if question.point and won == _REJECTED:
                dropped.add(question.point)
            case QuestionKind.POINT if question.point and won in texts:
                points[question.point - 1] = texts[won]
            case QuestionKind.ADDITION if won != _REJECTED:
                added.append(texts[f"p{question.key.partition(':')[2]}"])
    kept = [text for number, text in enumerate(points, start=1) if number not in dropped]
    return (*kept, *added) or None


def is_left_undone(found: Proceeding, chosen: ElectionPage | None = None) -> bool:
    """Answer whether too few are left to handle an item in which nothing has been decided yet.

    No step can then be taken: what was moved stays in the minutes, and the matter is taken up anew.
    """
    if found.quorum.value.is_quorate or (chosen and chosen.groups):
        return False
    progress = found.progress.value
    return progress.step.kind is not StepKind.DONE or not progress.settled


def is_free(found: Proceeding, chosen: ElectionPage | None = None) -> bool:
    """Answer whether nothing was put to the meeting: then who notes the outcome tells if it decided."""
    put = found.progress.value.settled or found.order.value.questions
    if put or chosen or is_left_undone(found):
        return False
    return question_of(found.item) is None
