"""What courts have made of a decision (laglighetsprövning i flera instanser)."""

from __future__ import annotations

from datetime import date


def is_annulled_by_court(annulled: date | None, upheld: date | None, day: date) -> bool:
    """Answer whether a decision stands annulled on ``day``.

    ``annulled`` is the day a court annulled it, ``upheld`` the day an appeal finally failed, None
    where that is not known to have happened. A higher court may undo the annulment: then the
    decision stood annulled in between, and not after. Judgments of one day leave it annulled.
    """
    if annulled is None or annulled > day:
        return False
    return upheld is None or not annulled < upheld <= day
