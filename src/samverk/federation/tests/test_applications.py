"""A member applies for money: written, sent, put in the diary, weighed, decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from docx import Document

from samverk.accounts import actions as accounts
from samverk.decisions import actions as decisions
from samverk.federation import actions
from samverk.federation.actions import TEXTS, Content
from samverk.federation.applications.reading import read_application
from samverk.federation.models import Application, ApplicationStep, ApplicationVersion
from samverk.federation.tests import founding
from samverk.foundation.actors import Actor, HeldRole, Role
from samverk.foundation.errors import ConflictError, InputError, NotAllowedError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP, TODAY, cast, the_day
from samverk.project.testing.readers import WHO_READS
from samverk.project.testing.stages import kept

__all__ = ["cast", "the_day"]
pytestmark = pytest.mark.django_db
HOME = "/forbund/fyrbaken/"
LIST = f"{HOME}ansokningar/"
WORDS = {part.name: f"Text om {part.heading.lower()}." for part in TEXTS}


@kept
def home(cast):
    return founding.found_federation()


@kept
def joined(home):
    return founding.with_members(home)


@kept
def board(home, joined):
    return founding.paper_of(home).case.body


@kept
def town(joined):
    return joined["Norrvik"]


@kept
def good(joined):
    region = joined["Kustregionen"].pk
    time = {"starts_on": date(2025, 1, 1), "ends_on": date(2026, 12, 31)}
    amounts = ((2025, 900_000), (2026, 450_000))
    return Content("Vägen vidare", **WORDS, parties=(region,), **time, amounts=amounts)


@kept
def officer(town):
    """Somebody who writes for Norrvik."""
    return Actor(None, "Handläggaren", (HeldRole(Role.OFFICER, town.member_id),))


@kept
def manager(home):
    return Actor(None, "Chefen", (HeldRole(Role.MANAGER, home.pk),))


@kept
def browser(cast, home, joined):
    return cast.browser(founding.manager_of(home))


@kept
def writer(cast, town):
    """A browser of somebody who writes for Norrvik."""
    post = accounts.Post(Role.OFFICER, town.member_id, TODAY)
    new = accounts.NewAccount("hand@norrvik.test", "Handläggaren", (post,))
    return cast.browser(accounts.add_account(SETUP, new, key="handläggare"))


@kept
def draft(officer, town, good):
    return actions.write_application(officer, town, good, key="skriv")


@kept
def sent(officer, draft):
    return actions.send_application(officer, draft, key="lämna in")


@kept
def entered(manager, sent, board):
    return actions.register_application(manager, sent, key="diarieför")


def decided(home, board, day=TODAY, paragraph=12, **more):
    new = decisions.NewDecision(home.pk, "Medel", "decides", board.pk, day, paragraph, **more)
    return decisions.register_decision(SETUP, new, key=f"beslut/{paragraph}")


def weigh(manager, row, what="grant", *, key="bered", day=TODAY, why="Väl beredd."):
    new = actions.Recommendation(what, day, why)
    return actions.weigh_application(manager, row, new, key=key)


def decide(manager, row, decision, outcome="grant", *, key="besluta"):
    new = actions.BoardDecision(outcome, decision.pk)
    return actions.decide_application(manager, row, new, key=key)


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def state(row):
    return Application.objects.get(pk=row.pk).state


def test_the_whole_way(manager, officer, entered, home, board):
    weigh(manager, entered)
    decide(manager, entered, decided(home, board))
    assert state(entered) == "granted"
    events = ApplicationStep.objects.values_list("event", flat=True)
    assert list(events) == ["submit", "register", "recommend_grant", "grant"]
    assert AuditEvent.objects.filter(kind__startswith="federation.application").count() == 5


def test_the_diary_gets_a_case_with_what_was_sent(entered):
    entered.refresh_from_db()
    assert entered.case.title == "Ansökan om medel: Vägen vidare"
    (paper,) = entered.case.documents.all()
    assert paper.correspondent == entered.membership.member.name
    assert paper.files.get().name.endswith(".pdf")


def test_a_completion_goes_in_the_same_case(manager, officer, entered, good):
    weigh(manager, entered, "complete", why="Målen går inte att pröva.")
    changed = replace(good, goals="Åtta av tio börjar arbeta.")
    actions.change_application(officer, entered, changed, 1, key="ändra")
    actions.send_application(officer, entered, key="komplettera")
    done = actions.register_application(manager, entered, key="diarieför igen")
    assert done.case == Application.objects.get(pk=entered.pk).case
    assert done.case.documents.count() == 2
    assert (done.state, done.sent_version) == ("registered", 2)


def test_the_same_form_sent_twice_has_one_effect(manager, officer, draft, board):
    for _ in range(2):
        actions.send_application(officer, draft, key="in")
    for _ in range(2):
        actions.register_application(manager, draft, key="dia")
    assert ApplicationStep.objects.count() == 2
    assert Application.objects.get().case.documents.count() == 1


def test_one_that_lacks_something_is_not_sent_and_all_is_told(officer, town, good):
    bare = replace(good, parties=(), amounts=(), goals="")
    row = actions.write_application(officer, town, bare, key="w")
    with pytest.raises(ConflictError, match=r"Minst två parter.*belopp.*Skriv under Mål"):
        actions.send_application(officer, row, key="s")
    assert state(row) == "draft"


def test_two_municipalities_are_one_party(officer, town, good, joined):
    row = actions.write_application(
        officer, town, replace(good, parties=(joined["Lillköping"].pk,)), key="w"
    )
    with pytest.raises(ConflictError, match="Kommuner räknas som en part"):
        actions.send_application(officer, row, key="s")


def test_no_money_to_one_who_has_left(manager, entered, town, home, board):
    founding.leaves(home, town, date(2010, 5, 5))
    founding.by_laws(home)
    weigh(manager, entered)
    with pytest.raises(ConflictError, match="medlem"):
        decide(manager, entered, decided(home, board))
    assert state(entered) == "recommended"


@pytest.mark.parametrize(("outcome", "to"), [("refuse", "refused"), ("refer_back", "incomplete")])
def test_the_board_may_refuse_or_refer_back(manager, entered, home, board, outcome, to):
    decide(manager, entered, decided(home, board), outcome)
    assert state(entered) == to


def test_a_decision_is_the_federations_own_with_its_day(manager, entered, home, board, cast):
    other = decisions.NewDecision(cast.town.pk, "Annat", "decides", cast.board.pk, TODAY, 3)
    foreign = decisions.register_decision(SETUP, other, key="främmande")
    with pytest.raises(InputError, match="inte förbundets"):
        decide(manager, entered, foreign)
    with pytest.raises(InputError, match="innan ansökan senast lämnades in"):
        decide(manager, entered, decided(home, board, date(2020, 1, 1)), key="b2")


def test_a_grant_rests_on_a_decision_from_after_the_completion(
    manager, officer, entered, home, board
):
    weigh(manager, entered, "complete", why="Skriv mer.")
    early = decided(home, board)
    later = TODAY + timedelta(days=10)
    with time_machine.travel(later):
        actions.send_application(officer, entered, key="komplettera")
        actions.register_application(manager, entered, key="dia 2")
        with pytest.raises(InputError, match=r"Beslutet fattades .* innan ansökan senast"):
            decide(manager, entered, early)
        same_day = decided(home, board, later, paragraph=13)
        assert decide(manager, entered, same_day, key="b2").state == "granted"


def test_the_group_weighs_what_has_been_sent(manager, officer, entered):
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(InputError, match="innan ansökan senast lämnades in") as refused:
        weigh(manager, entered, day=yesterday)
    assert refused.value.field == "day"
    weigh(manager, entered, "complete", why="Skriv mer.", key="b2")
    with time_machine.travel(TODAY + timedelta(days=3)):
        actions.send_application(officer, entered, key="komplettera")
        actions.register_application(manager, entered, key="dia 2")
        with pytest.raises(InputError, match="innan ansökan senast"):
            weigh(manager, entered, key="b3")
        assert weigh(manager, entered, key="b4", day=TODAY + timedelta(days=3)).state == (
            "recommended"
        )


@kept
def second(manager, officer, town, good):
    """Another application of Norrvik, in the diary."""
    row = actions.write_application(officer, town, replace(good, title="Nya spår"), key="w2")
    actions.send_application(officer, row, key="s2")
    return actions.register_application(manager, row, key="d2")


def test_one_decision_on_two_applications_is_asked_about(manager, entered, second, home, board):
    decision = decided(home, board)
    decide(manager, entered, decision)
    with pytest.raises(InputError, match=r"gäller redan ansökan .Vägen vidare\W") as refused:
        decide(manager, second, decision, key="b2")
    assert refused.value.field == "covers_both"
    both = actions.BoardDecision("grant", decision.pk, covers_both=True)
    assert actions.decide_application(manager, second, both, key="b3").state == "granted"


@pytest.mark.parametrize("by", ["title", "number"])
def test_a_decision_that_names_the_other_application_needs_no_question(
    manager, entered, second, home, board, by
):
    word = "nya spår" if by == "title" else second.case.diary_number
    decision = decided(home, board, text=f"Styrelsen beviljar medel till Vägen vidare och {word}.")
    decide(manager, entered, decision)
    assert decide(manager, second, decision, key="b2").state == "granted"


def test_the_form_asks_and_keeps_what_was_written(browser, manager, entered, second, home, board):
    decision = decided(home, board)
    decide(manager, entered, decision)
    address = reverse("decide_application", args=["fyrbaken", second.pk])
    given = {"key": "f", "outcome": "grant", "decision": decision.pk, "why": "Två på en gång"}
    answer = browser.post(address, given)
    assert answer.status_code == 400
    assert "gäller redan ansökan" in text(answer)
    assert "Två på en gång" in text(answer)
    assert state(second) == "registered"
    assert browser.post(address, given | {"key": "g", "covers_both": "on"}).status_code == 302
    assert state(second) == "granted"


def test_a_strangers_hands_are_kept_off(draft, joined, town):
    stranger = Actor(None, "Annan", (HeldRole(Role.OFFICER, joined["Lillköping"].member_id),))
    with pytest.raises(NotAllowedError):
        actions.send_application(stranger, draft, key="x")
    member = Actor(None, "Ledamot", (HeldRole(Role.MEMBER, town.member_id),))
    with pytest.raises(NotAllowedError):
        actions.send_application(member, draft, key="y")


def test_an_applicant_does_not_weigh_its_own(officer, entered):
    with pytest.raises(NotAllowedError):
        weigh(officer, entered)


def test_two_who_write_at_once_do_not_overwrite_each_other(officer, draft, good):
    actions.change_application(officer, draft, replace(good, goals="A"), 1, key="a")
    with pytest.raises(ConflictError, match="sparat version 2"):
        actions.change_application(officer, draft, replace(good, goals="B"), 1, key="b")
    assert ApplicationVersion.objects.count() == 2


def test_what_is_sent_is_not_changed(officer, sent, good):
    with pytest.raises(ConflictError, match="inlämnad"):
        actions.change_application(officer, sent, good, 1, key="ä")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": " "}, "rubrik"),
        ({"amounts": ((2025, 1), (2025, 2))}, "två gånger"),
        ({"amounts": ((2025, -1),)}, "negativa"),
        ({"parties": (999_999,)}, "medlemmar"),
    ],
)
def test_what_cannot_be_is_refused(officer, town, good, changed, words):
    with pytest.raises(InputError, match=words):
        actions.write_application(officer, town, replace(good, **changed), key="w")


@pytest.mark.parametrize(
    ("what", "day", "why", "words"),
    [
        ("later", TODAY, "x", "Välj"),
        ("grant", TODAY, " ", "grundar"),
        ("grant", date(2099, 1, 1), "x", "inte varit"),
    ],
)
def test_a_recommendation_says_what_when_and_why(manager, entered, what, day, why, words):
    with pytest.raises(InputError, match=words):
        weigh(manager, entered, what, day=day, why=why)


def test_the_database_keeps_to_the_table(sent):
    with pytest.raises(DatabaseError), transaction.atomic():
        Application.objects.filter(pk=sent.pk).update(state="granted")


def test_a_draft_is_its_writers_alone(client, browser, writer, draft, officer):
    address = f"{LIST}{draft.pk}/"
    assert client.get(address).status_code == 403
    assert browser.get(address).status_code == 403
    assert "Vägen vidare" not in text(browser.get(LIST))
    assert "Vägen vidare" in text(writer.get(LIST))
    actions.send_application(officer, draft, key="in")
    assert "Vägen vidare" in text(client.get(address))


def test_what_is_written_of_a_completion_is_not_shown_until_it_is_sent(
    client, writer, manager, officer, entered, good
):
    weigh(manager, entered, "complete", why="Skriv mer.")
    changed = replace(good, goals="Ett hemligt utkast.")
    actions.change_application(officer, entered, changed, 1, key="ä")
    address = f"{LIST}{entered.pk}/"
    assert "Ett hemligt utkast." not in text(client.get(address))
    assert "Ett hemligt utkast." in text(writer.get(address))
    actions.send_application(officer, entered, key="in igen")
    assert "Ett hemligt utkast." in text(client.get(address))


def test_the_federation_does_not_touch_what_the_applicant_writes(
    browser, manager, officer, entered, good
):
    weigh(manager, entered, "complete", why="Skriv mer.")
    changed = replace(good, title="Nytt namn", goals="Ett hemligt utkast.")
    actions.change_application(officer, entered, changed, 1, key="ä")
    address = f"{LIST}{entered.pk}/"
    for page in (address, LIST):
        assert "Nytt namn" not in text(browser.get(page))
    for page in ("andra/", "lamna-in/", "aterta/"):
        answer = browser.get(f"{address}{page}")
        assert answer.status_code == 403
        assert "hemligt" not in text(answer)
    with pytest.raises(NotAllowedError):
        actions.send_application(manager, entered, key="s")
    with pytest.raises(NotAllowedError):
        actions.change_application(manager, entered, good, 2, key="c")
    actions.send_application(officer, entered, key="s")
    assert "Nytt namn" in text(browser.get(LIST))


def test_a_withdrawn_draft_stays_private(client, officer, draft):
    actions.withdraw_application(officer, draft, "Andra planer", key="å")
    assert client.get(f"{LIST}{draft.pk}/").status_code == 403


def typed(good, **more):
    given = {name: getattr(good, name) for name in ("title", *WORDS)}
    days = {"starts_on": "2025-01-01", "ends_on": "2026-12-31"}
    rows = "2025: 900 000\n2026: 450000"
    return {**given, **days, "amounts": rows, "parties": list(good.parties), "key": "f", **more}


def test_the_whole_way_by_pages(writer, browser, town, good, home, board):
    made = writer.post(f"{HOME}medlem/{town.pk}/ansokan/", typed(good), follow=True)
    assert "Lämna in ansökan" in text(made)
    row = Application.objects.get()
    address = f"{LIST}{row.pk}/"
    writer.post(f"{address}lamna-in/", {"key": "s"})
    assert "Diarieför ansökan" in text(browser.get(address))
    browser.post(f"{address}diariefor/", {"key": "d"})
    given = {"what": "grant", "day": TODAY.isoformat(), "why": "God idé.", "key": "b"}
    browser.post(f"{address}beredning/", given)
    decision = decided(home, board)
    browser.post(
        f"{address}beslut/", {"outcome": "grant", "decision": str(decision.pk), "key": "e"}
    )
    shown = text(browser.get(address))
    assert "Beviljad" in shown
    assert "God idé." in shown
    assert "1 350 000 kr" in shown
    agreement = browser.get(f"{HOME}avtal/nytt/?ansokan={row.pk}").context["form"]
    assert agreement["payee"].value() == town.pk
    assert agreement["parties"].value() == [town.pk, *good.parties]
    assert f"avtal/nytt/?ansokan={row.pk}" in shown


@pytest.mark.parametrize("given", ["", "x", "9" * 30, "²"])
def test_an_agreement_begins_empty_without_a_granted_application(browser, sent, given):
    for asked in (given, str(sent.pk)):
        form = browser.get(f"{HOME}avtal/nytt/?ansokan={asked}").context["form"]
        assert not form["name"].value()


def test_a_faulty_form_keeps_all_that_was_written(writer, town, good):
    given = typed(good, amounts="2025: mycket", goals="Ett långt mål.")
    answer = writer.post(f"{HOME}medlem/{town.pk}/ansokan/", given)
    assert answer.status_code == 400
    assert "rad 1: skriv år och hela kronor" in text(answer)
    assert "Ett långt mål." in text(answer)


def test_the_page_tells_what_is_lacking_before_it_is_sent(writer, officer, town, good):
    row = actions.write_application(officer, town, replace(good, goals=""), key="w")
    shown = text(writer.get(f"{LIST}{row.pk}/"))
    assert "Skriv under Mål." in shown
    assert '<button class="ds-button" type="submit">Lämna in' not in shown


def filled(client, **parts):
    """Fill in the template as somebody does in Word."""
    sent = client.get(f"{LIST}mall.docx")
    paper = Document(BytesIO(b"".join(sent.streaming_content) if sent.streaming else sent.content))
    for line in paper.paragraphs:
        if line.text in parts:
            following = line._p.getnext()
            hint = paper.paragraphs[[p._p for p in paper.paragraphs].index(following) + 1]
            hint.text = parts[line.text]
    stored = BytesIO()
    paper.save(stored)
    return stored.getvalue()


def test_a_filled_in_template_is_read(client, writer, town, joined):
    content = filled(
        client,
        **{
            "Rubrik": "Vägen vidare",
            "Mål": "Tio personer i arbete.",
            "Parter som samverkar": "Kustregionen, Lillköping",
            "Tid": "2025-01-01 till 2026-12-31",
            "Belopp": "2025: 900 000",
            "Antal deltagare per år": "40",
        },
    )
    upload = SimpleUploadedFile("ansökan.docx", content)
    writer.post(f"{HOME}medlem/{town.pk}/ansokan/fil/", {"file": upload, "key": "k"})
    stored = ApplicationVersion.objects.get().content
    assert stored["goals"] == "Tio personer i arbete."
    assert stored["parties"] == [joined["Kustregionen"].pk, joined["Lillköping"].pk]
    assert stored["amounts"] == [[2025, 900_000]]
    assert (stored["participants"], stored["need"]) == (40, "")


def test_every_fault_of_a_file_is_told_and_nothing_is_half_read(client, town, joined, home):
    content = filled(
        client,
        **{
            "Rubrik": "Vägen",
            "Parter som samverkar": "Storstaden",
            "Tid": "2025-02-30 till 2026-12-31",
            "Belopp": "mycket",
            "Antal deltagare per år": "många",
        },
    )
    with pytest.raises(InputError) as told:
        read_application(content, {"Kustregionen": 1})
    for words in ("Storstaden är inte medlem", "Tid: skriv", "Belopp, rad 1", "per år: skriv"):
        assert words in told.value.message
    assert not Application.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 inte en fil", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(content):
    with pytest.raises(InputError, match="Word"):
        read_application(content, {})


def test_a_page_of_another_federation_is_not_found(client, sent, cast):
    assert client.get(f"{LIST}{sent.pk + 1}/").status_code == 404


def test_the_page_asks_few_questions(client, sent, django_assert_max_num_queries):
    client.get("/om/")
    with django_assert_max_num_queries(12 + WHO_READS):
        client.get(f"{LIST}{sent.pk}/")
