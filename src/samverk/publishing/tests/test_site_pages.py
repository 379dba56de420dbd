"""What each of the public's pages tells, in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from samverk.publishing.actions.records import write
from samverk.publishing.addresses import address_of
from samverk.publishing.drafts import Draft
from samverk.publishing.models import Kind
from samverk.publishing.queries import open_federations
from samverk.publishing.tests import staged
from samverk.publishing.tests.test_site import PAGES, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]


def test_an_intervention_tells_the_statistics_that_are_published(client, published):
    data = {"intervention": 7, "statistics": [staged.YEAR_OUT]}
    write([Draft(Kind.INTERVENTION, staged.INTERVENTION, "Grön rehab", data=data)], staged.MOMENT)
    page = client.get(f"/oppet/insatser/{staged.INTERVENTION}/").content.decode()
    told = re.sub(r"<[^>]+>|\s+", " ", page.partition('id="statistik"')[2])
    assert "Hur många deltog? 2023" in told
    assert re.search(r"Kvinna +31 ", told)
    assert re.search(r"Man +\.\. ", told)
    for ending in ("json", "csv", "xlsx"):
        assert f"/insatser/{staged.INTERVENTION}/statistik/2023.{ending}" in page
    assert 'href="/insatser/statistik/7/"' in page


def told(client, name: str, query: str = "") -> str:
    answer = client.get(staged.ADDRESSES.get(name, name) + query)
    assert answer.status_code == 200
    return text_of(answer)


@pytest.mark.parametrize(
    "words",
    ["Taxan upphävs", "uppe sedan 2026-05-13", "Socialnämnden den 9 juni 2026", "Älven"],
)
def test_the_start_page_tells_what_is_new(client, words):
    assert words in told(client, "open_start")


@pytest.mark.parametrize(("meeting", "is_told"), [(staged.COMING, False), (999, True)])
def test_the_start_page_tells_of_an_announced_meeting_once(client, meeting, is_told):
    announced = replace(
        next(one for one in staged.notices() if one.source == staged.NOTICE),
        source=5_000,
        title="Nämnden sammanträder den 9 juni",
        sort="meeting",
        meeting=meeting,
    )
    write([announced], staged.MOMENT)
    assert ("Nämnden sammanträder den 9 juni" in told(client, "open_start")) == is_told


def test_meetings_to_come_stand_above_those_held(client):
    page = told(client, "open_meetings")
    assert page.index("2026-06-09") < page.index("2026-05-12") < page.index("2026-04-14")
    assert "Inställt" in page
    assert "2026-05-12" not in told(client, "open_meetings", "?visa=kommande")


def test_a_list_is_narrowed_to_a_body_and_a_year(client):
    assert "2026-05-12" in told(client, "open_meetings", f"?organ={staged.BOARD}&ar=2026")
    assert "2026-05-12" not in told(client, "open_meetings", f"?organ={staged.COUNCIL}")
    assert "2026-05-12" not in told(client, "open_meetings", "?ar=2025")
    assert client.get(PAGES["open_meetings"], {"organ": 999}).status_code == 404


def test_a_meeting_lists_its_items_as_they_were_taken_up_with_what_was_decided(client):
    page = told(client, "open_sitting")
    assert page.index("§ 12") < page.index("§ 13") < page.index("§ 14")
    assert "Nämnden höjer taxan." in page
    assert "klockan 13:30" in page
    assert "Protokoll den 12 maj 2026" in page
    assert "Justerat protokoll, Socialnämnden" in page


@pytest.mark.parametrize(
    "words",
    [
        "Beslutat",
        "Taxan höjs.",
        "Olof Brygge (M) reserverar sig",
        "2 ja, 1 nej. Utfall: ja (taxan höjs).",
        "Ja (2): Inga Eriksson (S), Per Vik (V)",
        "Taxan är 2026 års.",
        "Tjänsteskrivelse om taxan",
        "Dnr SN 2026/41",
    ],
)
def test_a_paragraph_tells_all_of_its_minutes(client, words):
    assert words in told(client, "open_item")


def test_a_secret_paragraph_says_that_it_is_secret(client):
    page = told(client, f"/oppet/paragrafer/{staged.SECRET}/")
    assert "Sekretessbelagd" in page


def test_an_item_that_is_called_says_that_nothing_is_decided(client):
    assert "Inget är beslutat än." in told(client, f"/oppet/paragrafer/{staged.CALLED}/")


def test_a_case_tells_what_happened_in_time_order(client):
    page = told(client, "open_case")
    happened = page[page.index("Vad som har hänt") :]
    assert (
        happened.index("2026-03-02") < happened.index("2026-04-28") < happened.index("2026-05-12")
    )
    assert "Kan överklagas till och med den 3 juni 2026" in page
    assert happened.count("2026-05-12") == 1


def test_a_decision_says_first_whether_it_holds_and_why(client):
    page = told(client, "open_decision")
    assert page.index("Kan överklagas till och med den 3 juni 2026") < page.index("Varför?")
    assert "13 kap. 5 § KL" in page


def test_a_decision_shows_its_chain_from_both_ends(client):
    page = told(client, "open_decision")
    assert "Beslutar enligt § 4 Förslag till taxa" in page
    assert "Upphävs av § 30 Taxan upphävs" in page
    assert "Alla steg i kedjan" in page
    other = told(client, f"/oppet/beslut/{staged.PROPOSAL}/")
    assert "Beslutas av § 12 Taxa för hemtjänst" in other
    assert "Åberopas av § 30 Taxan upphävs" in other


def test_a_decision_that_prepares_and_cites_another_stands_once_with_both(client):
    links = (
        ("prepares", Kind.DECISION, staged.DECISION),
        ("cites", Kind.DECISION, staged.DECISION),
    )
    write(
        [replace(one, links=links) for one in staged.decisions() if one.source == staged.PROPOSAL],
        staged.MOMENT,
    )
    answer = client.get(staged.ADDRESSES["open_decision"])
    assert "Bereds av, beslutar enligt och åberopas av § 4 Förslag till taxa" in text_of(answer)
    section = answer.content.decode().partition('id="kopplingar"')[2].partition("</section>")[0]
    assert section.count(f"/oppet/beslut/{staged.PROPOSAL}/") == 1


def test_a_proposal_says_that_it_decides_nothing(client):
    assert "Förslag: avgör inget självt" in told(client, f"/oppet/beslut/{staged.PROPOSAL}/")
    assert "Det är inte känt om" in told(client, f"/oppet/beslut/{staged.REPEAL}/")


def test_a_vote_of_people_without_parties_names_each_of_them(client):
    (vote,) = staged.votes()
    ballots = [{"person": "Amina Larsdal", "party": "", "option": "no"}]
    write([replace(vote, data=vote.data | {"ballots": ballots})], staged.MOMENT)
    page = told(client, "open_item")
    assert "Nej (1): Amina Larsdal" in page
    assert "Röster per parti" not in page


def test_a_chain_that_runs_in_a_circle_is_drawn_once(client):
    round_about = replace(
        next(one for one in staged.decisions() if one.source == staged.PROPOSAL),
        links=(("changes", Kind.DECISION, staged.REPEAL),),
    )
    write([round_about], staged.MOMENT)
    assert "ändrar" in told(client, "open_decision")


def step(nth: int) -> Draft:
    """Give a decision that changes the one before it."""
    first = next(one for one in staged.decisions() if one.source == staged.REPEAL)
    return replace(
        first,
        source=1000 + nth,
        title=f"Steg {nth} om samverkan mellan kommunerna i länet",
        day=date(2020, 1, 1) + timedelta(days=30 * nth),
        links=(("changes", Kind.DECISION, 999 + nth),) if nth else (),
    )


def test_a_long_chain_is_cut_and_says_so(client):
    write([step(nth) for nth in range(60)], staged.MOMENT)
    answer = client.get(f"/oppet/beslut/{1000}/")
    assert "Kedjan är längre än så här" in text_of(answer)
    assert len(answer.content) < 100_000


def test_a_body_shows_those_who_sit_in_it_today(client):
    page = told(client, "open_body")
    assert page.index("Inga Eriksson") < page.index("Olof Brygge") < page.index("Ersättare i dag")
    assert "Per Vik" in page
    assert "Ulla Ekström" not in page
    assert "under Kommunfullmäktige" in page


def test_no_page_is_of_a_person_and_none_lists_persons_over_bodies(client):
    assert address_of("person", 200) == address_of("membership", 100) == ""
    for name in ("open_start", "open_bodies", "open_meetings", "open_cases"):
        assert "Inga Eriksson" not in told(client, name)


def test_the_bodies_stand_under_their_organisation(client):
    page = told(client, "open_bodies")
    assert page.index("Åby kommun") > page.index("Samordningsförbundet Älven")
    assert page.index("Kommunfullmäktige") < page.index("Socialnämnden")


def test_the_board_shows_what_is_up_by_its_sort_and_what_is_taken_down(client):
    page = told(client, "open_notices")
    assert page.index("Justerade protokoll") < page.index("2026-06-03") < page.index("Nedtaget")
    assert "2026-04-01 –2026-04-15".replace(" –", "–") in page.replace(" –", "–")
    assert "2026-06-03" not in told(client, "open_notices", f"?organisation={staged.OWNER}")


def test_a_notice_tells_how_to_appeal_and_is_proved(client):
    page = told(client, "open_notice")
    for words in ("2026-06-03", "Förvaltningsrätten i Karlstad", "av registrator", "Tingshuset"):
        assert words in page


def test_a_federation_tells_its_members_fees_and_interventions(client):
    page = told(client, "open_federation")
    for words in ("25 %", "512 000 kr", "Grön rehab", "Förbundsstyrelsen"):
        assert words in page


def test_an_intervention_tells_how_long_one_waits_and_on_what_that_rests(client):
    assert "inom 41 dagar" in told(client, "open_interventions")
    page = told(client, "open_intervention")
    assert "Räknat på minst 23 personer, till och med 2026-03-31." in page
    assert "18–64 år" in page


def test_the_catalogue_of_interventions_is_walked_from_end_to_end(client, monkeypatch):
    monkeypatch.setattr(open_federations, "PER_PAGE", 7)
    drafts = [
        Draft(Kind.INTERVENTION, 9000 + n, f"Stöd {n:03}", organisation=staged.OWNER + n % 3)
        for n in range(20)
    ]
    write(drafts, staged.MOMENT)
    found, path = [], "/oppet/insatser/"
    while path:
        page = client.get(path).content.decode()
        found += re.findall(r"Stöd (\d{3})", page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        path = f"/oppet/insatser/{unescape(more[1])}" if more else ""
    assert sorted(found) == [f"{n:03}" for n in range(20)]


@pytest.mark.parametrize("after", ["x", "1", "1.2.3", "-1.2", "9" * 19 + ".1"])
def test_a_place_that_is_none_in_the_catalogue_is_not_found(client, after):
    assert client.get(f"/oppet/insatser/?efter={after}").status_code == 404


def test_a_paper_shows_its_words_and_is_saved_as_a_file(client):
    page = told(client, "open_file")
    assert "Förslaget är att höja." in page
    assert "Spara som fil: taxan.pdf PDF, " in page
    assert "SN 2026/41 Taxa för hemtjänst" in page


def test_the_bytes_of_a_paper_are_an_attachment_that_can_do_nothing(client):
    answer = client.get(staged.ADDRESSES["open_file_bytes"])
    assert answer.content == b"%PDF-1.7 granskad"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "noindex" in answer["X-Robots-Tag"]
    again = client.get(
        staged.ADDRESSES["open_file_bytes"], headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304
    assert client.get(f"/oppet/handlingar/{staged.MINUTES}/fil/").status_code == 404


def test_a_long_paper_is_read_a_part_at_a_time(client):
    memo = next(one for one in staged.case_and_files() if one.source == staged.MEMO)
    pages = [{"heading": f"Sida {nth}", "texts": [f"ord{nth} " * 700]} for nth in range(40)]
    write([replace(memo, data={"parts": pages})], staged.MOMENT)
    first = client.get(PAGES["open_file"])
    assert len(first.content) < 100_000
    assert "Del 1 av 5" in text_of(first)
    assert "ord39" in told(client, "open_file", "?del=5")
    assert client.get(PAGES["open_file"], {"del": 6}).status_code == 404


def test_a_list_is_read_to_its_end_without_missing_any_or_showing_one_twice(client):
    decision = next(one for one in staged.decisions() if one.source == staged.REPEAL)
    # Many on the same day, so that a page ends within one
    write(
        [
            replace(decision, source=2000 + nth, title=f"Beslut nr {nth}.", links=())
            for nth in range(60)
        ],
        staged.MOMENT,
    )
    seen, query = [], ""
    for _ in range(5):
        page = client.get(PAGES["open_decisions"] + query).content.decode()
        seen += [int(found) for found in re.findall(r"/oppet/beslut/(\d+)/", page)]
        more = re.search(r'rel="next" href="([^"]+)"', page)
        if more is None:
            break
        query = unescape(more[1])
    wanted = {staged.PROPOSAL, staged.DECISION, staged.REPEAL, *range(2000, 2060)}
    assert (len(seen), set(seen)) == (len(wanted), wanted)


XSS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "javascript:alert(1)",
    "</title><svg/onload=alert(1)>",
]


@pytest.mark.parametrize("said", XSS)
def test_no_word_in_a_published_thing_becomes_markup(client, said):
    write([poisoned(one, said) for one in staged.world()], staged.MOMENT)
    for name, to in PAGES.items():
        page = client.get(to).content.decode()
        for mark in ("<script>alert", "<img src=x", "<svg/onload"):
            assert mark not in page, name
        assert 'href="javascript:' not in page


def poisoned(one: Draft, said: str) -> Draft:
    """Put words in every text of a draft, those that tell what it is left as they are."""

    def through(found):
        match found:
            case str() if not found[:1].isdigit():
                return said
            case dict():
                return {key: through(value) for key, value in found.items()}
            case list():
                return [through(each) for each in found]
        return found

    return replace(one, title=said, text=said, number=said[:60], data=through(one.data))
