"""The catalogue entry says what DCAT-AP-SE asks for, the same in every syntax."""

from __future__ import annotations

import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

pytestmark = [
    pytest.mark.django_db,
    # rdflib's own reader of JSON-LD has not followed its own advice yet
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
HERE = "http://testserver/api/v1/dcat#"
# What DCAT-AP-SE 3.0.1 demands of each class (its templates, cardinality at least 1)
DEMANDED = {
    DCAT.Catalog: {
        DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCAT.dataset
    },
    FOAF.Agent: {FOAF.name, DCTERMS.type},
    DCAT.Dataset: {DCTERMS.title, DCTERMS.description, DCTERMS.publisher},
    DCAT.Distribution: {DCAT.accessURL, DCTERMS["format"]},
    DCAT.DataService: {DCTERMS.title, DCAT.endpointURL, DCTERMS["format"]},
    VCARD.Organization: {VCARD.fn, VCARD.hasEmail},
}  # fmt: skip
SYNTAXES = {"rdf": "xml", "ttl": "turtle", "jsonld": "json-ld"}


@pytest.fixture(autouse=True)
def _told(settings):
    settings.INSTALLATION_NAME = 'Ekby "kommun" & <förbund>'
    settings.OPEN_CONTACT_EMAIL = "oppnadata@ekby.example"
    settings.OPEN_CONTACT_NAME = "Kansliet"


def graph(client, ending):
    answer = client.get(f"/api/v1/dcat.{ending}")
    assert answer.status_code == 200
    return Graph().parse(data=answer.content, format=SYNTAXES[ending])


@pytest.mark.parametrize("ending", SYNTAXES)
@pytest.mark.parametrize("kind", DEMANDED)
def test_what_is_demanded_is_there(client, ending, kind):
    found = graph(client, ending)
    named = list(found.subjects(RDF.type, kind))
    assert named
    for one in named:
        assert DEMANDED[kind] - set(found.predicates(one)) == set()


def test_every_syntax_says_the_same(client):
    first, *others = [graph(client, ending) for ending in SYNTAXES]
    assert len(first) > 60
    assert all(isomorphic(first, other) for other in others)


def test_a_name_that_is_hard_to_write_comes_through(client):
    name = Literal('Ekby "kommun" & <förbund>', lang="sv")
    assert graph(client, "rdf").value(URIRef(f"{HERE}utgivare"), FOAF.name) == name


def test_every_file_that_is_pointed_at_is_there(client):
    found = graph(client, "rdf")
    for url in found.objects(None, DCAT.downloadURL):
        path = str(url).removeprefix("http://testserver")
        assert path.endswith("samverk.sqlite") or client.head(path).status_code == 200


def test_nobody_is_said_to_answer_where_no_address_is_set(client, settings):
    settings.OPEN_CONTACT_EMAIL = ""
    assert not list(graph(client, "rdf").subjects(None, VCARD.Organization))


def test_an_unknown_syntax_is_not_there(client):
    assert client.get("/api/v1/dcat.n3").status_code == 404
