"""Taking part at a distance: by whose decision, with sound and image, and since when."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.rules.assembly import Assembly
from samverk.rules.body import Body
from samverk.rules.remote import Link, RemoteTerms, remote_participation
from samverk.rules.tests.texts import in_full, told

DAY = date(2024, 3, 15)
DECIDED = RemoteTerms(is_allowed=True, source="12 § arbetsordningen")
SOUND = RemoteTerms(
    is_allowed=True, source="§ 5", sound_only=True, special_reasons="uppkopplingen är för svag"
)
AT_A_DISTANCE = [Link.SOUND_AND_IMAGE, Link.SOUND_ONLY]


@pytest.mark.parametrize("assembly", Assembly)
@pytest.mark.parametrize("link", AT_A_DISTANCE)
def test_nobody_takes_part_at_a_distance_without_a_decision(assembly, link):
    ruling = remote_participation(assembly, link, day=DAY)

    assert ruling.value is False
    assert "har inte beslutat om deltagande på distans" in told(ruling)


@pytest.mark.parametrize("assembly", Assembly)
def test_being_in_the_room_needs_no_decision(assembly):
    ruling = remote_participation(assembly, Link.ROOM, day=DAY)

    assert ruling.value is True
    assert ruling.remarks == ()


@pytest.mark.parametrize(
    ("assembly", "section"),
    [
        (Assembly.COUNCIL, "5 kap. 16 § kommunallagen (2017:725)"),
        (Assembly.BOARD, "6 kap. 24 § kommunallagen (2017:725)"),
        (Assembly.FEDERATION, "19 a § lagen om finansiell samordning"),
    ],
)
def test_sound_and_image_by_decision_counts_as_present_by_the_bodys_own_section(assembly, section):
    ruling = remote_participation(assembly, Link.SOUND_AND_IMAGE, DECIDED, day=DAY)

    assert ruling.value is True
    assert all(str(reason.statute).startswith(section) for reason in ruling.reasons)
    assert ruling.remarks == ()


@pytest.mark.parametrize("assembly", [Assembly.COUNCIL, Assembly.BOARD])
def test_sound_alone_is_never_enough_in_council_or_board(assembly):
    ruling = remote_participation(assembly, Link.SOUND_ONLY, SOUND, day=DAY)

    assert ruling.value is False
    assert "Bara ljud räcker inte" in told(ruling)


def test_sound_alone_is_enough_in_a_federation_for_special_reasons():
    ruling = remote_participation(Assembly.FEDERATION, Link.SOUND_ONLY, SOUND, day=DAY)

    assert ruling.value is True
    assert "av särskilda skäl: uppkopplingen är för svag." in told(ruling)


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (DECIDED, "Styrelsen har inte beslutat att enbart ljud får användas"),
        (
            RemoteTerms(is_allowed=True, sound_only=True, special_reasons="  "),
            "kräver särskilda skäl, och de är inte angivna",
        ),
        (RemoteTerms(sound_only=True, special_reasons="x"), "Styrelsen har inte beslutat"),
    ],
)
def test_sound_alone_in_a_federation_needs_its_decision_and_its_reasons(terms, said):
    ruling = remote_participation(Assembly.FEDERATION, Link.SOUND_ONLY, terms, day=DAY)

    assert ruling.value is False
    assert said in told(ruling)


@pytest.mark.parametrize(
    ("day", "may"), [(date(2022, 3, 15), False), (date(2022, 3, 16), True), (None, True)]
)
def test_a_federation_could_not_meet_at_a_distance_before_its_section(day, may):
    ruling = remote_participation(Assembly.FEDERATION, Link.SOUND_AND_IMAGE, DECIDED, day=day)

    assert ruling.value is may


def test_the_time_before_the_section_is_told_as_our_reading():
    day = date(2021, 5, 1)
    ruling = remote_participation(Assembly.FEDERATION, Link.SOUND_AND_IMAGE, DECIDED, day=day)

    assert "gäller från den 16 mars 2022" in told(ruling)
    assert [reason.statute for reason in ruling.reasons] == [None]


def test_a_decision_that_nobody_can_point_to_is_remarked():
    terms = RemoteTerms(is_allowed=True)

    council = remote_participation(Assembly.COUNCIL, Link.SOUND_AND_IMAGE, terms, day=DAY)
    federation = remote_participation(Assembly.FEDERATION, Link.SOUND_AND_IMAGE, terms, day=DAY)

    assert "! Var beslutet om distans finns är inte angivet." in in_full(council)
    assert "Det ska dokumenteras." in told(federation)


@pytest.mark.parametrize("closed", [True, False])
def test_a_closed_ballot_at_a_distance_is_remarked_as_unconfirmed(closed):
    ruling = remote_participation(
        Assembly.BOARD, Link.SOUND_AND_IMAGE, DECIDED, closed_ballot=closed, day=DAY
    )

    assert ("obekräftat" in told(ruling)) is closed
    assert ruling.value is True


def test_a_day_before_the_known_wording_is_remarked_also_for_a_no():
    ruling = remote_participation(Assembly.COUNCIL, Link.SOUND_ONLY, day=date(2016, 1, 1))

    assert ruling.reasons[0].statute is None
    assert "Samverks tabell" in ruling.remarks[0].text


@pytest.mark.parametrize(
    ("assembly", "body", "label"),
    [
        (Assembly.COUNCIL, Body.COUNCIL, "fullmäktige"),
        (Assembly.BOARD, Body.BOARD, "nämnd"),
        (Assembly.FEDERATION, Body.BOARD, "förbundsstyrelse"),
    ],
)
def test_a_federations_board_votes_and_counts_as_a_board(assembly, body, label):
    assert (assembly.body, assembly.label) == (body, label)
