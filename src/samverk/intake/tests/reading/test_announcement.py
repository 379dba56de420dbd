from __future__ import annotations

import pytest

from samverk.intake.reading.model import Announcement
from samverk.intake.tests.reading.given import document, read


def posted(text: str) -> Announcement:
    found = document(text).announcement
    assert found is not None
    return found


@pytest.mark.parametrize("title", ["ANSLAG/BEVIS", "Anslagsbevis", "Bevis om anslag av protokoll"])
def test_a_block_is_known_by_its_title(title: str) -> None:
    text = f"{title}\nOrgan: Miljönämnden\nAnslaget sätts upp: 2024-02-21"
    assert posted(text).fields == {"body": "Miljönämnden", "up": "2024-02-21"}


def test_two_labels_may_share_a_line() -> None:
    found = posted(
        "ANSLAG/BEVIS\nDatum då anslaget sätts upp 2024-02-21   Datum då anslaget tas ned 2024-03-14"
    )
    assert (found.fields["up"], found.fields["down"]) == ("2024-02-21", "2024-03-14")


def test_a_value_may_stand_below_its_label() -> None:
    found = posted(
        "ANSLAG\nSista dag för överklagande\n2024-03-13\nProtokollets förvaringsplats\nKansliet"
    )
    assert (found.fields["last_appeal"], found.fields["storage"]) == ("2024-03-13", "Kansliet")
    assert found.places["last_appeal"].line == 3


def test_a_block_alone_is_a_notice_with_body_and_day() -> None:
    found = document("ANSLAGSBEVIS\nOrgan\nMiljönämnden\nSammanträdesdatum\n2024-02-12")
    assert (found.kind, found.body, str(found.date)) == ("notice", "Miljönämnden", "2024-02-12")


def test_a_block_on_the_front_page_belongs_to_the_minutes() -> None:
    (found,) = read("ANSLAG/BEVIS\nOrgan: Miljönämnden\n\n§ 1 Upprop\n\nBeslut\nJa.").documents
    assert found.kind == "minutes"
    assert found.announcement is not None


def test_a_block_without_fields_is_nothing() -> None:
    assert document("ANSLAG/BEVIS\nSe kommunens webbplats.").announcement is None


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        (
            "Datum för anslags     2024-10-01     Datum för anslags     2024-10-23\n"
            "uppsättande                          nedtagande",
            {"up": "2024-10-01", "down": "2024-10-23"},
        ),
        (
            "Förvaringsplats      Kansliet, Torget 1,\nför protokollet      Norrby",
            {"storage": "Kansliet, Torget 1, Norrby"},
        ),
        ("Sista dag för     2024-03-12\növerklagande", {"last_appeal": "2024-03-12"}),
    ],
)
def test_a_label_may_fill_two_lines_of_its_column(rows: str, fields: dict[str, str]) -> None:
    assert posted(f"ANSLAG/BEVIS\n{rows}\n").fields == fields
