"""From end to end: five real papers in, and the chain's decisions registered and linked."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.decisions.models import Citation, Decision
from samverk.directory import actions as directory
from samverk.directory.models import Body
from samverk.foundation.actors import Role
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.intake.actions import read_waiting, upload
from samverk.intake.files import Upload
from samverk.intake.models import ReadRecord, RecordState, Source, SourceState
from samverk.intake.review.suggestions import Offer
from samverk.intake.tests.conftest import SETUP, user
from samverk.project.testing.stages import kept

pytestmark = pytest.mark.django_db

ABBREVIATIONS = {"Kommunfullmäktige": "KF"}
ORGANISATIONS = {
    "insjoriket": ("federation", "Samordningsförbundet Insjöriket", ["Förbundsstyrelsen"]),
    "alingsas": (
        "municipality",
        "Alingsås kommun",
        ["Kommunfullmäktige", "Socialnämnden", "Socialnämndens arbetsutskott"],
    ),
    "harryda": (
        "municipality",
        "Härryda kommun",
        ["Kommunfullmäktige", "Kommunstyrelsen", "Välfärdsnämnden"],
    ),
}

# What a person knows who has the papers in hand, and the reader does not print.
KNOWN = {
    243: {"organ": ("Alingsås", "Socialnämndens arbetsutskott"), "decided_on": "2023-11-01"},
    222: {"organ": ("Härryda", "Välfärdsnämnden"), "decided_on": "2022-11-23"},
    440: {"organ": ("Härryda", "Kommunstyrelsen")},
    128: {"organ": ("Härryda", "Kommunfullmäktige"), "decided_on": "2020-06-15"},
}
MEMOS = {
    "2023.076 SN": ("Alingsås", "Socialnämnden"),
    "2023.039 SN": ("Alingsås", "Socialnämnden"),
    "2020.096 SN": ("Alingsås", "Socialnämnden"),
    "2022VFN360 709": ("Härryda", "Välfärdsnämnden"),
}
NOTICE_OF = ("Alingsås", "Socialnämndens arbetsutskott")


@kept
def manager(db):
    """The federation's manager, who reads in what the members have sent; nothing is registered yet."""
    homes = {}
    for slug, (kind, name, bodies) in ORGANISATIONS.items():
        new = directory.NewOrganisation(
            kind, name, name.split()[0 if kind == "municipality" else 1], slug
        )
        homes[slug] = directory.add_organisation(SETUP, new, key=slug)
        for body in bodies:
            made = directory.NewBody(homes[slug].pk, "board", body, ABBREVIATIONS.get(body, ""))
            directory.add_body(SETUP, made, key=f"{slug}/{body}")
    return user("chef@insjoriket.example", Role.MANAGER, homes["insjoriket"])


def seed(shared, number):
    path = next((shared / "seeds").glob(f"{number}_*.txt"))
    return Upload(path.name, path.read_bytes())


@pytest.fixture
def sources(manager, shared):
    actor = actor_for(manager)
    home = Body.objects.get(organisation=actor.roles[0].organisation).pk
    files = [seed(shared, number) for number in ("000", "001", "002", "003", "004")]
    upload(actor, home, files, key="frön")
    read_waiting(home)
    return list(Source.objects.order_by("name"))


def organ(municipality, name):
    found = Body.objects.get(organisation__short_name=municipality, name=name)
    return f"b{found.organisation_id}-{found.pk}"


def answer_for(client, record):
    """Fill in the form as it is shown, with what the person knows and the suggestions taken."""
    address = reverse("intake_review", args=[record.source_id, record.order])
    shown = client.get(address).context
    form = {f.html_name: f.value() or "" for f in shown["form"]}
    memo = {"organ": MEMOS.get(record.fields.get("diary"), NOTICE_OF)}
    known = KNOWN.get(record.fields["paragraph"]) or memo
    form |= known | {"organ": organ(*known["organ"]), "case_number": f"FS {record.pk}"}
    form["title"] = form["title"] or "Kallelse"
    form["opened_on"] = "2024-01-15"
    kinds = [o.offer for f in shown["page"].fields for o in f.offers if f.field.name == "kind"]
    if kinds:
        form["kind"] = kinds[0].accept.removeprefix("kind=")
    if "same_as" in form:
        choices = [value for value, _ in shown["form"].fields["same_as"].choices]
        form["same_as"] = choices[0]
    return address, form


@pytest.fixture
def reviewed(client, manager, sources):
    """Every record confirmed, one page after the other."""
    client.force_login(manager)
    for record in ReadRecord.objects.order_by("source__name", "order"):
        address, form = answer_for(client, record)
        answer = client.post(address, form)
        assert answer.status_code == 302, answer.context["form"].errors
    return ReadRecord.objects.all()


def test_all_five_papers_are_read(sources):
    assert [source.state for source in sources] == [SourceState.READ] * 5
    read = [f"{r.source.name[:3]} {r.fields['paragraph']}" for r in ReadRecord.objects.all()]
    minutes = ["000 243", "001 243", "003 440", "003 222", "003 128"]
    assert sorted(read) == sorted(
        [*minutes, "002 None", "002 None", "002 None", "003 None", "004 None"]
    )


def targets(**which):
    found = Citation.objects.filter(**which).order_by("id")
    return [cited.target.paragraph if cited.target else None for cited in found]


def test_confirming_all_registers_the_chain_and_links_it(reviewed):
    assert {record.state for record in reviewed} == {RecordState.CONFIRMED}
    cites = {number: targets(decision__paragraph=number) for number in KNOWN}
    assert cites == {243: [None], 440: [222, 128], 222: [128], 128: [None, None, None]}
    assert targets(document__readings__fields__diary="2022VFN360 709") == [128]


def test_minutes_that_come_later_link_what_cited_them(client, manager, reviewed):
    council = Body.objects.get(organisation__slug="alingsas", name="Kommunfullmäktige")
    new = decisions.NewDecision(
        organisation=council.organisation_id,
        body=council.pk,
        decided_on=date(2021, 5, 26),
        paragraph=94,
        title="Utträde",
        kind="decides",
    )
    decisions.register_decision(SETUP, new, key="senare")
    assert targets(decision__paragraph=243) == [94]
    assert targets(document__readings__fields__diary="2023.076 SN") == [94]


def test_a_paragraph_in_two_papers_is_one_decision(reviewed):
    decision = Decision.objects.get(paragraph=243)
    assert decision.sources.count() == 2
    assert decision.decided_on == date(2023, 11, 1)
    assert Decision.objects.get(paragraph=440).decided_on is None


def test_ballots_and_reservations_are_kept_with_what_was_confirmed(reviewed):
    kept = reviewed.get(fields__paragraph=128).confirmed_fields
    vote = kept["votes"][0]
    assert (vote["yes"], vote["no"], vote["abstain"], len(vote["ballots"])) == (35, 12, 3, 50)
    assert len(kept["reservations"]) == 10


def test_the_body_that_is_not_printed_is_suggested_with_its_ground(client, manager, sources):
    client.force_login(manager)
    record = ReadRecord.objects.get(source=sources[1])
    shown = client.get(reverse("intake_review", args=[record.source_id, record.order])).context
    offers: list[Offer] = [
        o.offer for f in shown["page"].fields for o in f.offers if f.field.name == "organ"
    ]
    assert shown["form"]["organ"].value() == ""
    assert offers[0].text == "Socialnämndens arbetsutskott, Alingsås"
    assert offers[0].ground.startswith("Kallelsen till Socialnämndens arbetsutskott 2023-11-01")


def test_with_the_history_registered_the_papers_find_its_decisions(client, shared, demo):
    manager = User.objects.get(email="forbundschef@insjoriket.example")
    before = Decision.objects.count()
    home = Body.objects.get(organisation=actor_for(manager).roles[0].organisation).pk
    upload(actor_for(manager), home, [seed(shared, "003")], key="ett")
    read_waiting(home)
    client.force_login(manager)
    for record in ReadRecord.objects.all():
        address, form = answer_for(client, record)
        assert client.post(address, form).status_code == 302
    assert Decision.objects.count() == before
    assert set(ReadRecord.objects.values_list("decision__paragraph", flat=True)) == {
        None,
        128,
        222,
        440,
    }
