"""No money to those that are not certainly members, and none of them counts as a party (6 and 7 §§)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.federation import actions
from samverk.federation.queries.agreements import agreement_by_id
from samverk.federation.queries.standing import payee_over
from samverk.federation.tests import claiming, founding
from samverk.federation.tests.claiming import START
from samverk.foundation.errors import ConflictError, InputError
from samverk.foundation.tests.cast import SETUP, cast, the_day
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry
from samverk.rules.agreements.stretches import Span
from samverk.rules.membership import IsMember

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
NOTICE = date(2020, 5, 1)
REGION, TOWN = "Kustregionen", "Lillköping"


@kept
def ready(cast):
    made = claiming.ready()
    founding.by_laws(made.home)
    return made


def leave(ready, name, *, shown=True):
    """Let a member leave at the end of 2023; unless ``shown`` no paper says that it did."""
    member = ready.members[name]
    founding.leaves(ready.home, member, NOTICE)
    if shown:
        fact(ready, member, "ended", date(2023, 12, 31))


def fact(ready, member, kind, day):
    case = ready.home.bodies.first().cases.first()
    letter = registry.NewDocument(case.pk, "incoming", "letter", day, "Besked")
    paper = registry.register_document(SETUP, letter, key=f"besked/{member.pk}/{kind}/{day}")
    new = actions.NewFact(member.pk, kind, day, document=paper.pk)
    actions.record_fact(SETUP, new, key=f"{kind}/{member.pk}/{day}")


@pytest.mark.parametrize("event", ["propose", "decide"])
@pytest.mark.parametrize(
    ("name", "shown", "told"),
    [
        (TOWN, True, "Lillköping är inte medlem"),
        (TOWN, False, r"inte känt om Lillköping är medlem.*Saknas:.*upphörde"),
        (REGION, True, "Kustregionen är inte medlem.*Räknas inte"),
        (REGION, False, r"inte känt om Kustregionen är medlem.*Saknas:.*Räknas inte"),
    ],
)
def test_an_agreement_with_one_that_is_gone_goes_no_further(ready, event, name, shown, told):
    made = ready.draft()
    if event == "decide":
        ready.step(made, "propose")
    leave(ready, name, shown=shown)
    more = {"decision": ready.decision} if event == "decide" else {}
    with pytest.raises(InputError, match=told):
        ready.step(made, event, **more)


def test_on_its_last_day_a_member_still_counts(ready):
    made = ready.draft()
    leave(ready, REGION)
    assert ready.step(made, "propose", date(2023, 12, 31)).state == "proposed"


def test_the_page_of_a_draft_says_who_does_not_count_and_what_is_missing(ready, cast):
    made = ready.draft()
    leave(ready, REGION, shown=False)
    page = reverse("agreement", args=["fyrbaken", made.pk])
    told = cast.browser(ready.manager_user).get(page).content.decode()
    assert "Det är inte känt om Kustregionen är medlem" in told
    assert "Räknas inte som part." in told


@pytest.mark.parametrize("shown", [True, False])
def test_no_claim_is_made_for_days_of_one_that_is_gone(ready, shown):
    made = ready.signed()
    leave(ready, TOWN, shown=shown)
    with pytest.raises(InputError, match="Bara en medlem kan få") as refused:
        ready.claimed(made)
    assert ("Saknas:" in str(refused.value)) is not shown
    assert made.claims.count() == 0


def test_a_gap_in_the_middle_of_a_period_is_seen(ready):
    made = agreement_by_id(ready.signed().pk)
    leave(ready, TOWN)
    fact(ready, ready.members[TOWN], "joined", date(2024, 1, 20))
    day, found = payee_over(made, Span(date(2023, 12, 1), date(2024, 1, 31)))
    assert (day, found.is_member) == (START, IsMember.NO)
    december = Span(date(2023, 12, 1), date(2023, 12, 31))
    for span in (december, Span(date(2024, 1, 20), date(2024, 1, 31))):
        assert payee_over(made, span)[1].is_member is IsMember.YES


def test_a_claim_handed_out_earlier_is_not_handed_in(ready):
    made = ready.signed()
    ready.committed(made)
    claim = ready.claimed(made)
    leave(ready, TOWN)
    with pytest.raises(InputError, match="Bara medlemmar får betalas"):
        ready.move(ready.economist, claim, "submit")


@pytest.mark.parametrize(("name", "told"), [(TOWN, "Bara en medlem"), (REGION, "Räknas inte")])
def test_an_application_counts_certain_members_alone(ready, name, told):
    words = {part.name: "Text" for part in actions.TEXTS}
    content = actions.Content(
        "Vägen",
        **words,
        parties=(ready.members[REGION].pk,),
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
        amounts=((2025, 900_000),),
    )
    made = actions.write_application(SETUP, ready.members[TOWN], content, key="skriv")
    leave(ready, name, shown=False)
    with pytest.raises(ConflictError, match=rf"Saknas:.*{told}"):
        actions.send_application(SETUP, made, key="in")
