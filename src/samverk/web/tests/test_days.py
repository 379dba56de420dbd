"""ISO dates in pages stand on one line, and are marked as what they are."""

from __future__ import annotations

import pytest
from django.template import engines

from samverk.web.days import whole


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<td>2023-11-01</td>", "<td><time>2023-11-01</time></td>"),
        ("Upphävt 2024-01-29.", "Upphävt <time>2024-01-29</time>."),
        ("2023-11-01–2024-01-29", "<time>2023-11-01</time>–<time>2024-01-29</time>"),
        ("<p>den 1 november</p>", "<p>den 1 november</p>"),
    ],
)
def test_a_day_in_text_is_kept_whole(markup, shown):
    assert whole(markup) == shown


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="?dag=2023-11-01">Visa</a>',
        '<input value="2023-11-01">',
        '<time datetime="2023-11-01T09:00">2023-11-01 09:00</time>',
        "<option>protokoll 2023-11-01</option>",
        "<textarea>\n2023-11-01\n</textarea>",
        "<svg><text>2023-11-01</text></svg>",
        "<script>'2023-11-01'</script>",
    ],
)
def test_a_day_that_cannot_hold_a_mark_is_left_alone(markup):
    assert whole(markup) == markup


@pytest.mark.parametrize(
    "number", ["2023-13-01", "2023-11-32", "12023-11-01", "2023-11-012", "A-2023-11-01"]
)
def test_what_only_looks_like_a_day_is_left_alone(number):
    assert whole(number) == number


def test_a_day_after_what_is_left_alone_is_still_kept_whole():
    assert whole("<option>x</option> 2023-11-01") == "<option>x</option> <time>2023-11-01</time>"


def test_every_page_keeps_its_days_whole(client, db):
    page = engines["django"].from_string(
        '{% extends "web/base.html" %}{% block content %}<p>Beslut 2023-11-01</p>{% endblock %}'
    )
    assert "<p>Beslut <time>2023-11-01</time></p>" in page.render()


def test_so_does_a_page_that_says_what_went_wrong():
    page = engines["django"].get_template("web/error.html")
    assert "<time>2023-11-01</time>" in page.render({"explanation": "Avslutat 2023-11-01."})


def test_text_from_outside_stays_escaped():
    page = engines["django"].from_string(
        '{% extends "web/frame.html" %}{% block frame %}{{ said }}{% endblock %}'
    )
    shown = page.render({"said": "<b>2023-11-01</b>"})
    assert "&lt;b&gt;<time>2023-11-01</time>&lt;/b&gt;" in shown
