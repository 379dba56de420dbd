"""A part of a page that is drawn once for the same values, for readers who all see the same."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.base import (
    FilterExpression,
    Node,
    NodeList,
    Parser,
    Template,
    Token,
    token_kwargs,
)
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()

# Drawings kept of one place in one template: rows of the chains, as they stand on one day and another
KEPT = 256
Values = tuple[tuple[str, object], ...]


@register.tag
def once_for(parser: Parser, token: Token) -> OnceForNode:
    """Draw what stands within once for the same values: ``{% once_for chain=chain %}``.

    Nothing else of the page is visible within, so what hangs on the reader, on the request or on the
    address must be given as a value or stand outside. The values must be frozen all through. Traps,
    where equal values are drawn unlike: a row of the database equals every row with its id, and a
    text marked safe equals the same text unmarked. Give neither.
    """
    values = token_kwargs(token.split_contents()[1:], parser)
    if not values:
        raise template.TemplateSyntaxError("once_for needs the values it draws: once_for a=b")
    nodes = parser.parse(("endonce_for",))
    parser.delete_first_token()
    return OnceForNode(values, nodes)


class OnceForNode(Node):
    """Draws its content in a context of its own, and keeps the latest drawings by their values."""

    def __init__(self, values: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.values = values
        self.nodelist = nodelist
        self.drawn = lru_cache(maxsize=KEPT)(self._draw)

    def render(self, context: Context) -> SafeString:
        """Answer the kept drawing, or draw it."""
        given = tuple((name, value.resolve(context)) for name, value in self.values.items())
        return self.drawn(context.template, given)

    def _draw(self, page: Template, given: Values) -> SafeString:
        alone = Context(dict(given))
        with alone.bind_template(page), alone.render_context.push_state(page):
            return self.nodelist.render(alone)
