"""The fills that say notice (hatching) and unknown (fading), shared by a drawing's bars."""

from __future__ import annotations

from samverk.web.charts import svg


def pattern_definitions(name: str) -> str:
    """Define hatching and fading under ids that begin with the drawing's ``name``."""
    ground = svg.rect(0, 0, 8, 8, "sv-hatch-ground")
    stroke = svg.line(0, 0, 0, 8, "sv-hatch-line")
    box = {"width": "8", "height": "8", "patternUnits": "userSpaceOnUse"}
    hatch = svg.element(
        "pattern", ground, stroke, id=f"{name}-skraffering", patternTransform="rotate(45)", **box
    )
    stops = (
        svg.element("stop", offset="0", class_="sv-fade-start"),
        svg.element("stop", offset="1", class_="sv-fade-end"),
    )
    return svg.element("defs", hatch, svg.element("linearGradient", *stops, id=f"{name}-toning"))
