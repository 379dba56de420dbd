"""A page with every component in it, also those that no page of the demo shows yet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler
from playwright.sync_api import Page, Route

from samverk.web.context import Layout, NavigationItem
from samverk.web.statuses import TONES
from samverk.web.tests.charts.example import CHAIN
from samverk.web.tests.charts.test_plots import CHART, FEES
from samverk.web.tests.test_components import RULING, Letter

ADDRESS = "http://galleri.test/"
TEMPLATE = Path(__file__).with_name("gallery.html")


def markup() -> str:
    """Draw the page."""
    source = CottonCompiler().process(TEMPLATE.read_text(encoding="utf-8"))
    navigation = (NavigationItem("Start", "/", is_current=True),)
    charts = [(form, replace(CHART, name=form, title=form)) for form in ("bars", "stack", "lines")]
    context = {
        "layout": Layout("Förbundet Provet", True, "", navigation, "1.0"),
        "chain": CHAIN,
        "ruling": RULING,
        "tones": TONES,
        "charts": [*charts, ("intervals", FEES)],
        "form": Letter({"name": "", "day": "i morgon"}),
        "page": Paginator(range(30), 10).page(2),
    }
    return engines["django"].from_string(source).render(context)


def visit(page: Page) -> None:
    """Open the gallery; its files come from the source tree, nothing is served."""
    page.route(ADDRESS + "statiskt/**", _file)
    page.route(ADDRESS, lambda route: route.fulfill(body=markup(), content_type="text/html"))
    page.goto(ADDRESS)


def _file(route: Route) -> None:
    name = route.request.url.removeprefix(ADDRESS + "statiskt/")
    found = finders.find(name)
    if found:
        route.fulfill(path=found)
    else:
        route.fulfill(status=404)
