"""What a calculator answers when little, much or nonsense is typed, and what can be taken along."""

from __future__ import annotations

import re
from html import unescape

import pytest

from samverk.rules.calculators import CATALOGUE, calculator
from samverk.rules.calculators.base import Kind
from samverk.web import calculator_addresses as addresses

SLUGS = [entry.slug for entry in CATALOGUE]
MONEY = {"belopp": "1000", "folkmangd": "Ön=1"}


def page(client, slug, query):
    answer = client.get(f"/lagkalkylator/{slug}/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def said(shown):
    """The messages beside the fields, by the field's address."""
    found = re.findall(r'id="falt-([a-z]+)_error">(.*?)</div>', shown, re.DOTALL)
    return {name: unescape(re.sub(r"<[^>]+>", "", text)).strip() for name, text in found}


@pytest.mark.parametrize(
    ("slug", "query", "field", "message"),
    [
        ("tre-manader", {"dag": "2022-02-30"}, "dag", "”2022-02-30” finns inte i kalendern."),
        ("tre-manader", {"dag": ""}, "dag", "Uppgiften behövs för att räkna."),
        ("tre-manader", {"dag": "1 maj"}, "dag", "”1 maj” är inget datum, skriv som 2023-11-01."),
        ("diarienummer", {"nummer": " "}, "nummer", "Uppgiften behövs för att räkna."),
        (
            "overklagandetid",
            {"anslaget": "2025-12-03", "nedtaget": "2025-12-01"},
            "nedtaget",
            "Anslaget kan inte ha tagits ned före anslagsdagen.",
        ),
        (
            "overklagandetid",
            {"anslaget": "2025-12-03", "form": "forvaltningsbesvar", "tavlor": "gemensam-namnd"},
            "form",
            "Anslaget har betydelse bara vid laglighetsprövning.",
        ),
        (
            "uttrade",
            {"uppsagt": "2020-06-15", "ar": "0", "rakning": "kalenderar"},
            "ar",
            "Uppsägningstiden ska vara 1-100 år.",
        ),
        (
            "omrostning",
            {"ja": "0", "nej": "0"},
            "ja",
            "Ingen är närvarande: alla röstetal är noll.",
        ),
        (
            "omrostning",
            {"ja": "3", "nej": "0", "ordforande": "nej"},
            "ordforande",
            "Ordförandens röst finns inte bland de räknade rösterna.",
        ),
        ("omrostning", {"ja": "-1", "nej": "2"}, "ja", "”-1” är negativt, skriv 0 eller mer."),
        (
            "omrostning",
            {"ja": "9" * 5000, "nej": "2"},
            "ja",
            "Talet är för stort, högst 100\N{NO-BREAK SPACE}000.",
        ),
        ("aterremiss", {"ja": "5", "nej": "2"}, "organ", "Uppgiften behövs för att räkna."),
        (
            "aterremiss",
            {"ja": "5", "nej": "2", "organ": "council"},
            "organ",
            "Välj ett av alternativen.",
        ),
        (
            "beslutsforhet",
            {"ledamoter": "0", "narvarande": "0"},
            "ledamoter",
            "Antalet ledamöter ska vara minst 1.",
        ),
        (
            "beslutsforhet",
            {"ledamoter": "5", "narvarande": "9"},
            "narvarande",
            "Fler närvarande och jäviga än de 5 ledamöterna.",
        ),
        (
            "andelar",
            MONEY | {"folkmangd": "Alingsås"},
            "folkmangd",
            "”Alingsås” ska skrivas som Namn=tal.",
        ),
        (
            "andelar",
            MONEY | {"utanfor": "Gotland=1"},
            "utanfor",
            "Gotland står utanför region men finns inte bland kommunerna.",
        ),
    ],
)
def test_what_cannot_be_read_is_told_of_in_one_line_at_its_field(
    client, slug, query, field, message
):
    shown = page(client, slug, query)
    assert said(shown) == {field: message}
    assert f'href="#falt-{field}"' in shown


@pytest.mark.parametrize("slug", SLUGS)
def test_what_was_written_is_kept(client, slug):
    fields = [f for f in calculator(slug).fields if f.kind not in (Kind.CHOICE, Kind.FLAG)]
    query = {addresses.name_of(field): f"zz{n}" for n, field in enumerate(fields)}
    shown = page(client, slug, query)
    assert all(f"zz{n}" in shown for n in range(len(fields)))
    assert "ds-error-summary" in shown


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("text", ["", "\0", "☃" * 3000, "<b>", "1e9", "=1+1"])
def test_no_text_brings_a_calculator_down(client, slug, text):
    query = {addresses.name_of(field): text for field in calculator(slug).fields}
    assert "Uppgifter" in page(client, slug, query)


def test_the_message_does_not_repeat_the_fields_name(client):
    shown = page(client, "tre-manader", {"dag": "2022-02-30"})
    assert "Beslutsdag eller avbrottsdag: Beslutsdag" not in unescape(shown)


def test_a_tie_without_the_chairs_vote_is_not_called_computed(client):
    shown = page(client, "omrostning", {"ja": "6", "nej": "6"})
    assert "Går inte att avgöra: ordförandens röst saknas" in shown
    assert 'data-color="success"' not in shown
    assert "<strong>–</strong>" not in shown


@pytest.mark.parametrize(
    ("slug", "query", "says"),
    [
        ("omrostning", {"ja": "4", "nej": "4", "val": "ja"}, "Lika röstetal: lotten avgör"),
        ("aterremiss", {"ja": "6", "nej": "6", "organ": "namnd"}, "ordförandens röst saknas"),
        (
            "overklagandetid",
            {"anslaget": "2025-12-03", "nedtaget": "2025-12-10"},
            "Tiden har inte löpt ut",
        ),
        (
            "overklagandetid",
            {"anslaget": "2025-12-03", "form": "ej-overklagbart"},
            "Beslutet kan inte överklagas",
        ),
    ],
)
def test_an_answer_that_settles_nothing_says_why_instead(client, slug, query, says):
    assert says in page(client, slug, query)


@pytest.mark.parametrize(
    ("slug", "query", "says"),
    [
        ("omrostning", {"ja": "6", "nej": "6", "ordforande": "nej"}, "<strong>nej</strong>"),
        (
            "aterremiss",
            {"ja": "6", "nej": "6", "organ": "namnd", "ordforande": "ja"},
            "<strong>ärendet avgörs i dag</strong>",
        ),
        (
            "aterremiss",
            {"ja": "6", "nej": "6", "organ": "fullmaktige"},
            "<strong>uppskjutet på begäran av en minoritet</strong>",
        ),
    ],
)
def test_a_tie_that_the_rule_settles_is_settled_on_the_page(client, slug, query, says):
    shown = page(client, slug, query)
    assert says in shown
    assert "Går inte att avgöra" not in shown


def test_an_address_that_names_no_field_leaves_the_form_untouched(client):
    shown = page(client, "omrostning", {"utm_source": "brev", "posted": "2025-12-03"})
    assert "ds-error-summary" not in shown


def test_the_command_lines_name_leads_to_the_swedish_address(client):
    answer = client.get("/lagkalkylator/vote/")
    assert (answer.status_code, answer["Location"]) == (301, "/lagkalkylator/omrostning/")


@pytest.mark.parametrize("slug", SLUGS)
def test_no_two_fields_or_choices_share_an_address(slug):
    fields = calculator(slug).fields
    names = [addresses.name_of(field) for field in fields]
    choices = [(f.name, addresses.choice_of(c.value)) for f in fields for c in f.choices]
    assert len(set(names)) == len(names)
    assert len(set(choices)) == len(choices)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_choice_is_read_back_as_the_rule_wrote_it(slug):
    fields = [field for field in calculator(slug).fields if field.choices]
    for field in fields:
        for choice in field.choices:
            address = addresses.choice_of(choice.value)
            assert addresses.rule_text(field, address.upper()) == choice.value


def test_the_answer_names_the_wording_in_force_on_the_day_and_leads_to_the_act(client):
    shown = page(client, "overklagandetid", {"anslaget": "2016-05-02"})
    assert "10 kap. 6 § kommunallagen (1991:900) i lydelsen 2009:808</a>, i kraft från" in shown
    assert 'href="https://rkrattsbaser.gov.se/sfst?bet=1991:900"' in shown
    assert "2017:725" not in shown


def test_the_text_to_take_along_holds_answer_given_and_reasons(client):
    shown = page(client, "omrostning", {"ja": "35", "nej": "12", "avstar": "3"})
    text = unescape(
        re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", shown, re.S).group(1)
    )
    for line in ("Utfall: ja", "- Ja-röster: 35", "- Avstår: 3", "Skäl"):
        assert line in text.splitlines()
    assert "(5 kap. 55 § kommunallagen (2017:725))" in text


def test_the_text_of_an_open_answer_says_that_it_is_open(client):
    shown = page(client, "omrostning", {"ja": "6", "nej": "6"})
    assert "Går inte att avgöra: ordförandens röst saknas.\n" in unescape(shown)
    assert "Utfall: –" not in shown


def test_a_vote_that_the_chair_settled_shows_what_it_was_computed_from(client):
    query = {"ja": "6", "nej": "6", "ordforande": "ja", "val": "", "organ": "namnd"}
    shown = page(client, "omrostning", query)
    printed = shown.partition("Uträknat på")[2].partition("</dl>")[0]
    assert "<dt>Ordförandens röst</dt><dd>Ja</dd>" in printed
    assert "<dt>Organ</dt><dd>Nämnd eller styrelse</dd>" in printed
