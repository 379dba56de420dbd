"""The pages of a disposal, walked as the coordinator and the archivist walk them."""

from __future__ import annotations

from datetime import date

import pytest

from samverk.foundation.models import AuditEvent
from samverk.interventions.persons.actions import people
from samverk.interventions.persons.models import DisposalCertificate, DisposalHold, DryRun, Person
from samverk.interventions.persons.tests.archive import LATER, archive_at, on
from samverk.interventions.persons.tests.pages import Pages, text
from samverk.interventions.persons.walls import unread
from samverk.interventions.persons.zone import Desk
from samverk.project.testing.stages import kept
from samverk.rules.interventions.hands import Hand

pytestmark = pytest.mark.django_db
PLAN = {
    "from_date": "2024-01-01",
    "decision": "SN 2024-01-01 § 12",
    "decided_on": "2024-01-01",
    "took_part_trigger": "last_entry",
    "took_part_years": "5",
    "took_part_year_end": "on",
    "took_part_ground": "eget beslut",
    "took_part_confirmed": "on",
    "never_took_part_trigger": "closed",
    "never_took_part_years": "3",
    "never_took_part_ground": "eget beslut",
    "draft_days": "30",
    "draft_ground": "",
    "emergency_days": "365",
    "emergency_ground": "",
}


@kept
def archive(party):
    return archive_at(party)


@kept
def pages(party):
    return Pages(party)


def run_of(archive):
    with unread([archive.body]):
        return DryRun.objects.select_related("decision").get()


def test_the_whole_way_through_the_pages(archive, pages, party):
    person = archive.ended().person_id
    archivist, coordinator = archive.archivist_user, party.coordinator_user
    page = text(pages.get(archivist, "retention", archive.body))
    assert "Ingen plan är beslutad" in page
    assert "Inte bekräftad" in page
    assert pages.send(archivist, "decide_plan", archive.body, **PLAN).status_code == 302
    assert "SN 2024-01-01 § 12" in text(pages.get(coordinator, "retention", archive.body))
    with on(LATER):
        sent = pages.send(coordinator, "try_plan", archive.body, sure="on")
        run = run_of(archive)
        assert sent.url.endswith(f"/gallring/{run.pk}/")
        seen = text(pages.get(archivist, "dry_run", run.pk))
        assert f"person {person.hex[:8]}" in seen
        assert "Siv" not in seen
        said = {"reference": "SN 2030-06-03 § 88", "decided_on": "2030-06-03"}
        assert pages.send(archivist, "decide_disposal", run.pk, **said).status_code == 302
        assert pages.send(archivist, "carry_out_disposal", run.pk).status_code == 400
        assert pages.send(archivist, "carry_out_disposal", run.pk, sure="on").status_code == 302
        with unread([archive.body]):
            assert not Person.objects.exists()
            proof = DisposalCertificate.objects.get()
        assert ">Gallrad</td>" in text(pages.get(archivist, "dry_run", run.pk))
        page = text(pages.get(archivist, "certificate", proof.pk))
        assert proof.digest in page
        assert "SN 2030-06-03 § 88" in page
        assert "Siv" not in page
        assert person.hex[:8] not in page
        paper = pages.get(coordinator, "certificate_pdf", proof.pk)
    assert paper.content.startswith(b"%PDF")
    assert "gallringsbevis-2030-06-03.pdf" in paper["Content-Disposition"]


def test_reading_the_list_is_noted(archive, pages, party):
    archive.plan()
    run = archive.tried()
    pages.get(party.coordinator_user, "dry_run", run.pk)
    assert AuditEvent.objects.filter(kind="persons.dry_run_read").count() == 1


@pytest.mark.parametrize(
    "who", ["referrer_user", "receiver_user", "worker_user", "other_coordinator_user"]
)
def test_others_get_the_same_answer_as_for_what_is_missing(archive, pages, party, who):
    archive.plan()
    archive.ended()
    with on(LATER):
        decision = archive.decided()
        archive.carried_out(decision)
        with unread([archive.body]):
            proof = DisposalCertificate.objects.get().pk
        user = getattr(party, who)
        for name, place in (
            ("retention", archive.body),
            ("decide_plan", archive.body),
            ("try_plan", archive.body),
            ("dry_run", decision.run_id),
            ("decide_disposal", decision.run_id),
            ("carry_out_disposal", decision.run_id),
            ("certificate", proof),
            ("certificate_pdf", proof),
        ):
            assert pages.get(user, name, place).status_code == 404, name


def test_the_list_shows_the_protected_to_their_handlers_alone(archive, pages, party):
    archive.plan()
    row = archive.ended()
    people.protect_person(
        party.worker, Desk(archive.body, Hand.CASE_WORKER), row.person_id, key="skydd"
    )
    with on(LATER):
        run = archive.tried()
        mark = row.person_id.hex[:8]
        for user in (archive.archivist_user, party.coordinator_user):
            page = text(pages.get(user, "dry_run", run.pk))
            assert mark not in page
            assert "Ingen att visa" in page
        archive.carried_out(archive.decided(run))
        assert mark not in text(pages.get(archive.archivist_user, "dry_run", run.pk))


def test_the_one_who_made_the_trial_is_told_who_decides(archive, pages, party):
    archive.plan()
    archive.ended()
    with on(LATER):
        run = archive.tried()
        page = text(pages.get(party.coordinator_user, "dry_run", run.pk))
    assert "får inte besluta om den" in page
    assert "besluta/" not in page


def test_a_person_is_held_back_and_let_go_on_their_page(archive, pages, party):
    archive.plan()
    person = archive.ended().person_id
    user = party.coordinator_user
    said = {"reason": "appeal", "reference": "mål 12-24"}
    assert pages.send(user, "hold_back", person, **said).status_code == 302
    page = text(pages.get(user, "person", person))
    assert "ett överklagande eller mål pågår, mål 12-24" in page
    with on(LATER):
        assert archive.tried().totals["held"] == 1
    with unread([archive.body]):
        hold = DisposalHold.objects.get().pk
    assert pages.send(user, "let_go", hold, sure="on").status_code == 302
    assert "mål 12-24" not in text(pages.get(user, "person", person))


def test_a_faulty_plan_says_what_is_wrong_at_the_field(archive, pages):
    answer = pages.send(
        archive.archivist_user, "decide_plan", archive.body, **PLAN | {"took_part_years": "0"}
    )
    assert answer.status_code == 400
    assert "Skriv ett tal från 1 till 120." in text(answer)


def test_the_desk_tells_each_what_is_next(archive, pages, party):
    archivist, coordinator = archive.archivist_user, party.coordinator_user
    assert "Ingen plan är beslutad" in text(pages.get(archivist, "start"))
    archive.plan()
    archive.ended()
    with on(date(2030, 1, 10)):
        assert "Årets provgallring är inte gjord" in text(pages.get(coordinator, "start"))
        run = archive.tried()
        assert "1 att besluta om" in text(pages.get(archivist, "start"))
        decision = archive.decided(run)
        assert "Beslutad, inte klar" in text(pages.get(archivist, "start"))
        archive.carried_out(decision)
        assert "Gallring, " not in text(pages.get(archivist, "start"))
