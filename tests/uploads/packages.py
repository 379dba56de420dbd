"""Word, Excel and OpenDocument files that act, reach out, hide or break."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

from samverk.documents.defusing.xml import parsed
from tests.uploads.pdfs import CANARY

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
ODT = "application/vnd.oasis.opendocument.text"
Parts = dict[str, bytes]
Act = Callable[[Parts], None]


def word() -> Parts:
    """The parts of a Word file of one paragraph."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml"'
        ' ContentType="application/xml"/></Types>'.encode(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": _body("<w:p><w:r><w:t>Hej</w:t></w:r></w:p>"),
    }


def sheet() -> Parts:
    """The parts of an Excel file of one sheet."""
    parts = word()
    parts["_rels/.rels"] = _relations(("officeDocument", "xl/workbook.xml", ""))
    parts["xl/workbook.xml"] = parts.pop("word/document.xml").replace(b"w:document", b"workbook")
    return parts


def text() -> Parts:
    """The parts of an OpenDocument text."""
    return {
        "mimetype": ODT.encode(),
        "content.xml": _content("<text:p>Hej</text:p>"),
        "META-INF/manifest.xml": b"<manifest/>",
    }


def _body(inner: str) -> bytes:
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:o="o"><w:body>{inner}</w:body></w:document>'
    ).encode()


def _content(inner: str) -> bytes:
    kinds = " ".join(f'xmlns:{one}="urn:{one}"' for one in ("office", "text", "draw", "script"))
    return (
        f'<office:document-content {kinds} xmlns:xlink="http://www.w3.org/1999/xlink">{inner}'
        "</office:document-content>"
    ).encode()


def _relations(*found: tuple[str, str, str]) -> bytes:
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{R}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for number, (kind, target, mode) in enumerate(found)
    )
    return f'<Relationships xmlns="{RELS}">{rows}</Relationships>'.encode()


def _reaching(kind: str, target: str, mode: str, element: str) -> Act:
    def lay(parts: Parts) -> None:
        parts["word/_rels/document.xml.rels"] = _relations((kind, target, mode))
        parts["word/document.xml"] = _body(element)
        if mode != "External":
            parts[f"word/{target}"] = CANARY.encode()

    return lay


def _field(words: str) -> Act:
    def lay(parts: Parts) -> None:
        half = len(words) // 2
        begin, end = '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>'
        told = "".join(f"<w:instrText>{one}</w:instrText>" for one in (words[:half], words[half:]))
        parts["word/document.xml"] = _body(f"<w:p><w:r>{begin}{told}{end}</w:r></w:p>")

    return lay


def _simple_field(parts: Parts) -> None:
    parts["word/document.xml"] = _body(f'<w:p><w:fldSimple w:instr="DDEAUTO {CANARY}"/></w:p>')


def _part(name: str, content: bytes = CANARY.encode()) -> Act:
    def lay(parts: Parts) -> None:
        parts[name] = content

    return lay


def _entity(parts: Parts) -> None:
    name = next(
        name for name in ("word/document.xml", "xl/workbook.xml", "content.xml") if name in parts
    )
    kind = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;{CANARY}</a>'
    parts[name] = kind.encode()


def _laughs(parts: Parts) -> None:
    name = next(
        name for name in ("word/document.xml", "xl/workbook.xml", "content.xml") if name in parts
    )
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    parts[name] = f'<!DOCTYPE a [<!ENTITY l0 "ha">{rows}]><a>&l8;</a>'.encode()


def _facts(parts: Parts) -> None:
    parts["docProps/core.xml"] = f"<c><creator>{CANARY}</creator></c>".encode()
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="c" Type="{R}/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="t" Type="{R}/thumbnail" Target="docProps/t.jpeg"/>'
        "</Relationships>".encode(),
    )
    parts["docProps/t.jpeg"] = CANARY.encode()


def _macro_type(parts: Parts) -> None:
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    ).encode()


def _inside(inner: str) -> Act:
    def lay(parts: Parts) -> None:
        parts["content.xml"] = _content(inner)

    return lay


WORD_ACTS: dict[str, Act] = {
    "template": _reaching(
        "attachedTemplate", f"file:///{CANARY}", "External", '<w:attachedTemplate r:id="r0"/>'
    ),
    "web-template": _reaching(
        "attachedTemplate", f"http://{CANARY}/", "External", '<w:attachedTemplate r:id="r0"/>'
    ),
    "ole": _reaching(
        "oleObject", "embeddings/a.bin", "", '<w:object><o:OLEObject r:id="r0"/></w:object>'
    ),
    "ole-link": _reaching("oleObject", f"file:///{CANARY}", "External", '<o:OLEObject r:id="r0"/>'),
    "package": _reaching("package", "embeddings/a.xlsx", "", '<o:OLEObject r:id="r0"/>'),
    "control": _reaching("control", "activeX/a.xml", "", '<w:control r:id="r0"/>'),
    "chunk": _reaching("aFChunk", "a.html", "", '<w:altChunk r:id="r0"/>'),
    "subdocument": _reaching(
        "subDocument", f"http://{CANARY}/", "External", '<w:subDoc r:id="r0"/>'
    ),
    "frame": _reaching("frame", f"http://{CANARY}/", "External", '<w:frame r:id="r0"/>'),
    "beacon": _reaching("image", f"http://{CANARY}/a.png", "External", '<w:blip r:link="r0"/>'),
    "disk-link": _reaching(
        "hyperlink", f"file:///{CANARY}", "External", '<w:hyperlink r:id="r0"/>'
    ),
    "script-link": _reaching(
        "hyperlink", f"javascript:{CANARY}", "External", '<w:hyperlink r:id="r0"/>'
    ),
    "share-link": _reaching("hyperlink", f"//{CANARY}/a", "External", '<w:hyperlink r:id="r0"/>'),
    "custom": _reaching("customXml", "item.xml", "", ""),
    "printer": _reaching("printerSettings", "p.bin", "", ""),
    "dde": _field(f"DDEAUTO c:\\\\{CANARY}"),
    "include": _field(f' INCLUDEPICTURE "http://{CANARY}/" '),
    "quoted": _field(f'"DDE" {CANARY}'),
    "simple": _simple_field,
    "stray": _part("word/stray.exe"),
    "climbing": _part("../../etc/cron.d/a"),
    "rooted": _part("/etc/passwd"),
    "macros": _part("word/vbaProject.bin"),
    "macros-in-capitals": _part("WORD/VBAPROJECT.BIN"),
    "macro-type": _macro_type,
    "facts": _facts,
    "entity": _entity,
    "laughs": _laughs,
    "no-xml": _part("word/document.xml", b"\x00\xff" * 50),
    "no-relations": _part("_rels/.rels", b"<a>"),
    "no-types": _part("[Content_Types].xml", b""),
}
SHEET_ACTS: dict[str, Act] = {
    "macro-sheet": _part("xl/macrosheets/sheet1.xml"),
    "macros": _part("xl/vbaProject.bin"),
    "stray": _part("xl/connections.xml"),
    "facts": _facts,
    "entity": _entity,
    "laughs": _laughs,
}
TEXT_ACTS: dict[str, Act] = {
    "macros": _part("Basic/Standard/a.xml"),
    "scripts": _part("Scripts/python/a.py"),
    "object": _part("Object 1/content.xml", f"<a>{CANARY}</a>".encode()),
    "thumbnail": _part("Thumbnails/thumbnail.png"),
    "facts": _part("meta.xml", f"<m><o><creator>{CANARY}</creator></o></m>".encode()),
    "script": _inside(f"<office:scripts><office:script>{CANARY}</office:script></office:scripts>"),
    "listener": _inside(
        f'<office:event-listeners><a xlink:href="macro:{CANARY}"/></office:event-listeners>'
    ),
    "beacon": _inside(f'<draw:image xlink:href="http://{CANARY}/a.png"/>'),
    "climbing-image": _inside(f'<draw:image xlink:href="Pictures/../../{CANARY}"/>'),
    "frame": _inside(f'<draw:floating-frame xlink:href="http://{CANARY}/"/>'),
    "plugin": _inside(f'<draw:plugin xlink:href="http://{CANARY}/"/>'),
    "ole": _inside(f'<draw:object-ole xlink:href="./{CANARY}"/>'),
    "section": _inside(f'<text:section-source xlink:href="file:///{CANARY}"/>'),
    "link": _inside(f'<text:a xlink:href="vnd.sun.star.script:{CANARY}">a</text:a>'),
    "dde": _inside(f'<office:dde-source office:dde-topic="{CANARY}"/>'),
    "entity": _entity,
    "laughs": _laughs,
}


def packed(parts: Parts) -> bytes:
    """The file of these parts."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return kept.getvalue()


def _bomb(draw: Random, parts: Parts) -> bytes:
    parts["word/bomb.xml"] = bytes(draw.randrange(205, 210) * 1024 * 1024)
    return packed(parts)


def _crowd(_: Random, parts: Parts) -> bytes:
    return packed(parts | {f"word/{number}.xml": b"" for number in range(1001)})


def _lying(_: Random, parts: Parts) -> bytes:
    """A part that is larger than the directory says."""
    content = bytearray(packed(parts | {"word/document.xml": b"<a>" + b" " * 100_000 + b"</a>"}))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(content)


def _twice(_: Random, parts: Parts) -> bytes:
    content = packed(parts | {"word/document.xmk": b"<a/>"})
    return content.replace(b"word/document.xmk", b"word/document.xml")


def _marked(_: Random, parts: Parts) -> bytes:
    content = bytearray(packed(parts))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _flipped(draw: Random, parts: Parts) -> bytes:
    content = bytearray(packed(parts))
    for _ in range(draw.randrange(1, 30)):
        content[draw.randrange(len(content))] = draw.randrange(256)
    return bytes(content)


WRAPS: dict[str, Callable[[Random, Parts], bytes]] = {
    "plain": lambda _, parts: packed(parts),
    "after-program": lambda _, parts: b"MZ" + bytes(60) + packed(parts),
    "after-page": lambda _, parts: f"<script>{CANARY}</script>".encode() + packed(parts),
    "before-page": lambda _, parts: packed(parts) + CANARY.encode(),
    "truncated": lambda draw, parts: packed(parts)[: draw.randrange(4, 200)],
    "flipped": _flipped,
    "locked": _marked,
    "twice": _twice,
    "lying": _lying,
}
BOMBS = {"bomb": _bomb, "crowd": _crowd}


def alive(content: bytes) -> list[str]:
    """List what still reaches out or hides in a package that is handed out."""
    found = []
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name)
            found += [f"{name}: {CANARY}"] if CANARY.encode() in part else []
            if name.endswith((".xml", ".rels")):
                parsed(part)
    return found
