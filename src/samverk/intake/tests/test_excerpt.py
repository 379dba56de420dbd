"""The source beside the fields: the right lines, with anchors, and links that lead to them."""

from __future__ import annotations

from samverk.intake.models import Finding, ReadRecord, Source
from samverk.intake.review import excerpt as excerpts
from samverk.intake.review.excerpt import PlaceLink, excerpt_of, no_excerpt, text_lines

LINES = [[None, number, f"rad {number}", 0] for number in range(1, 41)]


def source(**changes):
    return Source(**({"pk": 7, "name": "a.txt", "lines": LINES} | changes))


def record(of=None, **changes):
    fields = {"places": {"title": {"line": 12}}, "citations": [{"place": {"line": 15}}]}
    usual = {"source": of or source(), "first": 10, "last": 19, "record_id": "a1", "fields": fields}
    return ReadRecord(**(usual | changes))


def shown(found):
    return [[line.number for line in block] for block in found.blocks]


def test_the_records_own_lines_are_shown():
    assert shown(excerpt_of(record(), [])) == [[str(number) for number in range(11, 21)]]


def test_each_line_says_what_was_read_on_it():
    (block,) = excerpt_of(record(), []).blocks
    assert {line.number: line.found for line in block if line.found} == {
        "12": ("Rubrik",),
        "15": ("Hänvisning",),
    }


def test_a_line_leads_to_the_findings_about_it():
    here = {"source": 7, "line": 13, "name": "a.txt"}
    elsewhere = here | {"source": 8, "line": 14}
    (block,) = excerpt_of(record(), [Finding(), Finding(places=[here, elsewhere])]).blocks
    assert [(line.number, line.remarks) for line in block if line.remarks] == [("13", (2,))]


def test_a_line_with_a_personal_number_is_marked():
    (block,) = excerpt_of(record(source(personal_numbers=[13])), []).blocks
    assert [line.number for line in block if line.has_number] == ["14"]


def test_the_voting_list_of_the_record_is_shown_after_it():
    listed = {"joined_to": "a1", "from": {"line": 31}, "to": {"line": 33}}
    other = {"joined_to": "b2", "from": {"line": 35}, "to": {"line": 36}}
    found = excerpt_of(record(source(parts=[listed, other])), [])
    assert shown(found)[1:] == [["31", "32", "33"]]


def test_a_long_record_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(excerpts, "MOST_LINES", 4)
    found = excerpt_of(record(), [])
    assert (len(found.blocks[0]), found.is_cut) == (4, True)
    assert not excerpt_of(record(last=13), []).is_cut


def test_a_place_that_is_shown_is_linked_within_the_page():
    assert excerpt_of(record(), []).link({"line": 12}) == PlaceLink("rad 12", "#rad-12")


def test_a_place_that_is_not_shown_is_linked_to_the_whole_text():
    link = excerpt_of(record(), []).link({"line": 3})
    assert link == PlaceLink("rad 3", "/inlasning/7/text/?sida=1#rad-3")


def test_a_place_far_down_is_on_its_own_page_of_the_text(monkeypatch):
    monkeypatch.setattr(excerpts, "PAGE_LINES", 10)
    link = no_excerpt(source()).link({"line": 31})
    assert link.url == "/inlasning/7/text/?sida=4#rad-31"


def test_no_place_gives_no_link():
    assert excerpt_of(record(), []).link(None) is None


def test_lines_of_a_pdf_are_told_by_page():
    paged = source(lines=[[2, 1, "först", 0], [3, 1, "sedan", 0]])
    found = excerpt_of(record(paged, first=0, last=1, fields={}), [])
    assert [(line.anchor, line.number) for line in found.blocks[0]] == [
        ("rad-2-1", "2:1"),
        ("rad-3-1", "3:1"),
    ]
    assert found.link({"page": 3, "line": 1}) == PlaceLink("sida 3, rad 1", "#rad-3-1")


def test_the_whole_text_is_shown_page_by_page(monkeypatch):
    monkeypatch.setattr(excerpts, "PAGE_LINES", 10)
    assert [line.number for line in text_lines(source(), 30)] == [str(n) for n in range(31, 41)]
    assert text_lines(source(lines=None), 0) == []
