from __future__ import annotations

import json
from pathlib import Path

import pytest

from samverk.intake.reading.labels import match_field, match_label


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Beslut", "decision"),
        ("KOMMUNFULLMÄKTIGES BESLUT", "decision"),
        ("Förslag till beslut:", "proposed_decision"),
        ("Ärendebeskrivning", "background"),
        ("Yrkanden", "proposals_at_meeting"),
        ("Beslutsgång", "proposition"),
        ("Omröstning begärs", "vote"),
        ("Reservationer", "reservation"),
        ("Paragrafen är justerad", "immediate_adjustment"),
        ("Beslutet ska skickas till", "dispatch"),
        ("Kommunfullmäktiges behandling", "handling_by"),
        ("Beredning av ärendet i välfärdsnämnden och kommunstyrelsen", "earlier_handling"),
    ],
)
def test_a_heading_names_its_concept(text: str, concept: str) -> None:
    label = match_label(text)
    assert label is not None
    assert label.concept == concept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "beslut.",
        "Beslut om utträde ur förbundet, § 94 den 26 maj 2021, upphävs.",
        "Socialnämnden beslut",
        "Bakgrunden är känd",
        "Nämnden föreslår följande",
    ],
)
def test_running_text_is_no_heading(text: str) -> None:
    assert match_label(text) is None


def test_a_heading_tells_who_proposes_to_whom() -> None:
    label = match_label("Välfärdsnämndens förslag till beslut i kommunfullmäktige")
    assert label is not None
    assert (label.by, label.to) == ("Välfärdsnämnden", "Kommunfullmäktige")


def test_a_heading_without_owner_tells_only_to_whom() -> None:
    label = match_label("Förslag till beslut i Socialnämnden")
    assert label is not None
    assert (label.concept, label.by, label.to) == ("proposal_to", None, "Socialnämnden")


def test_what_follows_on_the_line_is_kept() -> None:
    label = match_label("Beslut: Kommunstyrelsen godkänner rapporten.")
    assert label is not None
    assert label.rest == "Kommunstyrelsen godkänner rapporten."


@pytest.mark.parametrize(
    ("text", "concept", "rest"),
    [
        ("Datum: 2020-10-08", "date", "2020-10-08"),
        ("Beteckning: 2020.096 SN", "diary", "2020.096 SN"),
        ("Diariernr: 2023.076 SN", "diary", "2023.076 SN"),
        ("Dnr KS 2024/18", "diary", "KS 2024/18"),
        ("Handläggare: Tova Berg", "officer", "Tova Berg"),
    ],
)
def test_a_field_gives_its_value(text: str, concept: str, rest: str) -> None:
    field = match_field(text)
    assert field is not None
    assert (field.concept, field.rest) == (concept, rest)


@pytest.mark.parametrize(
    "text", ["Datum för nästa möte är inte satt", "Referens saknas", "Hej: du"]
)
def test_other_lines_are_no_fields(text: str) -> None:
    assert match_field(text) is None


@pytest.mark.parametrize(
    "concept", ["decision", "decision_basis", "proposition", "dispatch", "separate_statement"]
)
def test_every_variant_met_in_practice_is_known(shared: Path, concept: str) -> None:
    variants = json.loads((shared / "golden" / "label_variants.json").read_text(encoding="utf-8"))
    # Those in small letters are phrases within a sentence, not headings.
    plain = [v for v in variants[concept] if v[0].isupper() and "<" not in v and "..." not in v]
    known = [v for v in plain if (label := match_label(v)) and label.concept == concept]
    assert set(plain) - set(known) == set()


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Reservationer/Särskilda yttranden", "reservation"),
        ("Yrkanden och propositionsordning", "proposals_at_meeting"),
        ("Yrkanden och planer", None),
    ],
)
def test_a_heading_of_two_has_the_first_ones_concept(text: str, concept: str | None) -> None:
    label = match_label(text)
    assert (label and label.concept) == concept
