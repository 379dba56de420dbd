"""The pages: they open for those who may read in, say why not to others, and keep what was written."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samverk.decisions.models import Decision
from samverk.intake.models import RecordState, Source, SourceState
from samverk.intake.tests.conftest import sample
from samverk.intake.tests.reviews import form_of, only_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def page(read_in):
    """The address of the board's paragraph under review."""
    return reverse("intake_review", args=[read_in("board.txt")[0].pk, 1])


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sent(home, *names, key="en"):
    files = [SimpleUploadedFile(name, sample(name).content) for name in names]
    return {"key": key, "body": home.bodies.get(abbreviation="SN").pk, "documents": files}


def test_a_member_is_told_who_reads_in(client, member):
    client.force_login(member)
    assert "Du kan inte läsa in handlingar" in text_of(client.get(reverse("intake")))


def test_an_empty_list_says_what_to_do_first(signed_in):
    assert "Inga filer är inlästa än" in text_of(signed_in.get(reverse("intake")))


def test_one_file_leads_to_its_own_page(signed_in, home):
    answer = signed_in.post(reverse("intake"), sent(home, "board.txt"), follow=True)
    assert answer.request["PATH_INFO"] == reverse("intake_source", args=[Source.objects.get().pk])
    assert "Väntar på inläsning" in text_of(answer)


def test_several_files_lead_back_to_the_list(signed_in, home):
    answer = signed_in.post(reverse("intake"), sent(home, "board.txt", "council.txt"), follow=True)
    assert "Läser: 0 av 2 filer" in text_of(answer)


def test_a_refused_file_is_named_while_the_good_one_is_kept(signed_in, home):
    data = sent(home, "board.txt")
    data["documents"].append(SimpleUploadedFile("bild.png", b"\x89PNG"))
    answer = signed_in.post(reverse("intake"), data)
    assert answer.status_code == 400
    assert "bild.png har en filtyp som inte tas emot" in text_of(answer)
    assert Source.objects.get().name == "board.txt"


def test_an_upload_without_files_is_told_so(signed_in, home):
    answer = signed_in.post(
        reverse("intake"), {"key": "en", "body": home.bodies.get(abbreviation="SN").pk}
    )
    assert "Välj minst en fil." in text_of(answer)


def test_an_organisation_that_is_not_the_actors_is_no_choice(signed_in, home, neighbour):
    data = sent(home, "board.txt") | {"body": neighbour.bodies.get(abbreviation="SN").pk}
    assert signed_in.post(reverse("intake"), data).status_code == 400
    assert not Source.objects.exists()


def test_a_file_sent_before_is_shown_as_the_earlier_one(signed_in, home):
    signed_in.post(reverse("intake"), sent(home, "board.txt"))
    answer = signed_in.post(reverse("intake"), sent(home, "board.txt", key="två"), follow=True)
    assert "board.txt fanns redan" in text_of(answer)


def test_the_list_polls_only_while_files_wait(signed_in, home, read_in):
    read_in("council.txt")
    assert "hx-get" not in signed_in.get(reverse("intake")).content.decode()
    signed_in.post(reverse("intake"), sent(home, "board.txt"))
    assert "hx-get" in signed_in.get(reverse("intake")).content.decode()


def test_polling_answers_with_the_list_alone(signed_in, read_in):
    read_in("council.txt")
    answer = signed_in.get(reverse("intake"), headers={"HX-Request": "true"}).content.decode()
    assert answer.strip().startswith('<div id="inlasta"')
    assert "council.txt" in answer


def test_polling_keeps_a_day_in_a_files_name_on_one_line(signed_in, read_in):
    Source.objects.filter(pk=read_in("council.txt")[0].pk).update(name="KF 2024-01-29.txt")
    answer = signed_in.get(reverse("intake"), headers={"HX-Request": "true"}).content.decode()
    assert "KF <time>2024-01-29</time>.txt" in answer


def test_an_unreadable_file_says_why(signed_in, home, read_in):
    source = read_in("board.txt")[0]
    Source.objects.filter(pk=source.pk).update(
        state=SourceState.UNREADABLE, message="Filen är skyddad med lösenord."
    )
    shown = text_of(signed_in.get(reverse("intake_source", args=[source.pk])))
    assert "Kunde inte läsas" in shown
    assert "Filen är skyddad med lösenord." in shown


@pytest.mark.parametrize("name", ["intake_source", "intake_text", "intake_file", "intake_first"])
def test_others_are_refused_with_the_reason(name, client, outsider, read_in):
    address = reverse(name, args=[read_in("board.txt")[0].pk])
    client.force_login(outsider)
    answer = client.get(address)
    assert answer.status_code == 403
    assert "Du kan läsa in och granska handlingar bara där du har din roll." in text_of(answer)


def test_others_may_not_see_the_review(client, outsider, page):
    client.force_login(outsider)
    assert client.get(page).status_code == 403


def test_the_file_is_handed_out_as_it_came_and_never_shown(signed_in, read_in):
    answer = signed_in.get(reverse("intake_file", args=[read_in("board.txt")[0].pk]))
    assert b"".join(answer.streaming_content) == sample("board.txt").content
    assert answer.headers["Content-Disposition"] == 'attachment; filename="board.txt"'
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_the_whole_text_has_an_anchor_for_each_line(signed_in, read_in):
    answer = signed_in.get(reverse("intake_text", args=[read_in("board.txt")[0].pk]))
    assert 'id="rad-6"' in answer.content.decode()


def test_each_field_links_to_its_place_in_the_source(signed_in, page):
    shown = signed_in.get(page).content.decode()
    assert '<a class="ds-link" href="#rad-8">rad 8</a>' in shown
    assert 'id="rad-8"' in shown


def test_what_is_printed_stands_in_the_form(signed_in, page):
    form = signed_in.get(page).context["form"]
    assert form["paragraph"].value() == 7
    assert form["decided_on"].value() == "2024-02-14"


def test_a_suggestion_is_not_in_the_form_until_it_is_taken(signed_in, home, page):
    before = signed_in.get(page).context["form"]
    assert before["kind"].value() is None
    answer = signed_in.post(page, form_of(home, kind="", accept=urlencode({"kind": "proposes"})))
    assert answer.context["form"]["kind"].value() == "proposes"


def test_taking_a_suggestion_keeps_what_was_written_and_registers_nothing(signed_in, home, page):
    written = form_of(home, title="Min rubrik", accept=urlencode({"kind": "proposes"}))
    answer = signed_in.post(page, written)
    assert answer.context["form"]["title"].value() == "Min rubrik"
    assert not Decision.objects.exists()


def test_a_button_puts_nothing_else_into_the_form(signed_in, home, page):
    answer = signed_in.post(page, form_of(home, accept=urlencode({"acknowledged": "on"})))
    assert "acknowledged" not in answer.context["form"].initial


def test_a_suggestion_shows_its_ground(signed_in, read_in):
    _, excerpt = read_in("board.txt", "excerpt.md")
    shown = text_of(signed_in.get(reverse("intake_review", args=[excerpt.pk, 1])))
    assert "Förslag: 2024-02-14 Samma paragraf i board.txt trycker dagen." in shown
    assert "källan anger ingen dag" in shown


def test_the_other_source_of_the_same_record_is_named(signed_in, read_in):
    _, excerpt = read_in("board.txt", "excerpt.md")
    shown = text_of(signed_in.get(reverse("intake_review", args=[excerpt.pk, 1])))
    assert "Samma post finns i fler källor" in shown


def test_confirming_leads_to_what_was_registered(signed_in, home, page):
    answer = signed_in.post(page, form_of(home), follow=True)
    assert "§ 7 är bekräftad och registrerad." in text_of(answer)
    assert Decision.objects.get().paragraph == 7


def test_a_faulty_day_is_told_and_the_rest_is_kept(signed_in, home, page):
    answer = signed_in.post(page, form_of(home, decided_on="2024-02-31", title="Min rubrik"))
    assert answer.status_code == 400
    assert "Den dagen finns inte i kalendern." in text_of(answer)
    assert answer.context["form"]["title"].value() == "Min rubrik"


def test_a_citation_that_is_ticked_away_is_not_registered(signed_in, home, page):
    signed_in.post(page, form_of(home, cited_0_dropped="on"))
    assert not Decision.objects.get().citations.exists()


def test_a_citation_can_be_added(signed_in, home, page):
    added = {"cited_1_body": "KS", "cited_1_day": "2023-04-19", "cited_1_paragraph": "3"}
    signed_in.post(page, form_of(home, **added))
    assert Decision.objects.get().citations.count() == 2


def test_a_confirmed_record_shows_what_was_changed(signed_in, home, page):
    signed_in.post(page, form_of(home, title="Ändrad rubrik"))
    rows = {row.name: row for row in signed_in.get(page).context["rows"]}
    assert (rows["Rubrik"].confirmed, rows["Rubrik"].is_changed) == ("Ändrad rubrik", True)
    assert not rows["Dag"].is_changed


def test_a_possible_double_must_be_answered(signed_in, home, page, read_in):
    signed_in.post(page, form_of(home))
    other = read_in("excerpt.md")[0]
    address = reverse("intake_review", args=[other.pk, 1])
    assert "Svara om beslutet redan" in text_of(signed_in.post(address, form_of(home, key="två")))
    signed_in.post(address, form_of(home, key="två", same_as=str(Decision.objects.get().pk)))
    assert only_record(other).decision == Decision.objects.get()


def test_personal_numbers_are_warned_of_with_their_line(signed_in, read_in):
    source = read_in("numbers.txt")[0]
    shown = signed_in.get(reverse("intake_review", args=[source.pk, 1]))
    assert "Det ser ut att stå personnummer i filen: rad 14" in text_of(shown)
    assert "acknowledged" in shown.context["form"].fields


def test_rejecting_asks_for_a_reason(signed_in, page):
    answer = signed_in.post(page + "avvisa/", {"key": "en", "reason": " "})
    assert answer.status_code == 400
    assert "Skriv varför posten avvisas." in text_of(answer)


def test_after_a_refused_rejection_the_record_can_still_be_confirmed(signed_in, home, page):
    shown = signed_in.post(page + "avvisa/", {"key": "en", "reason": ""}).content.decode()
    assert f'<form method="post" class="sv-form" action="{page}"' in shown


def test_a_rejection_without_a_reason_loses_nothing_of_the_form(signed_in, home, page):
    written = form_of(home, title="Min rubrik", cited_0_dropped="on", reason="", fore_kind="notes")
    answer = signed_in.post(page + "avvisa/", written)
    form = answer.context["form"]
    assert (form["title"].value(), form["cited_0_dropped"].value()) == ("Min rubrik", "on")
    assert answer.context["page"].before == {"kind": "notes"}


def test_a_reason_begun_is_kept_when_a_suggestion_is_taken(signed_in, home, page):
    accept = urlencode({"kind": "proposes"})
    answer = signed_in.post(page, form_of(home, accept=accept, reason="Fel läst."))
    assert answer.context["rejecting"]["reason"].value() == "Fel läst."


def test_taking_a_suggestion_leads_back_to_its_field(signed_in, page):
    assert f'formaction="{page}#falt-kind"' in signed_in.get(page).content.decode()


def test_a_rejected_record_shows_its_reason(signed_in, page):
    signed_in.post(page + "avvisa/", {"key": "en", "reason": "Fel läst."})
    assert "Posten är avvisad: Fel läst." in text_of(signed_in.get(page))


def test_the_review_begins_with_the_first_record_left(signed_in, read_in):
    source = read_in("board.txt")[0]
    source.records.update(state=RecordState.REJECTED)
    answer = signed_in.get(reverse("intake_first", args=[source.pk]))
    assert answer.url == reverse("intake_source", args=[source.pk])


@pytest.mark.parametrize("tail", ["9999/", "9999/granska/1/"])
def test_what_is_not_there_is_not_found(tail, signed_in):
    assert signed_in.get(reverse("intake") + tail).status_code == 404
