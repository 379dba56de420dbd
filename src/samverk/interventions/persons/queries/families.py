"""Which measures are tied to each other: a family of them is protected together, the others by themselves."""

from __future__ import annotations

from samverk.federation.queries import RETURNS, Measure

# What is tied together is protected together, and the rest by itself
FAMILIES = (
    (
        Measure.TOOK_PART,
        Measure.STARTED,
        Measure.ENDED,
        Measure.COMPLETED,
        Measure.ENDED_EARLY,
        Measure.GOALS_MET,
        Measure.GOALS_PARTLY,
        Measure.GOALS_NOT,
        Measure.NOT_AT_WORK,
        Measure.TO_WORK,
        Measure.OUT_OF_ORDER,
    ),
    (Measure.WAITING,),
    (Measure.ANSWERED_3, Measure.WORKING_3),
    (Measure.ANSWERED_6, Measure.WORKING_6),
    (Measure.ANSWERED_12, Measure.WORKING_12),
    (Measure.REFERRED, Measure.LAPSED, Measure.RETURNED, *RETURNS),
    (Measure.REMOVED,),
    (Measure.OFFERED, Measure.DECLINED),
    (Measure.VISITS,),
)
# What a year's statistics and outcomes are tied to, and what its returns are
TAKING_PART, REFERRING = FAMILIES[0], next(one for one in FAMILIES if Measure.RETURNED in one)
