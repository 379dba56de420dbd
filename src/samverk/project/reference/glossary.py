"""The glossary: English names in the code, and the Swedish terms that their docstrings give."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
# Where the words of the field are: tables, rules and figures, roles and rights, what a paper says.
PLACES = (
    "*/models.py",
    "**/models/*.py",
    "rules/**/*.py",
    "analytics/**/*.py",
    "intake/reading/model.py",
)
FOUNDATION = ("foundation/actors.py", "foundation/permissions.py")
FORMS = "calculators"
TERM = re.compile(r"\(([a-zåäö][^()]*)\)")
ENGLISH = re.compile(r"\b(of|the|a|an|its|ids?|on)\b")
HEAD = """# Ordlista

Koden är på engelska; här står vilken svensk term varje namn motsvarar och var det finns.
Sidan skrivs av `make docs` ur kodens egna beskrivningar.

| I koden | Svensk term | Finns i |
|---|---|---|
"""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One line of the glossary (uppslagsord): a class, its term, and the module it stands in."""

    name: str
    term: str
    module: str


def text() -> str:
    """Write the page."""
    lines = (f"| `{e.name}` | {e.term} | `{e.module}` |" for e in sorted(entries()))
    return HEAD + "\n".join(lines) + "\n"


def entries() -> Iterator[Entry]:
    """Find every class of the field whose docstring names its Swedish term."""
    found = {path for place in (*PLACES, *FOUNDATION) for path in PACKAGE.glob(place)}
    for path in sorted(found):
        if not {"tests", FORMS} & set(path.parts):
            yield from _entries_of(path)


def term_of(docstring: str) -> str | None:
    """Pick the term from a docstring's first paragraph: what stands first in parentheses."""
    first = " ".join(docstring.partition("\n\n")[0].split())
    found = TERM.search(first)
    return found[1] if found and not ENGLISH.search(found[1]) else None


def _entries_of(path: Path) -> Iterator[Entry]:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    module = ".".join(p for p in parts if p != "__init__")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and (term := term_of(ast.get_docstring(node) or "")):
            yield Entry(node.name, term, module)
