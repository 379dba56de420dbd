"""Forms that write, the choice of day, and the pages of refusals."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict

from samverk.foundation.actors import PUBLIC
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.forms import ActForm, DayForm, LeftField
from samverk.foundation.middleware import ActorMiddleware
from samverk.foundation.pages import Offer, Panel, Panels, Reading, offers
from samverk.foundation.permissions import Allowed, Denied
from samverk.foundation.sorting import swedish_key


class NameForm(ActForm):
    name = forms.CharField()


def sent(**fields):
    data = QueryDict(mutable=True)
    data.update({"key": "k", "name": "Anna"} | fields)
    return NameForm(data)


def refuse(fault):
    def write(values, key):
        raise fault

    return write


class SeatForm(ActForm):
    seat = LeftField()

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["seat"].offer([(1, "Ett"), (2, "Två")], taken=[2, 7], first="Välj")


def seat(value):
    return SeatForm(QueryDict(f"key=k&seat={value}")).carry_out(lambda values, _: values["seat"])


def test_what_is_taken_is_not_offered():
    assert SeatForm().fields["seat"].choices == [("", "Välj"), (1, "Ett")]


def test_what_a_form_took_the_first_time_is_no_fault_the_second():
    assert (seat(1), seat(2), seat(7)) == (1, 2, 7)


@pytest.mark.parametrize("value", ["", "3", "x", "07"])
def test_what_was_never_offered_is_a_fault(value):
    assert seat(value) is None


def test_the_write_gets_the_fields_and_the_key_apart():
    assert sent().carry_out(lambda values, key: (values, key)) == ({"name": "Anna"}, "k")


def test_an_unsent_form_does_nothing_and_has_a_key():
    form = NameForm()
    assert form.carry_out(lambda values, key: pytest.fail("written")) is None
    assert len(str(form["key"].value())) == 36


def test_a_fault_is_shown_at_its_field_and_the_key_is_kept():
    form = sent()
    assert form.carry_out(refuse(InputError("Fel namn.", field="name"))) is None
    assert form.errors["name"] == ["Fel namn."]
    assert form["key"].value() == "k"


def test_a_fault_of_a_field_that_is_not_there_is_shown_on_top():
    form = sent()
    form.carry_out(refuse(InputError("Fel.", field="annat")))
    assert form.non_field_errors() == ["Fel."]


def test_a_conflict_is_shown_on_top_with_a_new_key_and_all_that_was_written():
    form = sent()
    form.carry_out(refuse(ConflictError("Redan gjort.")))
    assert form.non_field_errors() == ["Redan gjort."]
    assert form["key"].value() != "k"
    assert form["name"].value() == "Anna"


def test_a_refusal_is_not_the_forms_to_show():
    with pytest.raises(NotAllowedError):
        sent().carry_out(refuse(NotAllowedError("Nej.")))


def test_a_missing_field_says_so_in_swedish():
    form = sent(name="")
    form.carry_out(refuse(AssertionError))
    assert form.errors["name"] == ["Uppgiften behövs."]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("dag=2023-11-01", date(2023, 11, 1)),
        ("dag=20231101", date(2023, 11, 1)),
        ("dag=+2023-11-01+", date(2023, 11, 1)),
        ("", date(2024, 3, 15)),
        ("dag=", date(2024, 3, 15)),
        ("dag=igår", date(2024, 3, 15)),
        ("dag=2023-02-30", date(2024, 3, 15)),
    ],
)
def test_the_chosen_day_is_read_or_is_today(the_day, typed, day):
    assert DayForm(QueryDict(typed)).day == day


def test_only_a_day_that_cannot_be_read_is_a_fault(the_day):
    assert DayForm(QueryDict("")).errors == {}
    assert DayForm(QueryDict("dag=igår")).errors["dag"] == ["Skriv dagen som ÅÅÅÅ-MM-DD."]


@pytest.mark.parametrize("typed", ["2023-02-30", "20230230", "2023-13-01"])
def test_a_day_that_the_calendar_lacks_is_told_apart(the_day, typed):
    faults = DayForm(QueryDict(f"dag={typed}")).errors["dag"]
    assert faults == ["Den dagen finns inte i kalendern."]


@pytest.mark.parametrize(
    ("fault", "page"),
    [(NotAllowedError("Skälet."), PermissionDenied), (NotFoundError("Borta."), Http404)],
)
def test_a_refusal_becomes_its_page_with_its_reason(rf, fault, page):
    middleware = ActorMiddleware(lambda request: None)
    with pytest.raises(page, match=fault.message):
        middleware.process_exception(rf.get("/"), fault)


def test_another_fault_is_left_alone(rf):
    middleware = ActorMiddleware(lambda request: None)
    assert middleware.process_exception(rf.get("/"), ValueError()) is None


def test_a_page_offers_what_is_allowed_and_each_reason_once():
    given = [Offer("A", "/a", Allowed()), Offer("B", "/b", Denied("Nej."))]
    page = offers(*given, Offer("C", "/c", Denied("Nej.")))
    assert [offer.label for offer in page.allowed] == ["A"]
    assert page.reasons == ("Nej.",)


def test_a_panel_is_added_once_and_knows_who_reads_what():
    panels = Panels()

    def make(reading):
        return Panel(f"{reading.subject} {reading.actor.name}", "id", (), "")

    panels.add(make)
    panels.add(make)
    shown = panels.on(Reading(7, 1, date(2024, 3, 15), PUBLIC))
    assert [panel.title for panel in shown] == ["7 Allmänheten"]


def test_swedish_letters_come_last_in_their_order():
    words = ["öl", "zon", "Ål", "älv", "Adam", "åka"]
    assert sorted(words, key=swedish_key) == ["Adam", "zon", "åka", "Ål", "älv", "öl"]
