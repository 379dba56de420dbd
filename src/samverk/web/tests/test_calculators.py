"""The Lagkalkylator's pages: the rules as forms."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from samverk.rules.calculators import CATALOGUE, calculator
from samverk.web.calculator_forms import CalculatorForm, worked_examples

SLUGS = [entry.slug for entry in CATALOGUE]


def page(client, slug, **query):
    return client.get(f"/lagkalkylator/{slug}/", query).content.decode()


def test_the_index_leads_to_every_calculator(client):
    listed = client.get("/lagkalkylator/").content.decode()
    for entry in CATALOGUE:
        assert f'href="/lagkalkylator/{entry.slug}/"' in listed
        assert entry.title in listed.replace("\N{SOFT HYPHEN}", "")


@pytest.mark.parametrize("slug", SLUGS)
def test_an_untouched_calculator_asks_without_answering_or_blaming(client, slug):
    shown = page(client, slug)
    assert "Räkna ut" in shown
    assert "sv-answer" not in shown
    assert "ds-error-summary" not in shown


@pytest.mark.parametrize("slug", SLUGS)
def test_every_worked_example_computes_on_the_page(client, slug):
    for example in worked_examples(calculator(slug)):
        shown = client.get(f"/lagkalkylator/{slug}/?{example.query}").content.decode()
        assert "sv-answer" in shown, example.query
        assert "ds-error-summary" not in shown


def test_an_answer_comes_first_and_shows_its_reasons(client):
    shown = page(client, "overklagandetid", anslaget="2025-12-03")
    assert "<strong><time>2025-12-29</time></strong>" in shown
    assert shown.index("sv-answer") < shown.index("Varför?") < shown.index('id="exempel"')
    assert "kommunallagen (2017:725)" in shown


def test_bad_input_is_kept_and_explained_at_the_field_and_on_top(client):
    shown = page(client, "overklagandetid", anslaget="2023-02-30")
    assert 'value="2023-02-30"' in shown
    assert '<a class="ds-link" href="#falt-anslaget">' in shown
    assert "finns inte i kalendern" in shown


def test_the_message_does_not_speak_of_the_command_line(client):
    for wrong in ("2023-02-30", ""):
        assert "--posted" not in page(client, "overklagandetid", anslaget=wrong, form="")


def test_a_page_with_faults_says_so_in_its_title(client):
    assert "<title>Fel: " in page(client, "overklagandetid", anslaget="x")


def test_an_answer_that_the_rule_refuses_is_a_fault_of_the_form(client):
    shown = page(client, "beslutsforhet", ledamoter="5", narvarande="9")
    assert "ds-error-summary" in shown
    assert "sv-answer" not in shown


def test_a_choice_left_out_of_the_address_shows_its_default(client):
    shown = page(client, "overklagandetid", anslaget="2025-12-03")
    # Överklagandeform and Anslagstavlor: one alternative each.
    assert shown.count(" checked") == 2


def test_what_is_written_is_escaped(client):
    shown = page(client, "overklagandetid", anslaget='"><script>alert(1)</script>')
    assert "<script>" not in shown


def test_an_unknown_calculator_does_not_exist(client):
    assert client.get("/lagkalkylator/finns-inte/").status_code == 404


def test_a_list_of_municipalities_answers_with_each_of_them():
    data = QueryDict("belopp=14300000&folkmangd=Alingsås=42382,Lerum=43706")
    result = CalculatorForm(calculator("andelar"), data).result()
    rows = dict(result.rows)
    assert rows["Kommun, Alingsås"] == "1 760 009 kr".replace(" ", "\N{NO-BREAK SPACE}")


def test_an_example_shows_a_choice_by_its_label():
    examples = worked_examples(calculator("omrostning"))
    given = [pair for example in examples for pair in example.given]
    assert not [value for _, value in given if value in {"yes", "no", "council", "board"}]
