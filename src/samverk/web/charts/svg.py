"""Writing SVG as text, with everything from outside escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr


def coordinate(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, *inner: str, **attributes: float | str | None) -> str:
    """Write one element around ``inner``, which is SVG already; see ``words`` for plain text.

    Attribute names drop a last underscore (``class_``) and take hyphens for the others.
    An attribute that is None is left out.
    """
    written = "".join(
        f" {key.removesuffix('_').replace('_', '-')}={_value(value)}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inner)}</{name}>" if inner else f"<{name}{written}/>"


def _value(value: float | str) -> str:
    return quoteattr(value) if isinstance(value, str) else f'"{coordinate(value)}"'


def words(text: str) -> str:
    """Escape plain text for use inside an element."""
    return escape(text)


def text(content: str, x: float, y: float, class_: str, anchor: str | None = None) -> str:
    """Write a line of text; ``anchor`` is SVG's text-anchor, start when None."""
    return element("text", words(content), x=x, y=y, class_=class_, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    """Draw a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rect(x: float, y: float, width: float, height: float, class_: str, **more: str | float) -> str:
    """Draw a rectangle; a width below nothing is drawn as nothing."""
    size = {"width": max(width, 0.0), "height": height}
    return element("rect", x=x, y=y, class_=class_, **size, **more)


def picture(name: str, title: str, description: str, size: tuple[float, float], *inner: str) -> str:
    """Wrap a drawing: its title and description are what assistive technology reads first.

    ``name`` must be unique on the page; it becomes the prefix of every id in the drawing.
    """
    width, height = size
    head = element("title", words(title), id=f"{name}-titel")
    body = element("desc", words(description), id=f"{name}-beskrivning")
    return element(
        "svg",
        head,
        body,
        *inner,
        xmlns="http://www.w3.org/2000/svg",
        class_="sv-drawing",
        id=name,
        viewBox=f"0 0 {coordinate(width)} {coordinate(height)}",
        width=width,
        height=height,
        role="group",
        aria_labelledby=f"{name}-titel",
        aria_describedby=f"{name}-beskrivning",
    )
