"""Reads and writes the XML of a package: no entity, no document type, nothing fetched."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from samverk.documents.defusing.found import NoCopyError


def parsed(content: bytes) -> _Element:
    """Read a part. Raises XMLSyntaxError, and NoCopyError for one with a document type."""
    reader = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_pis=True
    )
    root = etree.fromstring(content, reader)
    if root.getroottree().docinfo.doctype:
        raise NoCopyError("unreadable")
    return root


def written(root: _Element) -> bytes:
    """Write a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: _Element) -> str:
    """Answer an element's name without its namespace; "" for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def removed(element: _Element) -> None:
    """Take an element out of its tree, its text after it kept."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
