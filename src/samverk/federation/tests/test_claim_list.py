"""The list of claims: a page at a time, what is chosen, sums of all of it, and whose claims are read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from samverk.federation.models import Claim
from samverk.federation.queries.claim_lists import Choice, Reach, sums_of
from samverk.federation.tests import claiming
from samverk.federation.tests.claiming import FEBRUARY, JANUARY
from samverk.foundation.tests.cast import cast, the_day
from samverk.project.testing.stages import kept
from samverk.rules.agreements.claim import ClaimState
from samverk.rules.agreements.stretches import Span

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
CLAIMS = "/forbund/fyrbaken/rekvisitioner/"
MARCH = Span(date(2024, 3, 1), date(2024, 3, 31))


@kept
def ready(cast):
    return claiming.ready()


@kept
def reviewer(cast, ready):
    return cast.browser(ready.reviewer_user)


@kept
def economist(cast, ready):
    return cast.browser(ready.economist_user)


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def numbers(response):
    """The numbers of the claims in the list, in order."""
    return [row.number for row, _, _ in response.context["rows"]]


def many(agreement, count, amount=100):
    """Make claims of a day each, without their history."""
    days = (agreement.starts_on + timedelta(days=n) for n in range(count))
    Claim.objects.bulk_create(
        Claim(
            agreement=agreement, number=n, from_date=d, to_date=d, state="generated", amount=amount
        )
        for n, d in enumerate(days, start=1)
    )


def of_norrvik(ready):
    """An agreement whose payee is another member, with a claim."""
    members = [ready.members["Norrvik"].pk, ready.members["Kustregionen"].pk]
    made = ready.draft(name="Gruppen i Norrvik", payee=members[0], parties=tuple(members))
    ready.step(made, "propose")
    many(made, 1, amount=7_700)
    return made


def test_a_page_holds_fifty_and_the_sums_are_of_all(ready, reviewer):
    many(ready.signed(), 51)
    first = reviewer.get(CLAIMS)
    assert numbers(first) == [*range(51, 1, -1)]
    assert "Visar:" not in text(first)
    shown = text(first)
    assert "51 rekvisitioner. Rekvirerat 51,00 kr" in shown
    assert "Summorna gäller hela urvalet, inte bara sidan." in shown
    assert "Sida 1 av 2" in shown
    second = reviewer.get(f"{CLAIMS}?sida=2")
    assert numbers(second) == [1]
    assert "51 rekvisitioner. Rekvirerat 51,00 kr" in text(second)
    assert numbers(reviewer.get(f"{CLAIMS}?sida=99")) == [1]


def test_fifty_are_one_page_alone(ready, reviewer):
    many(ready.signed(), 50)
    shown = text(reviewer.get(CLAIMS))
    assert "Summorna gäller hela urvalet." in shown
    assert "Sida 1" not in shown


def test_what_is_chosen_is_kept_from_page_to_page(ready, reviewer):
    made = ready.signed()
    many(made, 60)
    chosen = f"lage=underlag-skapat&avtal={made.pk}&fran=2024-01-02&till=2024-02-28"
    page = reviewer.get(f"{CLAIMS}?{chosen}&sida=2")
    assert numbers(page) == [*range(9, 1, -1)]
    shown = text(page).replace("&amp;", "&")
    assert "58 rekvisitioner. Rekvirerat 58,00 kr" in shown
    assert f"?{chosen}&sida=1" in shown
    assert 'value="2024-01-02"' in shown
    named = "Underlag skapat, Gruppen i Lillköping, 2024 till 2024"
    days = "från <time>2024-01-02</time>, till <time>2024-02-28</time>"
    assert f"Visar: {named}, {days}." in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("fran=2024-01-31", [3, 2, 1]),
        ("fran=2024-02-01", [3, 2]),
        ("till=2024-02-29", [2, 1]),
        ("till=2024-03-01", [3, 2, 1]),
        ("fran=2024-02-10&till=2024-02-10", [2]),
        ("fran=2025-01-01", []),
    ],
)
def test_a_period_takes_the_claims_that_have_a_day_of_it(ready, reviewer, asked, found):
    made = ready.signed()
    for span in (JANUARY, FEBRUARY, MARCH):
        ready.claimed(made, span)
    assert numbers(reviewer.get(f"{CLAIMS}?{asked}")) == found


def test_a_state_or_a_group_of_them_is_chosen(ready, reviewer):
    made = ready.signed()
    ready.committed(made)
    ready.paid(made)
    ready.certified(made, FEBRUARY)
    ready.claimed(made, MARCH)
    # Those under way stand first, then the latest
    assert numbers(reviewer.get(CLAIMS)) == [3, 2, 1]
    assert numbers(reviewer.get(f"{CLAIMS}?lage=betald")) == [1]
    assert numbers(reviewer.get(f"{CLAIMS}?lage=attesterad")) == [2]
    assert numbers(reviewer.get(f"{CLAIMS}?lage=alla-attesterade")) == [2, 1]
    assert numbers(reviewer.get(f"{CLAIMS}?lage=under-arbete")) == [3]
    shown = text(reviewer.get(f"{CLAIMS}?lage=makulerad"))
    assert "Inga rekvisitioner här" in shown
    assert "Under arbete (1)" in shown
    assert "Attesterade (2)" in shown


def test_those_under_way_stand_before_later_ones_that_are_not(ready, reviewer):
    made = ready.signed()
    ready.committed(made)
    ready.claimed(made)
    ready.certified(made, FEBRUARY)
    assert numbers(reviewer.get(CLAIMS)) == [1, 2]


def test_sums_are_of_what_stands_and_certified_of_what_is_certified(ready):
    made = ready.signed()
    ready.committed(made)
    ready.paid(made)
    waits = ready.claimed(made, FEBRUARY, 2)
    for who, event in ((ready.economist, "submit"), (ready.reviewer, "review")):
        ready.move(who, waits, event)
    ready.move(ready.reviewer, waits, "propose")
    gone = ready.claimed(made, MARCH, 9)
    ready.move(ready.reviewer, gone, "ask_cancel", note="Fel period")
    ready.move(ready.certifier, gone, "cancel")
    found = sums_of(Reach(ready.home.pk), Choice())
    assert (found.count, found.set_aside) == (3, 1)
    # What waits to be certified is asked for, and neither certified nor paid
    assert (found.claimed, found.certified, found.paid) == (700_000, 500_000, 500_000)
    assert (found.under_way, found.counted, found.to_certify) == (1, 1, 1)
    cancelled = sums_of(Reach(ready.home.pk), Choice(frozenset({ClaimState.CANCELLED})))
    assert (cancelled.count, cancelled.claimed, cancelled.counted) == (1, 0, 1)
    assert sums_of(Reach(ready.home.pk + 1), Choice()).count == 0


def test_the_page_tells_that_what_is_cancelled_is_in_no_sum(ready, reviewer):
    gone = ready.claimed(ready.signed())
    ready.move(ready.reviewer, gone, "ask_cancel", note="Fel period")
    ready.move(ready.certifier, gone, "cancel")
    shown = text(reviewer.get(CLAIMS))
    assert "1 rekvisition. Rekvirerat 0,00 kr" in shown
    assert "1 är förfallna eller makulerade och ingår inte i summorna." in shown


@pytest.mark.parametrize(
    ("asked", "told", "kept"),
    [
        ("fran=igår", "Skriv dagen som ÅÅÅÅ-MM-DD.", "igår"),
        ("fran=2024-02-30", "Den dagen finns inte i kalendern.", "2024-02-30"),
        ("fran=2024-02-02&till=2024-02-01", "Sista dagen är före den första.", "2024-02-01"),
        ("lage=borta&fran=2024-02-02", "Välj ett läge i listan.", "2024-02-02"),
        ("avtal=999999", "Välj en överenskommelse i listan.", ""),
        ("avtal=x", "Välj en överenskommelse i listan.", ""),
    ],
)
def test_a_choice_that_cannot_be_read_says_so_and_keeps_what_was_written(
    ready, reviewer, asked, told, kept
):
    many(ready.signed(), 1)
    page = reviewer.get(f"{CLAIMS}?{asked}")
    assert page.status_code == 400
    assert told in text(page)
    assert kept in text(page)
    assert numbers(page) == [1]


def test_at_home_all_claims_are_read_and_an_agreement_chosen(ready, reviewer):
    many(ready.signed(), 2)
    other = of_norrvik(ready)
    shown = text(reviewer.get(CLAIMS))
    assert "3 rekvisitioner. Rekvirerat 79,00 kr" in shown
    chosen = reviewer.get(f"{CLAIMS}?avtal={other.pk}")
    assert "1 rekvisition. Rekvirerat 77,00 kr" in text(chosen)


def test_a_payee_reads_its_own_claims_and_their_sums_alone(ready, economist):
    many(ready.signed(), 2)
    other = of_norrvik(ready)
    shown = text(economist.get(CLAIMS))
    assert "2 rekvisitioner. Rekvirerat 2,00 kr" in shown
    assert "Under arbete (2)" in shown
    assert "Gruppen i Norrvik" not in shown
    assert "Bokföringsunderlag" not in shown
    page = economist.get(f"{CLAIMS}?avtal={other.pk}")
    assert page.status_code == 400
    assert "77,00" not in text(page)


def test_whoever_has_no_agreement_here_is_refused(cast, ready):
    many(ready.signed(), 1)
    for browser in (cast.browser(ready.stranger_user), cast.browser()):
        assert browser.get(CLAIMS).status_code == 403


def test_a_draft_gives_its_payee_nothing_to_read(economist, ready):
    ready.draft()
    assert economist.get(CLAIMS).status_code == 403


def test_an_agreement_shows_its_twenty_newest_and_where_all_are(ready, reviewer, economist):
    made = ready.signed()
    many(made, 20)
    own = f"/forbund/fyrbaken/avtal/{made.pk}/"
    assert "senaste av" not in text(reviewer.get(own))
    Claim.objects.create(
        agreement=made,
        number=21,
        from_date=date(2024, 6, 1),
        to_date=date(2024, 6, 1),
        state="generated",
    )
    page = reviewer.get(own)
    assert [one["claim"].number for one in page.context["claims"]] == [*range(21, 1, -1)]
    assert "De 20 senaste av 21." in text(page)
    for browser in (reviewer, economist):
        assert f"{CLAIMS}?avtal={made.pk}" in text(browser.get(own))
        assert len(numbers(browser.get(f"{CLAIMS}?avtal={made.pk}"))) == 21


def test_the_list_has_a_fixed_number_of_queries(ready, reviewer, django_assert_max_num_queries):
    made = ready.signed()
    many(made, 120)
    of_norrvik(ready)
    reviewer.get(CLAIMS)
    for asked in ("", f"?lage=underlag-skapat&avtal={made.pk}&fran=2024-01-02&sida=2"):
        with django_assert_max_num_queries(6):
            reviewer.get(f"{CLAIMS}{asked}")
