"""Parts of a page that are drawn once for the same values."""

from __future__ import annotations

import pytest
from django.template import TemplateSyntaxError, engines
from django_cotton.compiler_regex import CottonCompiler


def made(source):
    return engines["django"].from_string(
        CottonCompiler().process("{% load samverk_once %}" + source)
    )


class Drawing:
    """A value that counts how often it is drawn."""

    def __init__(self):
        self.times = 0

    def __str__(self):
        self.times += 1
        return "ritad"


def test_the_same_values_are_drawn_once():
    value, page = Drawing(), made("{% once_for it=value %}{{ it }}{% endonce_for %}")
    assert page.render({"value": value}) == page.render({"value": value}) == "ritad"
    assert value.times == 1


def test_other_values_are_drawn_anew():
    page = made("{% once_for it=value %}{{ it }}{% endonce_for %}")
    assert [page.render({"value": word}) for word in ("ja", "nej", "ja")] == ["ja", "nej", "ja"]


def test_two_places_keep_their_drawings_apart():
    page = made(
        "{% once_for it=v %}{{ it }}{% endonce_for %}{% once_for it=v %}({{ it }}){% endonce_for %}"
    )
    assert page.render({"v": "ja"}) == "ja(ja)"


def test_the_rest_of_the_page_cannot_be_seen_within(rf):
    page = made("{% once_for it=v %}{{ it }}{{ reader }}{{ request }}{{ layout }}{% endonce_for %}")
    assert page.render({"v": "ja", "reader": "Maj"}, rf.get("/")) == "ja"


def test_a_component_within_is_drawn_as_without():
    plain = '<c-status tone="good">{{ v }}</c-status>'
    once = "{% once_for v=v %}" + plain + "{% endonce_for %}"
    assert made(once).render({"v": "Gäller"}) == made(plain).render({"v": "Gäller"})


def test_what_is_drawn_is_escaped():
    page = made("{% once_for it=v %}{{ it }}{% endonce_for %}")
    assert page.render({"v": "<b>"}) == "&lt;b&gt;"


def test_drawing_without_values_is_refused():
    with pytest.raises(TemplateSyntaxError, match="once_for needs the values"):
        made("{% once_for %}ja{% endonce_for %}")


def test_a_value_that_can_change_is_refused():
    page = made("{% once_for it=v %}{{ it }}{% endonce_for %}")
    with pytest.raises(TypeError, match="unhashable"):
        page.render({"v": ["ja"]})
