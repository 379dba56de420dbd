"""What a recorded fact must fit, and what the same form sent again does."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.decisions.models import Decision
from samverk.directory.models import Organisation
from samverk.federation import queries
from samverk.federation.actions import NewFact, record_fact, set_aside_fact
from samverk.federation.models import Membership, MembershipFact
from samverk.foundation import acts
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP
from samverk.registry import actions as registry
from samverk.registry.models import Document
from samverk.rules.membership import FactKind

pytestmark = pytest.mark.django_db


def person(name):
    return actor_for(User.objects.get(email=name))


@pytest.fixture
def secretary(demo):
    return person("sekreterare@alingsas.example")


def alingsas():
    return Membership.objects.get(member__slug="alingsas").pk


def letter(dated_on=None):
    """A letter in the case about leaving, without a day of its own unless one is given."""
    case = Document.objects.get(kind="memo", dated_on=date(2020, 10, 8)).case_id
    new = registry.NewDocument(case, "outgoing", "exit_notice", dated_on, "Uppsägning")
    return registry.register_document(SETUP, new, key=f"brev/{dated_on}")


def paper():
    return letter().pk


def fact(kind, day, **more):
    return NewFact(alingsas(), kind, day, **more)


def decision(paragraph):
    return Decision.objects.get(paragraph=paragraph).pk


def refused(secretary, new, says):
    before = MembershipFact.objects.count()
    with pytest.raises(InputError, match=says):
        record_fact(secretary, new, key="k1")
    return MembershipFact.objects.count() == before


def test_a_fact_without_a_paper_is_refused(secretary):
    new = fact(FactKind.ENDED, date(2024, 12, 31), note="hörsägen")
    assert refused(secretary, new, "Välj den handling")


def test_a_typed_day_does_not_override_the_decisions_own(secretary):
    new = fact(FactKind.COUNCIL_DECIDED_EXIT, date(2018, 2, 1), decision=decision(94))
    assert refused(secretary, new, "Beslutet fattades 2021-05-26")


def test_another_municipalitys_decision_is_refused(secretary):
    new = fact(FactKind.COUNCIL_REPEALED_EXIT, None, decision=decision(128))
    assert refused(secretary, new, "annan organisations")


def test_a_proposal_is_no_council_decision(secretary):
    new = fact(FactKind.COUNCIL_DECIDED_EXIT, None, decision=decision(243))
    assert refused(secretary, new, "Bara ett beslut av fullmäktige")


def test_a_paper_of_somebody_elses_diary_is_refused(secretary):
    foreign = Document.objects.exclude(
        case__body__organisation__slug__in=["alingsas", "insjoriket"]
    ).first()
    new = fact(FactKind.NOTICE_SENT, date(2021, 6, 1), document=foreign.pk)
    assert refused(secretary, new, "hör varken till Alingsås")


def test_a_secret_paper_shows_nothing_that_all_may_read(secretary):
    body = Document.objects.get(pk=paper()).case.body_id
    case = registry.open_case(SETUP, registry.NewCase(body, "Öppet", date(2021, 1, 4)), key="c")
    secret = registry.Secret("OSL 26 kap. 1 §", "Hemlig rubrik")
    new = registry.NewDocument(case.pk, "incoming", "letter", date(2021, 1, 4), secret=secret)
    hidden = registry.register_document(SETUP, new, key="h")
    shown = fact(FactKind.NOTICE_SENT, date(2021, 6, 1), document=hidden.pk)
    assert refused(secretary, shown, "sekretessbelagd")


def test_an_unknown_kind_is_refused(secretary):
    assert refused(secretary, fact("left", date(2024, 1, 1), document=paper()), "Välj vad")


def test_a_receipt_before_the_notice_was_sent_is_refused(secretary):
    record_fact(secretary, fact(FactKind.NOTICE_SENT, date(2021, 6, 3), document=paper()), key="k0")
    new = fact(FactKind.NOTICE_RECEIVED, date(2021, 6, 1), document=paper())
    assert refused(secretary, new, "uppsägningen avsändes")


def test_an_answer_needs_a_withdrawal(secretary):
    new = fact(FactKind.FEDERATION_ANSWERED, date(2022, 1, 1), document=paper(), accepted=True)
    assert refused(secretary, new, "uppsägningen återtogs")


def test_the_same_key_with_other_content_is_a_conflict(secretary):
    record_fact(secretary, fact(FactKind.NOTICE_SENT, date(2021, 6, 3), document=paper()), key="k1")
    other = fact(FactKind.NOTICE_SENT, date(2021, 6, 4), document=paper())
    with pytest.raises(ConflictError, match="redan"):
        record_fact(secretary, other, key="k1")


def test_only_those_who_may_record_may_strike(secretary):
    new = fact(FactKind.NOTICE_SENT, date(2021, 6, 3), document=paper())
    made = record_fact(secretary, new, key="k1")
    with pytest.raises(NotAllowedError):
        set_aside_fact(person("ledamot@alingsas.example"), made, "Fel.", key="k2")


def test_one_paper_may_show_two_facts_and_the_chain_still_shows(secretary, client):
    for key, kind in enumerate((FactKind.NOTICE_SENT, FactKind.NOTICE_RECEIVED)):
        record_fact(secretary, fact(kind, date(2021, 6, 3), document=paper()), key=str(key))
    assert client.get("/medlemskap/insjoriket/").status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1800-01-01"])
def test_a_day_out_of_range_is_explained_and_stretches_nothing(secretary, client, day):
    answer = client.get("/medlemskap/insjoriket/", {"dag": day})
    assert answer.status_code == 400
    assert "1990 till 2099" in answer.content.decode()
    assert client.get("/medlemskap/insjoriket/", {"dag": "2099-12-31"}).status_code == 200


def test_a_fact_is_struck_once_and_keeps_its_first_reason(secretary):
    made = record_fact(
        secretary, fact(FactKind.ENDED, date(2024, 12, 31), document=paper()), key="k1"
    )
    set_aside_fact(secretary, made, "Gällde Lerum.", key="k2")
    with pytest.raises(ConflictError, match="redan struken"):
        set_aside_fact(secretary, made, "Något annat.", key="k3")
    assert next(event.why for event in acts.events_on(made)) == "Gällde Lerum."


def test_a_struck_fact_is_listed_as_struck_and_counts_no_more(secretary):
    made = record_fact(
        secretary, fact(FactKind.ENDED, date(2024, 12, 31), document=paper()), key="k1"
    )
    set_aside_fact(secretary, made, "Gällde Lerum.", key="k2")
    found = queries.member_by_id(alingsas())
    assert found.struck == (made,)
    assert made.pk not in {row.row.pk for row in found.facts}


def test_a_fact_that_is_not_there_is_not_found(secretary):
    with pytest.raises(NotFoundError, match="finns inte"):
        queries.fact_by_id(0)


@pytest.mark.parametrize("kind", [FactKind.NOTICE_SENT, FactKind.NOTICE_RECEIVED])
def test_a_paper_cannot_show_what_came_after_it(secretary, kind):
    older = letter(date(2021, 6, 3)).pk
    with pytest.raises(InputError, match="daterad 2021-06-03") as fault:
        record_fact(secretary, fact(kind, date(2021, 6, 4), document=older), key="k")
    assert fault.value.field == "paper"


def test_a_paper_may_tell_of_the_end_beforehand(secretary):
    told = letter(date(2024, 6, 3)).pk
    assert record_fact(secretary, fact(FactKind.ENDED, date(2024, 12, 31), document=told), key="k")


def test_a_fact_of_another_day_than_its_paper_says_both(secretary):
    told = letter(date(2021, 7, 1)).pk
    record_fact(secretary, fact(FactKind.NOTICE_SENT, date(2021, 6, 3), document=told), key="k")
    home = Organisation.objects.get(slug="insjoriket").pk
    member = next(m for m in queries.members(home) if m.name == "Alingsås")
    (sent,) = (f.fact for f in member.facts if f.fact.kind is FactKind.NOTICE_SENT)
    said = str(sent).replace("\N{NO-BREAK SPACE}", " ")
    assert said == ("Uppsägningen avsändes, enligt uppsägning den 1 juli 2021, den 3 juni 2021")
