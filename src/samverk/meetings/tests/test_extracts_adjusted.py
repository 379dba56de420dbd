"""An extract of what is adjusted here: not before all have signed, and with the day they did."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2 as pdfium
import pytest
from django.urls import reverse

from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions
from samverk.meetings.models import SealedRecord
from samverk.meetings.queries import extract_page, item_by_id
from samverk.meetings.tests.adjusting import ADJUSTER, CHAIR, by_laws, held, send, sign
from samverk.meetings.tests.sending import add_town


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.SEAL_DIR = settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def meeting(seated, opened):
    add_town(seated)
    by_laws(seated)
    found = held(seated, opened)
    item = found.items.get()
    actions.set_recipients(seated.owner, item, ["Arkivet"], key="mottagare")
    return found


def test_what_is_out_for_adjustment_is_not_certified(seated, meeting):
    send(seated, meeting)
    item = item_by_id(meeting.items.get().pk)
    assert extract_page(item).finality.lacks == "Paragrafen är inte justerad än."
    with pytest.raises(InputError, match="inte justerad än"):
        actions.send_extract(seated.owner, item, meeting.day, key="utdrag")


def test_the_day_of_adjustment_is_the_day_that_all_had_signed(seated, meeting):
    stage = send(seated, meeting)
    sign(SETUP, stage, CHAIR)
    sign(SETUP, stage, ADJUSTER)
    item = item_by_id(meeting.items.get().pk)
    day = extract_page(item).finality.adjusted_on
    with pytest.raises(InputError, match=f"justerades {day}"):
        actions.send_extract(seated.owner, item, day - timedelta(days=1), key="fel dag")
    made = actions.send_extract(seated.owner, item, day, key="utdrag")
    assert made.content["adjusted_on"] == day.isoformat()


def test_a_corrected_paragraph_goes_again_with_its_correction(seated, meeting):
    stage = send(seated, meeting)
    sign(SETUP, stage, CHAIR)
    sign(SETUP, stage, ADJUSTER)
    item = item_by_id(meeting.items.get().pk)
    day = extract_page(item).finality.adjusted_on
    first = actions.send_extract(seated.owner, item, day, key="utdrag")
    assert extract_page(item).left == ()
    record = SealedRecord.objects.get(kind="paragraph")
    actions.correct_paragraph(seated.owner, record, "Taxan höjs med 3 %.", "Skrivfel.", key="r")
    page = extract_page(item)
    assert page.outdated == {"Arkivet"}
    url = reverse("dispatch_item", args=[item.pk])
    shown = seated.browser(seated.owner_user).get(url).content.decode()
    assert "fick utdraget före rättelsen" in shown
    second = actions.send_extract(seated.owner, item, day, key="rättat")
    assert second.pk != first.pk
    assert [each["text"] for each in second.content["corrections"]] == ["Taxan höjs med 3 %."]
    assert first.content["corrections"] == []
    with second.pdf.open("rb") as stored, pdfium.PdfDocument(stored) as pdf:
        assert "Taxan höjs med 3 %." in pdf[0].get_textpage().get_text_range()
    assert extract_page(item).left == ()
    with pytest.raises(ConflictError, match="redan fått"):
        actions.send_extract(seated.owner, item, day, key="igen")
