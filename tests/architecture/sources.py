"""The house's source files, read as syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "samverk"
ROOMS = (
    "exchange",
    "directory",
    "accounts",
    "registry",
    "memos",
    "decisions",
    "meetings",
    "federation",
    "interventions",
    "execution",
    "intake",
    "thread",
    "publishing",
)


@dataclass(frozen=True)
class Source:
    """One module. ``where`` is its path under the package, as ("registry", "actions", "cases.py")."""

    where: tuple[str, ...]
    text: str

    @property
    def room(self) -> str:
        return self.where[0]

    @property
    def name(self) -> str:
        return "/".join(self.where)

    def imports(self) -> Iterator[str]:
        """Give the full name of each thing imported, also inside functions."""
        for node in ast.walk(ast.parse(self.text)):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(ast.parse(self.text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def sources() -> tuple[Source, ...]:
    """Read every module but tests and migrations."""
    paths = {p.relative_to(PACKAGE).parts: p for p in PACKAGE.rglob("*.py")}
    return tuple(
        Source(where, paths[where].read_text(encoding="utf-8"))
        for where in sorted(paths)
        if not {"tests", "migrations"} & set(where)
    )
