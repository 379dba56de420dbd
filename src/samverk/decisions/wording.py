"""How the pages say where a decision stands: a word, and a tone for its icon."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.rules.force import ForceState, LegalForce, Standing, StandingState


@dataclass(frozen=True, slots=True)
class Words:
    """A state in words, and its tone (``samverk.web.statuses``)."""

    text: str
    tone: str


def standing_words(value: Standing) -> Words:
    """Say whether a decision holds."""
    if value.state is StandingState.REPEALED:
        return Words(f"Upphävt {value.since}", "stopped")
    if value.state is StandingState.ANNULLED:
        return Words(f"Upphävt av domstol {value.since}", "stopped")
    return _STANDING[value.state]


def force_words(value: LegalForce) -> Words:
    """Say how far a decision has come to legal force."""
    fixed = _FORCE.get(value.state)
    if fixed:
        return fixed
    if value.state is ForceState.RUNNING:
        return Words(f"Kan överklagas till och med {value.last_day}", "running")
    return Words(f"Laga kraft antas från {value.presumed_from}", "good")


_STANDING = {
    StandingState.HOLDS: Words("Gäller", "good"),
    StandingState.PROPOSAL: Words("Förslag: avgör inget självt", "draft"),
    StandingState.NOTE: Words("Anteckning: avgör inget", "neutral"),
    StandingState.NOT_YET: Words("Inte fattat än", "neutral"),
    StandingState.UNKNOWN: Words("Okänt, handling saknas", "unknown"),
}
_FORCE = {
    ForceState.NOT_APPLICABLE: Words("Får ingen laga kraft", "neutral"),
    ForceState.NOT_YET: Words("Inte fattat än", "neutral"),
    ForceState.UNKNOWN: Words("Okänt om det har laga kraft", "unknown"),
    ForceState.NOT_RUN_OUT: Words("Överklagandetiden har inte löpt ut", "attention"),
    ForceState.CONFIRMED: Words("Har laga kraft", "good"),
    ForceState.APPEALED: Words("Överklagat", "attention"),
    ForceState.ANNULLED: Words("Upphävt av domstol", "stopped"),
}
