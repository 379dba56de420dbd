"""Records are free to use; a paper may hold the work of others, unless somebody says it is own work."""

from __future__ import annotations

import sqlite3

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from rdflib import DCAT, DCTERMS, RDF, RDFS, Graph, URIRef

from samverk.foundation.errors import ConflictError, NotAllowedError, NotFoundError
from samverk.foundation.models import AuditEvent
from samverk.foundation.tests.cast import SETUP
from samverk.publishing import actions
from samverk.publishing.actions.dumping import dump
from samverk.publishing.models import Kind, OwnWork, Record
from samverk.publishing.queries.rights import OF_MINUTES
from samverk.publishing.tests import open_world as world
from samverk.publishing.tests.test_site import text_of

pytestmark = pytest.mark.django_db
HERE = "http://testserver/api/v1/dcat#"
TRIED = "http://testserver/oppet/om/#upphovsratt"
MIXED = {"api", "sqlite", "handlingar-jsonl", "handlingar-csv"}


def graph(client) -> Graph:
    return Graph().parse(data=client.get("/api/v1/dcat.rdf").content, format="xml")


def test_no_licence_is_given_of_what_holds_papers(client):
    found = graph(client)
    rights = URIRef(f"{HERE}rattigheter")
    assert found.value(rights, RDF.type) == DCTERMS.RightsStatement
    assert "Handlingarnas upphovsrätt prövas för sig" in str(found.value(rights, RDFS.label))
    forms = {
        str(one).removeprefix(HERE): one for one in found.subjects(RDF.type, DCAT.Distribution)
    }
    assert set(forms) == {"jsonl", "csv", *MIXED}
    for name, one in forms.items():
        licence = URIRef(settings.OPEN_LICENCE)
        said = (found.value(one, DCTERMS.license), found.value(one, DCTERMS.rights))
        assert said == ((None, rights) if name in MIXED else (licence, None))
    assert found.value(URIRef(f"{HERE}tjanst"), DCTERMS.license) is None


def test_the_papers_are_a_dataset_of_their_own(client):
    found = graph(client)
    of_records = set(found.objects(URIRef(f"{HERE}jsonl"), DCAT.downloadURL))
    assert not [one for one in of_records if "/files." in str(one)]
    of_papers = set(found.objects(URIRef(f"{HERE}handlingar-jsonl"), DCAT.downloadURL))
    assert of_papers == {URIRef("http://testserver/api/v1/bulk/files.jsonl")}
    datasets = set(found.objects(URIRef(f"{HERE}katalog"), DCAT.dataset))
    assert datasets == {URIRef(f"{HERE}data"), URIRef(f"{HERE}handlingar")}


@pytest.mark.parametrize(("is_own", "licence"), [(False, TRIED), (True, settings.OPEN_LICENCE)])
def test_a_file_says_under_what_terms_it_is(client, is_own, licence):
    world.publish()
    row = Record.objects.get(kind=Kind.FILE, source=world.MEMO)
    Record.objects.filter(pk=row.pk).update(data=row.data | {"ownWork": is_own})
    told = client.get(f"/api/v1/files/{world.MEMO}").json()
    assert (told["license"], told["fileLicense"]) == (licence, licence)
    page = text_of(client.get(f"/oppet/handlingar/{world.MEMO}/"))
    assert ("Myndighetens eget verk" in page) == is_own
    assert ("Prövas för sig" in page) != is_own


def test_the_files_with_everything_say_it_of_each_kind(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world.publish()
    files = {one["name"]: one for one in client.get("/api/v1/bulk").json()["files"]}
    assert files["decisions"]["licence"] == settings.OPEN_LICENCE
    assert "licence" not in files["files"]
    assert "prövas för sig" in files["files"]["rights"]
    path = default_storage.path(dump(world.MOMENT).path)
    found = sqlite3.connect(path).execute(
        "SELECT name, words FROM documentation WHERE subject = 'table'"
    )
    told = dict(found.fetchall())
    assert "prövas för sig" in told["files"]
    assert settings.OPEN_LICENCE in told["decisions"]


def test_where_it_is_explained_is_a_page_of_the_public(client):
    assert 'id="upphovsratt"' in client.get("/oppet/om/").content.decode()


def test_the_minutes_are_published_as_own_work_when_somebody_has_said_so(seated, adjusted):
    release = actions.begin_release(SETUP, "minutes", adjusted.pk, key="börja").pk
    file = OF_MINUTES + adjusted.pk
    for _ in range(2):
        actions.mark_own_works(SETUP, release, [file], key="eget")
    assert OwnWork.objects.count() == 1
    assert AuditEvent.objects.filter(kind="publishing.own_work_marked").count() == 1
    marks = [actions.Mark("19850709-9805", "mask")]
    actions.mark_release(SETUP, release, marks, key="maska")
    actions.send_release(SETUP, release, key="lämna")
    with pytest.raises(ConflictError):
        actions.mark_own_works(SETUP, release, [], key="för sent")
    actions.approve_release(SETUP, release, key="godkänn")
    assert Record.objects.get(kind=Kind.FILE, source=file).data["ownWork"] is True


def test_it_is_said_of_files_in_the_publication_alone_and_by_whoever_may(seated, adjusted):
    release = actions.begin_release(SETUP, "minutes", adjusted.pk, key="börja").pk
    with pytest.raises(NotFoundError):
        actions.mark_own_works(SETUP, release, [7], key="annan")
    with pytest.raises(NotAllowedError):
        actions.mark_own_works(seated.outsider, release, [], key="fel")


def test_the_secretary_says_it_by_the_form(seated, adjusted):
    release = actions.begin_release(SETUP, "minutes", adjusted.pk, key="börja").pk
    browser, file = seated.browser(seated.owner_user), OF_MINUTES + adjusted.pk
    page = browser.get(reverse("release", args=[release])).content.decode()
    assert "Protokollet som fil" in page
    sent = {"key": "formulär", "own": [str(file)]}
    assert browser.post(reverse("mark_own_works", args=[release]), sent).status_code == 302
    assert OwnWork.objects.get().is_own
    faulty = browser.post(reverse("mark_own_works", args=[release]), {"key": "ny", "own": ["7"]})
    assert faulty.status_code == 400
