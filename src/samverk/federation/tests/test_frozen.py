"""Consequences reports: frozen once at a decision, a notice and a withdrawal, never computed anew."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.federation import actions, queries
from samverk.federation.models import FrozenReport, MembershipFact
from samverk.federation.tests.founding import by_laws, found_federation, paper_of, with_members
from samverk.federation.what_if.frozen import LATE, NO_DAY, as_paper, freezing_of
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.seals.canonical import canonical, digest
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.stages import kept
from samverk.registry import actions as registry

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
NOTICE = date(2024, 2, 1)


@kept
def home(cast):
    return found_federation()


@kept
def norrvik(home):
    member = with_members(home)["Norrvik"]
    by_laws(home)
    paper = paper_of(home)
    key = actions.NewKey(home.pk, "equal", date(2009, 1, 1), document=paper.pk)
    actions.set_key(SETUP, key, key="nyckel")
    amount(home, 2024, 1_000_000, paper)
    return member


def amount(home, year, kronor, paper):
    new = actions.NewStateAmount(home.pk, year, kronor, document=paper.pk)
    actions.set_state_amount(SETUP, new, key=f"belopp/{year}/{kronor}")


def letter(home, day=NOTICE):
    case = home.bodies.first().cases.first()
    new = registry.NewDocument(case.pk, "incoming", "exit_notice", day, "Uppsägning")
    return registry.register_document(SETUP, new, key=f"brev/{day}")


def record(home, member, kind="notice_received", day=NOTICE, key="k", **more):
    paper = letter(home, day or TODAY)
    fact = actions.NewFact(member.pk, kind, day, document=paper.pk, **more)
    return actions.record_fact(SETUP, fact, key=key)


def content(report):
    return json.loads(report.content)


def test_a_notice_freezes_what_leaving_costs(home, norrvik):
    fact = record(home, norrvik)
    told = content(fact.frozen)
    assert (told["frozen_at"], told["member"]) == ("notice", "Norrviks kommun")
    assert told["counted_from"]["day"] == "2024-02-01"
    assert told["report"]["effective"] == told["status"]["effective"] == "2027-12-31"
    # Half of 1 000 000, split in two, for four years
    years = told["report"]["fees"][0]["years"]
    assert {year: fee["kronor"] for year, fee in years.items()} == {
        str(year): [250_000, 250_000] for year in range(2024, 2028)
    }
    assert told["report"]["owed"]["kronor"] == [1_000_000, 1_000_000]


def test_a_withdrawal_freezes_one_more_counted_from_the_notice(home, norrvik):
    record(home, norrvik)
    fact = record(home, norrvik, "notice_withdrawn", date(2024, 3, 1), "k2")
    told = content(fact.frozen)
    assert (told["frozen_at"], told["counted_from"]["day"]) == ("withdrawal", "2024-02-01")
    assert "tog emot" in told["counted_from"]["what"]
    assert FrozenReport.objects.count() == 2


@pytest.mark.parametrize("kind", ["notice_sent", "notice_received"])
def test_both_facts_of_a_notice_freeze_their_own(home, norrvik, kind):
    assert record(home, norrvik, kind).frozen.membership == norrvik


def decide(member, day=NOTICE, key="beslut", **more):
    """Record the council's decision to leave, with the day that the decision carries."""
    town = member.member
    body = town.bodies.filter(kind="council").first() or directory.add_body(
        SETUP, directory.NewBody(town.pk, "council", "Kommunfullmäktige"), key="kf"
    )
    made = decisions.register_decision(
        SETUP,
        decisions.NewDecision(town.pk, "Utträde", "decides", body=body.pk, decided_on=day, **more),
        key=f"kf/{day}",
    )
    fact = actions.NewFact(member.pk, "council_decided_exit", None, decision=made.pk)
    return actions.record_fact(SETUP, fact, key=key)


def test_a_decision_to_leave_is_frozen_since_its_notice_may_never_be_seen(home, norrvik):
    told = content(decide(norrvik).frozen)
    assert (told["frozen_at"], told["fact"]["day"]) == ("decision", NOTICE.isoformat())
    assert told["counted_from"] == {
        "day": NOTICE.isoformat(),
        "what": "fullmäktiges beslut, som om uppsägningen kom samma dag",
    }
    assert told["report"]["effective"] == "2027-12-31"
    assert told["report"]["owed"]["kronor"] == [1_000_000, 1_000_000]


def test_the_decision_the_notice_and_the_withdrawal_are_frozen_once_each(home, norrvik):
    first = [decide(norrvik), decide(norrvik)]
    assert first[0].frozen == first[1].frozen
    with pytest.raises(ConflictError):
        decide(norrvik, key="igen")
    record(home, norrvik, day=date(2024, 2, 20))
    record(home, norrvik, "notice_withdrawn", date(2024, 3, 1), "k2")
    found = [content(one) for one in FrozenReport.objects.order_by("pk")]
    assert [(one["frozen_at"], one["counted_from"]["day"]) for one in found] == [
        ("decision", "2024-02-01"),
        ("notice", "2024-02-20"),
        ("withdrawal", "2024-02-20"),
    ]


def test_a_decision_recorded_after_its_notice_is_counted_from_its_own_day(home, norrvik):
    record(home, norrvik, day=date(2024, 2, 20))
    assert content(decide(norrvik).frozen)["counted_from"]["day"] == "2024-02-01"


def test_a_withdrawal_of_an_unseen_notice_is_counted_from_the_decision(home, norrvik):
    decide(norrvik)
    told = content(record(home, norrvik, "notice_withdrawn", date(2024, 3, 1)).frozen)
    assert told["counted_from"] == {
        "day": NOTICE.isoformat(),
        "what": "fullmäktiges beslut, eftersom uppsägningens dag är okänd",
    }


def test_a_decision_without_a_day_is_counted_from_today_and_says_so(home, norrvik):
    told = content(decide(norrvik, day=None).frozen)
    assert told["fact"]["day"] is None
    assert told["counted_from"] == {"day": TODAY.isoformat(), "what": NO_DAY}


def test_who_may_not_record_the_decision_freezes_nothing(home, norrvik, cast):
    made = decide(norrvik)
    new = actions.NewFact(norrvik.pk, "council_decided_exit", None, decision=made.decision_id)
    with pytest.raises(NotAllowedError):
        actions.record_fact(cast.owner, new, key="annan")
    assert FrozenReport.objects.count() == 1


@pytest.mark.parametrize("kind", ["exit_proposed", "repeal_proposed"])
def test_what_is_only_proposed_freezes_nothing(home, norrvik, kind):
    record(home, norrvik, kind)
    assert not FrozenReport.objects.exists()


@pytest.mark.parametrize(("day", "is_late"), [(NOTICE, True), (TODAY, False)])
def test_what_is_recorded_later_than_it_happened_says_so(home, norrvik, client, day, is_late):
    report = decide(norrvik, day).frozen
    page = client.get(f"/forbund/fyrbaken/rapport/{report.pk}/").content.decode()
    assert (LATE in page) is is_late
    assert f"fullmäktige beslutade om utträde <time>{day.isoformat()}</time>" in page
    member = client.get(f"/forbund/fyrbaken/medlem/{norrvik.pk}/").content.decode()
    assert f"Fullmäktige beslutade om utträde <time>{day.isoformat()}</time></a>" in member


@pytest.mark.parametrize("is_cited", [True, False])
def test_a_decision_known_only_from_citations_says_so(home, norrvik, client, is_cited):
    fact = decide(norrvik, cited_only=is_cited)
    told = content(fact.frozen)["fact"]["paper"]
    assert (
        told == f"{fact.decision}, känt bara genom hänvisningar" if is_cited else f"{fact.decision}"
    )
    assert ("Visas av", told) in as_paper(freezing_of(fact)).facts
    page = client.get(f"/forbund/fyrbaken/rapport/{fact.frozen.pk}/").content.decode()
    assert ("känt bara genom hänvisningar" in page.replace("\N{SOFT HYPHEN}", "")) is is_cited


def test_the_paper_says_what_it_was_frozen_at_and_that_it_was_late(home, norrvik):
    fact = decide(norrvik)
    paper = as_paper(freezing_of(fact))
    assert paper.facts[:2] == (
        ("Fryst vid", "fullmäktige beslutade om utträde"),
        ("Händelsens dag", NOTICE.isoformat()),
    )
    assert LATE in paper.sections[0].paragraphs
    assert [one.heading for one in paper.sections[-3:]] == ["Antaganden", "Varför", "Att tänka på"]


def test_other_facts_freeze_nothing(home, norrvik):
    record(home, norrvik, "ended")
    assert not FrozenReport.objects.exists()


def test_the_digests_are_of_what_is_kept(home, norrvik):
    report = record(home, norrvik).frozen
    assert report.content == canonical(content(report))
    assert report.sha256 == digest(report.content)
    assert report.pdf_sha256 == digest(bytes(report.pdf))
    assert bytes(report.pdf).startswith(b"%PDF-")


def test_what_is_registered_later_changes_nothing(home, norrvik):
    report = record(home, norrvik).frozen
    before = report.content
    paper = letter(home, date(2024, 3, 2))
    amount(home, 2024, 9_000_000, paper)
    found = queries.frozen_by_id(report.pk)
    assert (found.row.content, found.is_whole) == (before, True)


def test_the_same_form_sent_twice_freezes_once(home, norrvik):
    made = [record(home, norrvik).frozen for _ in range(2)]
    assert made[0] == made[1]
    with pytest.raises(ConflictError):
        record(home, norrvik, key="k2")
    assert FrozenReport.objects.count() == 1


def test_a_refused_fact_freezes_nothing(home, norrvik):
    with pytest.raises(InputError, match="inte varit än"):
        record(home, norrvik, day=date(2024, 3, 16))
    assert not FrozenReport.objects.exists()


def test_a_report_that_cannot_be_made_undoes_its_fact(home, norrvik, monkeypatch):
    def fails(_):
        raise RuntimeError("typst")

    monkeypatch.setattr("samverk.federation.actions.freezing.report_pdf", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        record(home, norrvik)
    assert not MembershipFact.objects.filter(kind="notice_received").exists()


def test_a_struck_fact_keeps_its_report(home, norrvik):
    fact = record(home, norrvik)
    actions.set_aside_fact(SETUP, fact, "Fel medlem", key="stryk")
    (report,) = queries.frozen_of(norrvik.pk)
    assert not report.fact.kept


def test_a_notice_without_a_day_is_counted_from_today_and_says_so(home, norrvik):
    told = content(record(home, norrvik, day=None).frozen)
    assert told["counted_from"] == {
        "day": TODAY.isoformat(),
        "what": "den dag rapporten frystes, eftersom ingen annan dag är känd",
    }
    assert told["fact"]["day"] is None


def test_what_cannot_be_counted_is_frozen_with_the_reason(home, norrvik):
    state = norrvik.federation.members.get(member__short_name="Försäkringskassan")
    told = content(record(home, state).frozen)
    assert told["report"] is None
    assert "kan inte lämna" in told["lacks"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE federation_frozenreport SET content = '{}'",
        "DELETE FROM federation_frozenreport",
    ],
)
def test_the_database_refuses_to_change_a_report(home, norrvik, statement):
    record(home, norrvik)
    with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_a_report_that_does_not_fit_its_digest_says_so(home, norrvik, client):
    fact = record(home, norrvik, "ended")
    row = FrozenReport.objects.create(
        membership=norrvik,
        fact=fact,
        content='{"a":1}',
        sha256="0" * 64,
        pdf=b"x",
        pdf_sha256="0" * 64,
    )
    assert not queries.frozen_by_id(row.pk).is_whole
    page = client.get(f"/forbund/fyrbaken/rapport/{row.pk}/").content.decode()
    assert "nej, kontrollsumman stämmer inte" in page


def test_the_report_is_read_and_fetched_as_it_was_frozen(home, norrvik, client):
    report = record(home, norrvik).frozen
    address = f"/forbund/fyrbaken/rapport/{report.pk}/"
    page = client.get(address).content.decode()
    assert "ja, kontrollsumman stämmer" in page
    assert "Avgifter sammanlagt" in page
    assert client.get(f"{address}rapport.pdf").content == bytes(report.pdf)
    assert client.get(f"{address}rapport.json").content.decode() == report.content
    member = client.get(f"/forbund/fyrbaken/medlem/{norrvik.pk}/").content.decode()
    assert f'href="{address}"' in member


def test_another_federations_address_does_not_lead_to_it(home, norrvik, client):
    new = directory.NewOrganisation("federation", "Förbundet Ankaret", "Ankaret", "ankaret")
    directory.add_organisation(SETUP, new, key="annat")
    report = record(home, norrvik).frozen
    for end in ("", "rapport.pdf", "rapport.json"):
        assert client.get(f"/forbund/ankaret/rapport/{report.pk}/{end}").status_code == 404
    assert client.get("/forbund/fyrbaken/rapport/999999/").status_code == 404


def test_a_new_notice_is_counted_from_its_own_day_and_not_an_old_one(home, norrvik):
    record(home, norrvik, day=date(2015, 5, 1), key="gammal")
    record(home, norrvik, "notice_withdrawn", date(2016, 2, 1), "återtagen")
    sent = record(home, norrvik, "notice_sent", date(2024, 1, 15), "ny")
    assert content(sent.frozen)["counted_from"]["day"] == "2024-01-15"
    withdrawn = record(home, norrvik, "notice_withdrawn", date(2024, 2, 20), "åter igen")
    told = content(withdrawn.frozen)["counted_from"]
    assert told["day"] == "2024-01-15"
    assert "avsändes" in told["what"]
