"""A catalogue entry by DCAT-AP-SE 3.0.1: what Sveriges dataportal and its like harvest.

Statements are made once, and written as RDF/XML (which the portal asks for), Turtle or JSON-LD.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

from samverk.publishing.standards.names import Names

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority/"
LOCAL = "http://purl.org/adms/publishertype/LocalAuthority"
TITLE = "Sammanträden, ärenden och beslut"
IN_ENGLISH = "Meetings, matters and decisions"
ABOUT = (
    "Det som är publicerat om nämnders, styrelsers och fullmäktiges sammanträden: kallelser, justerade"
    " paragrafer, omröstningar, handlingar, beslut med laga kraft, anslag, samordningsförbund och insatser."
)
KEYWORDS = ("beslut", "protokoll", "sammanträde", "omröstning", "nämnd", "samordningsförbund")
# The words of papers and minutes, and their files, are a dataset of their own: its copyright is another
FILES = "files"
PAPERS = "Handlingar i ärenden och protokoll som filer"
PAPERS_IN_ENGLISH = "Documents of matters, and minutes as files"
ABOUT_PAPERS = (
    "Text och filer i de handlingar som är publicerade: tjänsteskrivelser, bilagor och protokoll."
    " Handlingarnas upphovsrätt prövas för sig."
)
RIGHTS = (
    "Handlingarnas upphovsrätt prövas för sig: de kan innehålla verk av andra. Den handling som myndigheten"
    " har angett som eget verk (ownWork) får användas under licensen för uppgifterna."
)
# In these the papers stand beside the records, so that no licence holds for all that is in them
MIXED = ("api", "sqlite")
FORMATS = {
    "api": ("API enligt OParl 1.1", "application/json"),
    "jsonl": ("JSON Lines, en fil för varje slag", "application/jsonl"),
    "csv": ("CSV, en fil för varje slag", "text/csv"),
    "sqlite": ("SQLite, allt i en fil varje natt", "application/vnd.sqlite3"),
}


@dataclass(frozen=True, slots=True)
class Iri:
    """An address that something is named by."""

    value: str


@dataclass(frozen=True, slots=True)
class Words:
    """Text, in a language where it is in one."""

    value: str
    language: str = ""


Statement = tuple[str, str, Iri | Words]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, under what licence, and whom data users can write to; "" for nobody."""

    name: str
    licence: str
    contact_name: str
    contact_email: str


def statements(names: Names, publisher: Publisher, files: Sequence[str]) -> list[Statement]:
    """State the catalogue, its two datasets in their forms, and the service; ``files`` are the kinds."""
    here = f"{names.base}/dcat"
    records = [name for name in files if name != FILES]
    found = [
        *_catalogue(here, names, publisher),
        *_dataset(here, names, publisher),
        *_papers(here, names, publisher),
        *_service(here, names, publisher),
        *_rights(here),
    ]
    for form in FORMATS:
        found += _distribution(here, names, form, records)
        terms = _terms(here, publisher, is_mixed=form in MIXED)
        found.append((f"{here}#{form}", *terms))
    for form in ("jsonl", "csv"):
        found += _distribution(here, names, form, [FILES], of=f"{here}#handlingar-{form}")
        found.append((f"{here}#handlingar-{form}", *_terms(here, publisher, is_mixed=True)))
    return found


def _terms(here: str, publisher: Publisher, *, is_mixed: bool) -> tuple[str, Iri]:
    """Give the licence of the authority's own records; of what is mixed, the statement of its rights."""
    if is_mixed:
        return "dcterms:rights", Iri(f"{here}#rattigheter")
    return "dcterms:license", Iri(publisher.licence)


def _rights(here: str) -> Iterable[Statement]:
    me = f"{here}#rattigheter"
    yield me, "rdf:type", Iri(PREFIXES["dcterms"] + "RightsStatement")
    yield me, "rdfs:label", Words(RIGHTS, "sv")


def _catalogue(here: str, names: Names, publisher: Publisher) -> Iterable[Statement]:
    me, who = f"{here}#katalog", Iri(f"{here}#utgivare")
    yield me, "rdf:type", Iri(PREFIXES["dcat"] + "Catalog")
    yield me, "dcterms:title", Words(f"Öppna data från {publisher.name}", "sv")
    yield me, "dcterms:description", Words(ABOUT, "sv")
    yield me, "dcterms:publisher", who
    yield me, "dcterms:license", Iri(publisher.licence)
    yield me, "dcterms:language", Iri(f"{AUTHORITY}language/SWE")
    yield me, "foaf:homepage", Iri(f"{names.site}/oppet/")
    yield me, "dcat:themeTaxonomy", Iri(f"{AUTHORITY}data-theme")
    yield me, "dcat:dataset", Iri(f"{here}#data")
    yield me, "dcat:dataset", Iri(f"{here}#handlingar")
    yield me, "dcat:service", Iri(f"{here}#tjanst")
    yield who.value, "rdf:type", Iri(PREFIXES["foaf"] + "Agent")
    yield who.value, "foaf:name", Words(publisher.name, "sv")
    yield who.value, "dcterms:type", Iri(LOCAL)


def _dataset(here: str, names: Names, publisher: Publisher) -> Iterable[Statement]:
    me = f"{here}#data"
    yield from _described(me, here, names, publisher, (TITLE, IN_ENGLISH, ABOUT))
    for form in FORMATS:
        yield me, "dcat:distribution", Iri(f"{here}#{form}")


def _papers(here: str, names: Names, publisher: Publisher) -> Iterable[Statement]:
    me = f"{here}#handlingar"
    yield from _described(me, here, names, publisher, (PAPERS, PAPERS_IN_ENGLISH, ABOUT_PAPERS))
    for form in ("handlingar-jsonl", "handlingar-csv", *MIXED):
        yield me, "dcat:distribution", Iri(f"{here}#{form}")


def _described(
    me: str, here: str, names: Names, publisher: Publisher, words: tuple[str, str, str]
) -> Iterable[Statement]:
    title, in_english, about = words
    yield me, "rdf:type", Iri(PREFIXES["dcat"] + "Dataset")
    yield me, "dcterms:title", Words(title, "sv")
    yield me, "dcterms:title", Words(in_english, "en")
    yield me, "dcterms:description", Words(about, "sv")
    yield me, "dcterms:publisher", Iri(f"{here}#utgivare")
    yield me, "dcterms:accessRights", Iri(f"{AUTHORITY}access-right/PUBLIC")
    yield me, "dcterms:language", Iri(f"{AUTHORITY}language/SWE")
    yield me, "dcterms:accrualPeriodicity", Iri(f"{AUTHORITY}frequency/UPDATE_CONT")
    yield me, "dcat:theme", Iri(f"{AUTHORITY}data-theme/GOVE")
    yield me, "dcat:landingPage", Iri(f"{names.base}/docs")
    for word in KEYWORDS:
        yield me, "dcat:keyword", Words(word, "sv")
    yield from _contact(me, here, publisher)


def _contact(me: str, here: str, publisher: Publisher) -> Iterable[Statement]:
    """State whom to write to: an entry without an address is not valid, so it is left out then."""
    if not publisher.contact_email:
        return
    yield me, "dcat:contactPoint", Iri(f"{here}#kontakt")
    if not me.endswith("#data"):
        return
    who = f"{here}#kontakt"
    yield who, "rdf:type", Iri(PREFIXES["vcard"] + "Organization")
    yield who, "vcard:fn", Words(publisher.contact_name or publisher.name)
    yield who, "vcard:hasEmail", Iri(f"mailto:{publisher.contact_email}")


def _service(here: str, names: Names, publisher: Publisher) -> Iterable[Statement]:
    me = f"{here}#tjanst"
    yield me, "rdf:type", Iri(PREFIXES["dcat"] + "DataService")
    yield me, "dcterms:title", Words("Öppet API för sammanträden och beslut", "sv")
    yield me, "dcterms:publisher", Iri(f"{here}#utgivare")
    yield me, "dcat:endpointURL", Iri(f"{names.base}/")
    yield me, "dcat:endpointDescription", Iri(f"{names.base}/openapi.json")
    yield me, "dcat:servesDataset", Iri(f"{here}#data")
    yield me, "dcat:servesDataset", Iri(f"{here}#handlingar")
    yield me, "dcterms:format", Words("application/json")
    yield me, "dcterms:conformsTo", Iri("https://schema.oparl.org/1.1/")
    yield me, "dcterms:accessRights", Iri(f"{AUTHORITY}access-right/PUBLIC")
    yield me, "foaf:page", Iri(f"{names.base}/docs")
    if publisher.contact_email:
        yield me, "dcat:contactPoint", Iri(f"{here}#kontakt")


def _distribution(
    here: str, names: Names, form: str, files: Sequence[str], of: str = ""
) -> list[Statement]:
    title, media = FORMATS[form]
    me = of or f"{here}#{form}"
    bulk = f"{names.base}/bulk"
    found: list[Statement] = [
        (me, "rdf:type", Iri(PREFIXES["dcat"] + "Distribution")),
        (me, "dcterms:title", Words(title, "sv")),
        (me, "dcterms:format", Words(media)),
    ]
    match form:
        case "api":
            more = [("dcat:accessURL", f"{names.base}/"), ("dcat:accessService", f"{here}#tjanst")]
        case "sqlite":
            more = [("dcat:accessURL", bulk), ("dcat:downloadURL", f"{bulk}/samverk.sqlite")]
        case _:
            more = [("dcat:accessURL", bulk)]
            more += [("dcat:downloadURL", f"{bulk}/{name}.{form}") for name in files]
    return found + [(me, how, Iri(far)) for how, far in more]


def as_turtle(found: Sequence[Statement]) -> str:
    """Write statements as Turtle."""
    lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in PREFIXES.items()]
    lines += [f"<{subject}> {how} {_turtle(far)} ." for subject, how, far in found]
    return "\n".join(lines) + "\n"


def _turtle(far: Iri | Words) -> str:
    if isinstance(far, Iri):
        return f"<{far.value}>"
    # JSON's escapes of a string are Turtle's too
    text = json.dumps(far.value, ensure_ascii=False)
    return f"{text}@{far.language}" if far.language else text


def as_xml(found: Sequence[Statement]) -> bytes:
    """Write statements as RDF/XML."""
    for prefix, address in PREFIXES.items():
        Tree.register_namespace(prefix, address)
    root = Tree.Element(_expanded("rdf:RDF"))
    nodes: dict[str, Tree.Element] = {}
    for subject, how, far in found:
        if subject not in nodes:
            about = {_expanded("rdf:about"): subject}
            nodes[subject] = Tree.SubElement(root, _expanded("rdf:Description"), about)
        said = Tree.SubElement(nodes[subject], _expanded(how))
        if isinstance(far, Iri):
            said.set(_expanded("rdf:resource"), far.value)
        else:
            said.text = far.value
            if far.language:
                said.set("{http://www.w3.org/XML/1998/namespace}lang", far.language)
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True))


def as_json_ld(found: Sequence[Statement]) -> str:
    """Write statements as JSON-LD."""
    nodes: dict[str, dict[str, object]] = {}
    for subject, how, far in found:
        node = nodes.setdefault(subject, {"@id": subject})
        if how == "rdf:type" and isinstance(far, Iri):
            node["@type"] = far.value
            continue
        kept = node.setdefault(how, [])
        if isinstance(kept, list):
            kept.append(_json(far))
    return json.dumps({"@context": PREFIXES, "@graph": list(nodes.values())}, ensure_ascii=False)


def _json(far: Iri | Words) -> dict[str, str]:
    if isinstance(far, Iri):
        return {"@id": far.value}
    return {"@value": far.value} | ({"@language": far.language} if far.language else {})


def _expanded(name: str) -> str:
    prefix, _, word = name.partition(":")
    return f"{{{PREFIXES[prefix]}}}{word}"
