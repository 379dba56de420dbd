"""Copies an Office package: only parts that the document still refers to, and no reference outside.

What a Word file from a municipality mostly reaches for is the template it was written in, on a disk at
work: the reader's own machine is not to ask for it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from samverk.documents.defusing.fields import without_reaching_fields
from samverk.documents.defusing.found import Found
from samverk.documents.defusing.xml import local, parsed, removed, written

TYPES = "[Content_Types].xml"
ROOT = "_rels/.rels"
CORE = "docProps/core.xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SAFE = ("http://", "https://", "mailto:", "#")
# The last word of a relation's type, and what is then missing in the copy
DROPPED = {
    "attachedTemplate": Found.TEMPLATE,
    "oleObject": Found.EMBEDDED,
    "package": Found.EMBEDDED,
    "control": Found.EMBEDDED,
    "activeXControlBinary": Found.EMBEDDED,
    "aFChunk": Found.EMBEDDED,
    "subDocument": Found.OUTSIDE,
    "frame": Found.OUTSIDE,
    "externalLink": Found.OUTSIDE,
    "externalLinkPath": Found.OUTSIDE,
    "connections": Found.OUTSIDE,
    "queryTable": Found.OUTSIDE,
    "mailMergeSource": Found.OUTSIDE,
    "mailMergeHeaderSource": Found.OUTSIDE,
    "recipientData": Found.OUTSIDE,
    "vbaProject": Found.SCRIPT,
    "wordVbaData": Found.SCRIPT,
    "attachedToolbars": Found.SCRIPT,
    "keyMapCustomizations": Found.SCRIPT,
    "extensibility": Found.SCRIPT,
    "ui/extensibility": Found.SCRIPT,
    "xlMacrosheet": Found.SCRIPT,
    "xlIntlMacrosheet": Found.SCRIPT,
    "dialogsheet": Found.SCRIPT,
    "webextension": Found.SCRIPT,
    "webextensiontaskpanes": Found.SCRIPT,
    "customXml": Found.FACTS,
    "custom-properties": Found.FACTS,
    "extended-properties": Found.FACTS,
    "thumbnail": Found.FACTS,
    "printerSettings": Found.FACTS,
    "signature": Found.SIGNATURE,
    "origin": Found.SIGNATURE,
}
# What names a part that is gone goes with it; of any other element only the reference does
WITH_IT = frozenset(
    [
        "attachedTemplate",
        "OLEObject",
        "oleObject",
        "control",
        "subDoc",
        "altChunk",
        "externalReference",
        "externalData",
        "sourceFileName",
        "dataSource",
        "headerSource",
        "recipientData",
        "frame",
        "tablePart",
        "sheet",
    ]
)
MUST_HOLD = frozenset(["oleObjects", "controls", "externalReferences"])
FACTS = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties\
 xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/"/>"""
TITLE = "{http://purl.org/dc/elements/1.1/}title"


def defused_office(parts: Mapping[str, bytes], found: set[Found]) -> dict[str, bytes]:
    """Give the parts of the copy. Raises XMLSyntaxError and KeyError for a broken package."""
    kept: dict[str, bytes] = {}
    waiting = [""]
    seen = {""}
    while waiting:
        part = waiting.pop()
        relations = _relations_of(part)
        dropped: set[str] = set()
        if relations in parts:
            root = parsed(parts[relations])
            dropped, onward = _related(root, part, found)
            kept[relations] = written(root)
            new = [name for name in onward if name in parts and name not in seen]
            seen.update(new)
            waiting += new
        if part:
            kept[part] = _part(part, parts[part], dropped, found)
    kept[TYPES] = _types(parts[TYPES], kept)
    return kept


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _related(root: _Element, part: str, found: set[Found]) -> tuple[set[str], list[str]]:
    """Take away relations that may not be; answer their marks, and the parts that the others lead to."""
    dropped: set[str] = set()
    onward: list[str] = []
    for relation in list(root):
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        target = str(relation.get("Target", ""))
        if what := _unwanted(kind, target, relation):
            found.add(what)
            dropped.add(str(relation.get("Id")))
            root.remove(relation)
        elif relation.get("TargetMode") != "External":
            base = "/" + part.rpartition("/")[0]
            onward.append(posixpath.normpath(posixpath.join(base, unquote(target))).lstrip("/"))
    return dropped, onward


def _unwanted(kind: str, target: str, relation: _Element) -> Found | None:
    if kind in DROPPED:
        return DROPPED[kind]
    if relation.get("TargetMode") != "External":
        return None
    is_link = kind == "hyperlink" and target.strip().lower().startswith(SAFE)
    return None if is_link else Found.OUTSIDE


def _part(name: str, content: bytes, dropped: set[str], found: set[Found]) -> bytes:
    if name.endswith("core.xml") and name.startswith("docProps/"):
        return _core(content, found)
    if not name.endswith(".xml"):
        return content
    has_fields = name.startswith("word/") and re.search(rb"instr", content) is not None
    root = parsed(content)
    if not dropped and not has_fields:
        return content
    changed = _unreferred(root, dropped)
    if has_fields and without_reaching_fields(root):
        found.add(Found.FIELD)
        changed = True
    return written(root) if changed else content


def _unreferred(root: _Element, dropped: set[str]) -> bool:
    """Take away what names a relation that is gone."""
    changed = False
    for element in list(root.iter(etree.Element)):
        names = [
            name
            for name, value in element.attrib.items()
            if value in dropped and str(name).startswith(f"{{{RELATIONS}}}")
        ]
        if not names:
            continue
        changed = True
        parent = element.getparent()
        if local(element) in WITH_IT and parent is not None:
            removed(element)
            if local(parent) in MUST_HOLD and not len(parent):
                removed(parent)
            continue
        for name in names:
            del element.attrib[name]
    return changed


def _core(content: bytes, found: set[Found]) -> bytes:
    """Keep what the document is called, and neither who wrote it nor when."""
    facts = parsed(FACTS)
    for element in parsed(content):
        if element.tag == TITLE and element.text:
            etree.SubElement(facts, TITLE).text = element.text
        elif element.text:
            found.add(Found.FACTS)
    return written(facts)


def _types(content: bytes, kept: Mapping[str, bytes]) -> bytes:
    """Leave out what the list of types says of parts that are gone."""
    root = parsed(content)
    for element in list(root):
        if local(element) == "Override":
            name = unquote(str(element.get("PartName", ""))).lstrip("/")
            if name not in kept:
                root.remove(element)
    return written(root)
