"""The components that every room's pages are built of."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from samverk.rules.ruling import Reason, Ruling, Statute
from samverk.web.templatetags.samverk import unbroken

LAW = Statute("kommunallagen", "2017:725", "5 kap. 50 §", date(2018, 1, 1))
RULING = Ruling("minoritet", (Reason("En tredjedel räckte.", LAW),), (Reason("Obekräftat."),))


class Letter(forms.Form):
    """A form with each kind of control."""

    name = forms.CharField(label="Namn", help_text="Som i protokollet.")
    day = forms.DateField(label="Dag", required=False)
    organ = forms.ChoiceField(
        label="Organ", choices=[("kf", "KF"), ("ks", "KS")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="Jag har läst")


def shown(source, **context):
    return engines["django"].from_string(CottonCompiler().process(source)).render(context)


def test_a_status_is_an_icon_and_a_word():
    drawn = shown('<c-status tone="unknown">Okänt</c-status>')
    assert "<svg" in drawn
    assert "<span>Okänt</span>" in drawn


def test_why_shows_the_reason_with_its_statute_and_the_remark():
    drawn = shown('<c-why :ruling="ruling" />', ruling=RULING)
    assert "En tredjedel räckte." in drawn
    assert "5 kap. 50 § kommunallagen (2017:725)" in drawn
    assert drawn.index("Att tänka på") < drawn.index("Obekräftat.")


def test_why_is_closed_unless_asked_to_be_open():
    assert "<details" in shown('<c-why :ruling="ruling" />', ruling=RULING)
    assert " open>" not in shown('<c-why :ruling="ruling" />', ruling=RULING)
    assert " open>" in shown('<c-why :ruling="ruling" open="true" />', ruling=RULING)


def test_why_without_remarks_has_no_heading_for_them():
    bare = Ruling("x", RULING.reasons)
    assert "Att tänka på" not in shown('<c-why :ruling="ruling" />', ruling=bare)


def test_a_reason_is_escaped():
    sly = Ruling("x", (Reason("<script>"),))
    assert "<script>" not in shown('<c-why :ruling="ruling" />', ruling=sly)


def test_a_table_stands_in_a_region_labelled_by_its_caption():
    drawn = shown('<c-table caption="Röster" id="roster"><tr><td>1</td></tr></c-table>')
    assert 'role="region" aria-labelledby="roster" tabindex="0"' in drawn
    assert '<caption id="roster">Röster</caption>' in drawn


def test_a_heading_has_its_margin_and_its_lead():
    drawn = shown(
        '<c-page-heading title="Medlemskap" lead="Okänt">'
        '<c-slot name="margin">§ 243</c-slot></c-page-heading>'
    )
    assert '<div class="sv-margin">§ 243</div>' in drawn
    assert ">Medlemskap</h1>" in drawn


def test_a_section_begins_with_its_heading_and_is_no_landmark():
    drawn = shown('<c-section title="Beslutet" id="beslutet">Text</c-section>')
    assert '<h2 class="ds-heading" id="beslutet">' in drawn
    # A named section would be a landmark of its own: a page with ten of them has none to go by
    assert "aria-label" not in drawn


def test_the_error_summary_links_to_each_faulty_field():
    form = Letter({"name": ""})
    drawn = shown('<c-error-summary :form="form" />', form=form)
    assert 'href="#id_name"' in drawn
    assert 'href="#id_organ"' in drawn


def test_a_form_without_faults_has_no_summary():
    drawn = shown('<c-error-summary :form="form" />', form=Letter())
    assert "ds-error-summary" not in drawn


def test_a_faulty_field_keeps_what_was_written_and_points_to_its_message():
    form = Letter({"name": "Ada", "day": "i morgon"})
    drawn = shown('<c-field :field="form.day" />', form=form)
    assert 'value="i morgon"' in drawn
    assert 'aria-describedby="id_day_error"' in drawn
    assert 'id="id_day_error"' in drawn


def test_a_fields_help_is_tied_to_its_control():
    drawn = shown('<c-field :field="form.name" />', form=Letter())
    assert 'aria-describedby="id_name_helptext"' in drawn
    assert 'id="id_name_helptext"' in drawn


def test_only_what_may_be_left_out_is_marked():
    drawn = shown('<c-fields :form="form" />', form=Letter())
    assert drawn.count("(frivilligt)") == 1


def test_radio_buttons_stand_in_a_fieldset_that_the_summary_can_reach():
    drawn = shown('<c-field :field="form.organ" />', form=Letter({"organ": "ks"}))
    assert '<fieldset class="ds-fieldset" id="id_organ"' in drawn
    assert drawn.count('type="radio"') == 2
    assert drawn.count("checked") == 1


def test_messages_are_announced():
    message = type("Message", (), {"level_tag": "error", "__str__": lambda self: "Det gick inte."})
    drawn = shown('<c-messages :messages="m" />', m=[message()])
    assert 'role="status"' in drawn
    assert 'data-color="danger"' in drawn


def test_pages_of_a_list_lead_to_each_other():
    middle = Paginator(range(30), 10).page(2)
    drawn = shown('<c-pagination :page="page" query="q=x&" />', page=middle)
    assert "sida=1" in drawn
    assert "sida=3" in drawn
    assert "Sida 2 av 3" in drawn


def test_a_list_of_one_page_has_no_page_links():
    only = Paginator(range(3), 10).page(1)
    assert "<nav" not in shown('<c-pagination :page="page" />', page=only)


def test_progress_says_how_much_of_how_much():
    drawn = shown('<c-progress label="Inläst" id="p" :done="12" :total="40" unit="filer" />')
    assert "Inläst: 12 av 40 filer" in drawn
    assert 'max="40" value="12"' in drawn


def test_the_last_breadcrumb_is_where_one_stands():
    drawn = shown(
        '<c-breadcrumbs><c-breadcrumb href="/">Start</c-breadcrumb>'
        "<c-breadcrumb>Här</c-breadcrumb></c-breadcrumbs>"
    )
    assert '<span aria-current="page">Här</span>' in drawn


def test_an_empty_state_says_what_to_do():
    drawn = shown('<c-empty title="Inga ärenden än"><p>Läs in ett protokoll.</p></c-empty>')
    assert drawn.index("Inga ärenden än") < drawn.index("Läs in ett protokoll.")


def test_a_personal_number_is_never_broken_over_two_lines():
    drawn = unbroken("Exempel <Ek>, 19900504-••••")
    assert drawn == 'Exempel &lt;Ek&gt;, <span class="sv-nowrap">19900504-••••</span>'
    assert unbroken("Ärende 2026-55") == "Ärende 2026-55"
