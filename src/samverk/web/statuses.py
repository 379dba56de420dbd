"""The states that pages show, each as icon and word: never colour alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """How a state is shown: an icon of ``samverk.web.icons`` and a colour of the theme."""

    icon: str
    colour: str


TONES = {
    "good": Tone("checkmark", "success"),
    "running": Tone("clock", "accent"),
    "attention": Tone("warning", "ochre"),
    "unknown": Tone("unknown", "ochre"),
    "stopped": Tone("cross", "wine"),
    "draft": Tone("draft", "neutral"),
    "neutral": Tone("information", "neutral"),
    "locked": Tone("lock", "neutral"),
}


def tone(name: str) -> Tone:
    """Look up a tone; a misspelt name is the caller's mistake (``KeyError``)."""
    return TONES[name]
