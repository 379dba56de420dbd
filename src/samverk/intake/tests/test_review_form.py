"""The review form: what is printed is there, what is inferred is not, and citations can be edited."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from samverk.decisions.actions import NewCitation
from samverk.directory.queries import BodyRef, OrganisationRef
from samverk.intake.forms.citations import CitationRow, citations_of, printed_citations
from samverk.intake.forms.organs import organ_choices, organ_of, organ_value
from samverk.intake.forms.review import Ground, printed, review_form
from samverk.intake.models import ReadRecord, Source

CITED = {"body": "KF", "date": "2023-05-10", "paragraph": 12, "place": {"line": 3}}
FIELDS = {"paragraph": 7, "title": "Stanna", "diary": "SN 1", "date": None, "citations": [CITED]}
BODY = BodyRef(5, "Socialnämnden", "SN", "board", 2, "Granby kommun", "Granby", "granby")
GRANBY = OrganisationRef(2, "municipality", "Granby kommun", "Granby", "granby")
SENT = {
    "key": "en",
    "organ": "b2-5",
    "title": "Stanna",
    "diary": "5",
    "kind": "proposes",
    "cited_0_body": "KF",
    "cited_0_day": "2023-05-10",
    "cited_0_paragraph": "12",
}


def form(kind="minutes", *, has_numbers=False, asked=(), **sent):
    data = QueryDict(mutable=True)
    data.update(SENT | sent)
    choices = {
        "organ": organ_choices([(GRANBY, [BODY])]),
        "diary": [(5, "Socialnämnden")],
        "same_as": list(asked),
    }
    record = ReadRecord(source=Source(body_id=5), kind=kind, fields=FIELDS)
    made = review_form(data, record=record, ground=Ground(choices), has_numbers=has_numbers)
    made.is_valid()
    return made


def review(**sent):
    made = form(**sent)
    assert not made.errors
    return made.new_review(made.cleaned_data)


def test_a_choice_names_organisation_and_body():
    assert organ_of(organ_value(BODY)) == (2, 5)


def test_a_body_that_is_not_printed_can_be_chosen_for_each_organisation():
    ((_, group),) = organ_choices([(GRANBY, [BODY])])[1:]
    assert group[-1] == ("o2", "Organ inte tryckt, Granby")
    assert organ_of("o2") == (2, None)


def test_only_what_is_printed_stands_in_the_form():
    values = printed(ReadRecord(fields=FIELDS | {"suggestions": [{"field": "date", "value": "x"}]}))
    assert values["decided_on"] is None
    assert "organ" not in values
    assert "kind" not in values


def test_the_day_may_be_empty():
    assert review(decided_on="").decided_on is None


def test_the_citation_as_read_is_kept():
    assert review().citations == (NewCitation("KF", date(2023, 5, 10), 12),)


def test_a_citation_can_be_changed():
    assert review(cited_0_paragraph="13").citations[0].paragraph == 13


def test_a_citation_can_be_taken_out():
    assert review(cited_0_dropped="on").citations == ()


def test_a_citation_can_be_added():
    added = review(cited_1_body="KS", cited_1_paragraph="3").citations[1]
    assert added == NewCitation("KS", None, 3)


def test_an_empty_row_is_no_citation():
    rows = [CitationRow(0)]
    values = {rows[0].body: "", rows[0].day: None, rows[0].paragraph: None}
    assert citations_of(values, rows) == ()


def test_a_printed_citation_fills_its_row():
    assert printed_citations([CITED]) == {
        "cited_0_body": "KF",
        "cited_0_organisation": "",
        "cited_0_day": "2023-05-10",
        "cited_0_paragraph": 12,
    }


@pytest.mark.parametrize("name", ["paragraph", "text", "kind", "same_as"])
def test_a_memo_is_not_asked_what_only_a_paragraph_has(name):
    assert name not in form("memo", asked=[("9", "Ja")]).fields


def test_a_possible_double_is_asked_about_first():
    made = form(asked=[("9", "Ja, det")])
    assert next(iter(made.fields)) == "same_as"
    assert "same_as" in made.errors


@pytest.mark.parametrize(("answer", "meant"), [("9", 9), ("nytt", None)])
def test_the_answer_names_the_decision_or_a_new_one(answer, meant):
    made = form(asked=[("9", "Ja, det")], same_as=answer)
    review = made.new_review(made.cleaned_data)
    assert (review.same_as, review.is_new) == (meant, meant is None)


def test_personal_numbers_must_be_ticked():
    assert "acknowledged" in form(has_numbers=True).errors
    assert not form(has_numbers=True, acknowledged="on").errors


def test_without_personal_numbers_nothing_is_asked():
    assert "acknowledged" not in form().fields


@pytest.mark.parametrize("number", ["0", "-1", "sju", "100000"])
def test_a_paragraph_that_is_no_paragraph_is_refused(number):
    assert "paragraph" in form(paragraph=number).errors
