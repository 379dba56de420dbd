"""The pages of decisions: status first, as of the chosen day, for everybody."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions import actions
from samverk.decisions.decision_page import ACTED_ON
from samverk.decisions.models import Relation
from samverk.decisions.tests.stage import decide, fact, key, repeal, step
from samverk.foundation.tests.cast import SETUP
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db

REPEALED_ON = date(2024, 1, 29)


def page(cast, decision, query="", user=None):
    return cast.browser(user).get(reverse("decision", args=[decision.pk]) + query)


def status(response):
    return response.context["standing"].text, response.context["force"].text


@kept
def decision(cast):
    return decide(cast, text="Kommunen lämnar förbundet.\n\nAvtalet sägs upp.")


def test_the_status_is_in_words_with_its_reasons(cast, decision):
    response = page(cast, decision)
    text = response.content.decode()
    assert status(response) == ("Gäller", "Okänt om det har laga kraft")
    assert text.count("Varför?") == 2
    assert "Inget känt beslut upphäver det" in text
    assert "13 kap. 5 §" in text


def test_a_repeal_shows_from_its_own_day(cast, decision):
    made = repeal(cast, decision)
    before, after = page(cast, decision, "?dag=2024-01-28"), page(cast, decision)
    assert status(before)[0] == "Gäller"
    assert status(after)[0] == "Upphävt 2024-01-29"
    link = reverse("decision", args=[made.pk])
    assert link not in before.content.decode()
    assert link in after.content.decode()


def test_a_proposed_repeal_changes_nothing(cast, decision):
    proposal = decide(cast, kind="proposes", decided_on=REPEALED_ON, paragraph=7)
    step(proposal, decision, "proposes_repeal")
    assert status(page(cast, decision))[0] == "Gäller"


def test_a_repeal_that_was_only_noted_does_not_count(cast, decision):
    made = repeal(cast, decision)
    type(made).objects.filter(pk=made.pk).update(kind="notes")
    assert status(page(cast, decision))[0] == "Gäller"


def test_a_repeal_annulled_by_court_falls_away(cast, decision):
    made = repeal(cast, decision)
    fact(made, "appealed", date(2024, 2, 5))
    fact(made, "annulled", date(2024, 3, 1))
    assert status(page(cast, decision, "?dag=2024-02-29"))[0] == "Upphävt 2024-01-29"
    assert status(page(cast, decision, "?dag=2024-03-01"))[0] == "Gäller"


def test_a_repealed_repeal_leaves_it_unknown(cast, decision):
    first = repeal(cast, decision)
    repeal(cast, first, decided_on=date(2024, 2, 26), paragraph=9)
    assert status(page(cast, decision))[0] == "Okänt, handling saknas"


def test_an_undated_repeal_leaves_it_unknown(cast, decision):
    repeal(cast, decision, decided_on=None)
    assert status(page(cast, decision))[0] == "Okänt, handling saknas"


def test_a_decision_without_body_or_day_says_so(cast):
    response = page(cast, decide(cast, body=None, decided_on=None))
    text = response.content.decode()
    assert status(response)[0] == "Okänt, handling saknas"
    assert "Källan anger inget organ" in text
    assert "Källan anger ingen dag" in text


def test_one_goes_from_event_to_event(cast, decision):
    fact(decision, "posted", date(2023, 6, 1))
    repeal(cast, decision)
    shown = page(cast, decision, "?dag=2023-06-10").context["page"]
    assert (shown.event_before, shown.event_after) == (date(2023, 6, 1), date(2023, 6, 23))


def test_what_happened_later_is_counted_and_not_shown(cast, decision):
    fact(decision, "posted", date(2023, 6, 1))
    repeal(cast, decision)
    response = page(cast, decision, "?dag=2023-05-30")
    assert response.context["page"].later == 2
    assert response.context["page"].facts == []
    assert "2 uppgifter är från senare dagar" in response.content.decode()


def test_a_citation_without_its_decision_is_not_registered_yet(cast, decision):
    unknown = actions.NewCitation("Kommunfullmäktige", date(2022, 1, 31), 3)
    actions.add_citations(SETUP, decision, [unknown], key=key())
    text = page(cast, decision).content.decode()
    assert "Kommun\u00adfullmäktige §\u00a03 <time>2022-01-31</time> (inte registrerat än)" in text


def test_decisions_lead_to_each_other_both_ways(cast, decision):
    later = repeal(cast, decision)
    assert reverse("decision", args=[later.pk]) in page(cast, decision).content.decode()
    assert reverse("decision", args=[decision.pk]) in page(cast, later).content.decode()


@pytest.mark.parametrize("relation", Relation)
def test_every_relation_has_its_words_for_what_is_acted_on(relation):
    assert ACTED_ON[relation].split()[-1] in ("i", "genom")


def test_a_repeal_is_told_from_both_ends_in_words(cast, decision):
    later = repeal(cast, decision)
    old, new = (page(cast, one).content.decode() for one in (decision, later))
    assert "Det här beslutet är</h3>" in old
    assert "Upphävt genom: <a" in old
    assert "Upphäver: <a" in new


def test_a_citation_needs_no_more_words_than_its_heading(cast, decision):
    cited = actions.NewCitation("KF", date(2023, 5, 26), 94)
    actions.add_citations(SETUP, decide(cast, paragraph=95), [cited], key=key())
    text = page(cast, decision).content.decode()
    assert "Andra som hänvisar hit</h3>" in text
    assert "Hänvisar hit:" not in text


def test_a_decision_that_also_cites_stands_once_with_both(cast, decision):
    later = decide(cast, paragraph=95)
    step(later, decision, "prepares")
    step(later, decision, "carries_out")
    cited = actions.NewCitation("KF", date(2023, 5, 26), 94)
    actions.add_citations(SETUP, later, [cited], key=key())
    here, there = (page(cast, one).context["page"] for one in (decision, later))
    (told,) = here.leads_from
    assert (told.how, told.beside) == ("berett i och verkställt genom", ("hänvisar hit",))
    (told,) = there.leads_to
    assert (told.how, told.beside) == ("bereder och verkställer", ("texten hänvisar dit",))
    assert (here.cited_by, there.cites) == ([], [])
    shown = page(cast, later).content.decode()
    assert shown.count(f'href="{reverse("decision", args=[decision.pk])}"') == 1
    assert "(texten hänvisar dit)" in shown


def test_a_day_that_has_not_been_says_what_the_answer_rests_on(cast, decision):
    assert "Dagen har inte varit än" in page(cast, decision, "?dag=2030-01-01").content.decode()


def test_a_task_is_late_until_the_day_it_is_reported(cast, decision):
    new = actions.NewAssignment("Säg upp avtalet", "firmatecknare", date(2023, 12, 31))
    task = actions.add_assignment(SETUP, decision, new, key=key())
    actions.report_assignment(SETUP, task, date(2024, 2, 1), "Avtalet är uppsagt.", key=key())
    late, done = page(cast, decision, "?dag=2024-01-31"), page(cast, decision)
    assert "Försenat" in late.content.decode()
    assert "Avtalet är uppsagt." not in late.content.decode()
    assert "Avtalet är uppsagt." in done.content.decode()


def test_only_those_who_work_here_see_who_wrote_what(cast, visitor):
    decision = decide(cast, actor=cast.owner)
    refused = visitor.get(reverse("decision", args=[decision.pk]))
    assert refused.status_code == 403
    assert "Maj Ekedal" not in refused.content.decode()
    assert "Maj Ekedal" in page(cast, decision, user=cast.colleague_user).content.decode()


def test_the_page_asks_few_questions_however_much_hangs_on_it(
    cast, decision, django_assert_max_num_queries
):
    for number in range(8):
        made = repeal(cast, decision, paragraph=20 + number)
        cited = actions.NewCitation("KF", date(2023, 5, 26), 94)
        actions.add_citations(SETUP, made, [cited], key=key())
        task = actions.NewAssignment(f"Uppdrag {number}", "kansliet")
        actions.add_assignment(SETUP, decision, task, key=key())
    browser = cast.browser(cast.owner_user)
    # Three of them find what the decision led to
    with django_assert_max_num_queries(15):
        assert browser.get(reverse("decision", args=[decision.pk])).status_code == 200


def test_the_list_asks_few_questions(cast, django_assert_max_num_queries):
    for number in range(1, 12):
        decide(cast, paragraph=number)
    browser = cast.browser(cast.owner_user)
    with django_assert_max_num_queries(6):
        assert browser.get(reverse("decisions")).content.decode().count("§") >= 11


def test_decisions_without_a_day_are_listed_apart(cast, decision):
    undated = decide(cast, decided_on=None, paragraph=440, title="Utan dag")
    response = cast.browser().get(reverse("decisions"))
    assert response.context["decisions"] == [decision]
    assert response.context["undated"] == [undated]
    assert reverse("decision", args=[undated.pk]) in response.content.decode()


def test_the_latest_decisions_stand_on_the_bodys_page(cast, decision):
    url = reverse("body", args=["lillkoping", cast.council.pk])
    assert reverse("decision", args=[decision.pk]) in cast.browser().get(url).content.decode()
    before = cast.browser().get(f"{url}?dag=2023-05-25").content.decode()
    assert reverse("decision", args=[decision.pk]) not in before


def test_a_decision_that_is_not_there_is_a_page_that_says_so(cast):
    assert cast.browser().get(reverse("decision", args=[10**9])).status_code == 404
