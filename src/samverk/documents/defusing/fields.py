"""Takes away Word's fields that start a program or fetch another file when the document is opened."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from samverk.documents.defusing.xml import local

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
INSTRUCTION = f"{{{WORD}}}instr"
KIND = f"{{{WORD}}}fldCharType"
REACHING = frozenset(
    [
        "DDE",
        "DDEAUTO",
        "INCLUDETEXT",
        "INCLUDEPICTURE",
        "INCLUDE",
        "LINK",
        "IMPORT",
        "DATABASE",
        "EMBED",
        "CONTROL",
        "HTMLACTIVEX",
        "MACROBUTTON",
        "GOTOBUTTON",
        "ADDIN",
        "RD",
    ]
)


def without_reaching_fields(root: _Element) -> bool:
    """Empty the instructions of such fields, whose last shown result stays; answer whether any was."""
    return any([*map(_simple, list(root.iter(f"{{{WORD}}}fldSimple"))), *_complex(root)])


def _simple(field: _Element) -> bool:
    if not _reaches(str(field.get(INSTRUCTION, ""))):
        return False
    field.set(INSTRUCTION, "")
    return True


def _complex(root: _Element) -> list[bool]:
    """Walk the fields, which stand within each other as brackets do, whatever paragraphs they span."""
    done: list[bool] = []
    open_fields: list[list[_Element]] = []
    for element in root.iter(etree.Element):
        match local(element):
            case "fldChar" if element.get(KIND) == "begin":
                open_fields.append([])
            case "fldChar" if element.get(KIND) == "end" and open_fields:
                done.append(_emptied(open_fields.pop()))
            case "instrText" if open_fields:
                open_fields[-1].append(element)
            case "instrText":
                done.append(_emptied([element]))
    return done + [_emptied(left) for left in open_fields]


def _emptied(instruction: list[_Element]) -> bool:
    words = "".join(element.text or "" for element in instruction)
    if not _reaches(words):
        return False
    for element in instruction:
        element.text = ""
    return True


def _reaches(words: str) -> bool:
    """Answer whether a field's first word is one of those; of one put together by others, it may be."""
    given = words.replace('"', " ").split()
    return not given or given[0].upper() in REACHING
