"""Copies an OpenDocument package without scripts, embedded objects and references outside."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element

from samverk.documents.defusing.found import Found
from samverk.documents.defusing.xml import local, parsed, removed, written

MANIFEST = "META-INF/manifest.xml"
META = "meta.xml"
HREF = "{http://www.w3.org/1999/xlink}href"
PATH = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"
SAFE = ("http://", "https://", "mailto:", "#")
KEPT = ("mimetype", MANIFEST, "content.xml", "styles.xml", "settings.xml", META)
PICTURES = ("Pictures/", "ObjectReplacements/", "Fonts/", "media/")
DROPPED = {
    "scripts": Found.SCRIPT,
    "event-listeners": Found.SCRIPT,
    "plugin": Found.EMBEDDED,
    "applet": Found.EMBEDDED,
    "object": Found.EMBEDDED,
    "object-ole": Found.EMBEDDED,
    "floating-frame": Found.OUTSIDE,
    "dde-connection-decls": Found.FIELD,
    "dde-source": Found.FIELD,
    "dde-links": Found.FIELD,
    "section-source": Found.OUTSIDE,
    "table-source": Found.OUTSIDE,
    "cell-range-source": Found.OUTSIDE,
    "database-display": Found.OUTSIDE,
    "form-source": Found.OUTSIDE,
}
TITLE = "{http://purl.org/dc/elements/1.1/}title"
LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"


def defused_open_document(parts: Mapping[str, bytes], found: set[Found]) -> dict[str, bytes]:
    """Give the parts of the copy. Raises XMLSyntaxError and KeyError for a broken package."""
    kept: dict[str, bytes] = {}
    for name, content in parts.items():
        if name in KEPT or name.startswith(PICTURES):
            kept[name] = _part(name, content, found)
        else:
            found.add(_what(name))
    kept[MANIFEST] = _manifest(parts[MANIFEST], kept)
    return kept


def _what(name: str) -> Found:
    if name.startswith(("Basic/", "Scripts/", "Configurations2/", "Dialogs/")):
        return Found.SCRIPT
    if name.startswith("META-INF/"):
        return Found.SIGNATURE
    return Found.EMBEDDED if name.startswith("Object") else Found.FACTS


def _part(name: str, content: bytes, found: set[Found]) -> bytes:
    if not name.endswith(".xml"):
        return content
    root = parsed(content)
    if name == META:
        _forget(root, found)
    for element in list(root.iter(etree.Element)):
        if what := DROPPED.get(local(element)):
            found.add(what)
            removed(element)
        elif not _may_refer(element):
            found.add(Found.OUTSIDE)
            del element.attrib[HREF]
    return written(root)


def _may_refer(element: _Element) -> bool:
    """Answer whether an element's reference stays in the package, or is a link that somebody clicks."""
    address = str(element.get(HREF, "")).strip().lower()
    if not address or address.removeprefix("./").startswith(tuple(p.lower() for p in PICTURES)):
        return ".." not in address
    return local(element) == "a" and address.startswith(SAFE)


def _forget(root: _Element, found: set[Found]) -> None:
    """Keep what the document is called and its language."""
    for facts in root:
        for element in list(facts):
            if element.tag not in (TITLE, LANGUAGE):
                found.add(Found.FACTS)
                facts.remove(element)


def _manifest(content: bytes, kept: Mapping[str, bytes]) -> bytes:
    root = parsed(content)
    for element in list(root):
        path = str(element.get(PATH, ""))
        if path and path != "/" and path not in kept:
            root.remove(element)
    return written(root)
