"""Secret fields reach no page but those of the body's own people."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from samverk.decisions import actions as decisions
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.project.testing.stages import kept
from samverk.registry import actions
from samverk.registry.models import Case

pytestmark = pytest.mark.django_db

CANARIES = ("Kanarierubrik", "Kanarieämne", "Kanarieavsändare", "Kanarielagrum")
START = ("/organ/", "/arenden/", "/beslut/")


@kept
def secret_case(cast):
    hidden = actions.Secret("Kanarielagrum", "Kanarierubrik")
    new = actions.NewCase(cast.board.pk, "Ärende om stöd", date(2024, 3, 1), secret=hidden)
    case = actions.open_case(cast.owner, new, key="ärende")
    kept = actions.Secret("Kanarielagrum", "Kanarieämne", "Kanarieavsändare")
    paper = actions.NewDocument(case.pk, "incoming", "letter", date(2024, 3, 4), secret=kept)
    document = actions.register_document(cast.owner, paper, key="handling")
    open_case = actions.open_case(
        cast.outsider, actions.NewCase(cast.neighbour_board.pk, "Öppet", date(2024, 3, 2)), key="b"
    )
    actions.link_cases(cast.outsider, open_case, case, "continues", key="länk")
    decision = decisions.NewDecision(
        cast.town.pk,
        "Beslut i ärendet",
        "decides",
        body=cast.board.pk,
        case=case.pk,
        documents=(document.pk,),
    )
    decisions.register_decision(SETUP, decision, key="beslut")
    return case


def crawl(browser):
    """Read every page that links lead to, forms too; the text of all by address."""
    left, read = list(START), {}
    while left:
        path = left.pop()
        if path in read:
            continue
        response = browser.get(path)
        read[path] = "" if response.streaming else response.content.decode()
        found = re.findall(r'href="(/(?:organ|arenden|beslut)/[^"#?]*)', read[path])
        left += [one for one in found if one not in read]
    return read


@pytest.mark.parametrize("who", [None, "member_user", "colleague_user", "outsider_user"])
def test_nobody_else_finds_a_secret_on_any_page(cast, secret_case, who):
    read = crawl(cast.browser(who and getattr(cast, who)))
    assert reverse("case", args=[secret_case.pk]) in read
    assert len(read) > 10
    assert [path for path, text in read.items() if any(c in text for c in CANARIES)] == []


def test_the_bodys_own_people_see_the_marking_with_provision_day_and_authority(cast, secret_case):
    url = reverse("case", args=[secret_case.pk])
    text = cast.browser(cast.owner_user).get(url).content.decode()
    for shown in (*CANARIES, "2024-03-15", "Socialnämnden"):
        assert shown in text


def test_only_the_case_page_shows_them_to_the_bodys_own_people(cast, secret_case):
    read = crawl(cast.browser(cast.owner_user))
    showing = [path for path, text in read.items() if any(c in text for c in CANARIES)]
    assert showing == [reverse("case", args=[secret_case.pk])]


def test_others_see_that_something_is_secret_and_what_is_public(cast, secret_case):
    text = cast.browser().get(reverse("diary", args=[cast.board.pk])).content.decode()
    assert "Sekretess" in text
    assert "Ärende om stöd" in text


def test_the_log_holds_no_secret(cast, secret_case):
    logged = " ".join(f"{e.subject_label} {e.why}" for e in AuditEvent.objects.all())
    assert not any(canary in logged for canary in CANARIES)


def test_whoever_may_not_read_a_secret_may_not_write_one(cast):
    hidden = actions.Secret("OSL", "x")
    new = actions.NewCase(cast.board.pk, "Ärende", date(2024, 3, 1), secret=hidden)
    from samverk.foundation.actors import Actor, HeldRole, Role

    central = Actor(cast.owner_user.pk, "Maj", (HeldRole(Role.REGISTRAR, cast.town.pk),))
    with pytest.raises(NotAllowedError, match="i just det organet"):
        actions.open_case(central, new, key="a")
    assert not Case.objects.exists()


@pytest.mark.parametrize("missing", ["provision", "authority"])
def test_a_marking_without_its_provision_is_refused_by_the_database(cast, missing):
    from django.db import IntegrityError, transaction

    from samverk.foundation.compartments import opened
    from samverk.registry.models import CaseSecret

    case = actions.open_case(SETUP, actions.NewCase(cast.board.pk, "A", TODAY), key="a")
    said = {"provision": "OSL 26 kap. 1 §", "authority": "Socialnämnden"} | {missing: ""}
    refused = pytest.raises(IntegrityError, match="says_why")
    with opened([cast.board.pk]), refused, transaction.atomic():
        CaseSecret.objects.create(case=case, controller=cast.board, marked_on=TODAY, **said)
