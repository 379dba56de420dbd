"""The API's description as a page shows it: read out of OpenAPI, with nothing added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

REF = "#/components/schemas/"
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked for in an address."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An address that can be read, and what it answers with."""

    path: str
    summary: str
    answer: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property of an object: its name, what it holds, and in words what that is."""

    name: str
    holds: str
    words: str

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """Give the words in pieces, each with whether it is code, which stands between backticks."""
        found = enumerate(self.words.split("`"))
        return tuple((piece, bool(place % 2)) for place, piece in found if piece)


@dataclass(frozen=True, slots=True)
class Model:
    """An object, with its properties; ``own`` are those that are not told once for all objects."""

    name: str
    words: str
    properties: tuple[Property, ...]
    own: tuple[Property, ...] = ()

    @property
    def borrowed(self) -> tuple[Property, ...]:
        """Those of its properties that are told once for all objects."""
        return tuple(one for one in self.properties if one not in self.own)

    @property
    def caption(self) -> str:
        """What its table is called."""
        return f"Egenskaper hos {self.name}"

    @property
    def place(self) -> str:
        """Where its table stands on the page."""
        return f"egenskaper-{self.name}"


@dataclass(frozen=True, slots=True)
class Reference:
    """All of the description."""

    operations: tuple[Operation, ...]
    parameters: tuple[Parameter, ...]
    models: tuple[Model, ...]
    shared: tuple[Property, ...]


def reference(described: Mapping[str, Any]) -> Reference:
    """Read a description."""
    schemas = described["components"]["schemas"]
    models = [_model(name, one) for name, one in sorted(schemas.items()) if _is_shown(name)]
    shared = _shared(models)
    return Reference(
        tuple(
            Operation(path, of["get"]["summary"], _answer(of["get"]))
            for path, of in described["paths"].items()
        ),
        tuple(_parameters(described)),
        tuple(
            replace(one, own=tuple(each for each in one.properties if each not in shared))
            for one in models
        ),
        shared,
    )


def _shared(models: Sequence[Model]) -> tuple[Property, ...]:
    """List the properties that several objects have alike: told once, the page stays light."""
    seen = Counter(each for one in models for each in one.properties)
    return tuple(each for each, many in seen.items() if many >= SEVERAL)


def _is_shown(name: str) -> bool:
    """Answer whether an object is shown: a page of a list is the same whatever is in it."""
    return not name.endswith("List")


def _answer(operation: Mapping[str, Any]) -> str:
    content = operation["responses"].get(200, {}).get("content", {})
    named = content.get("application/json", {}).get("schema", {}).get("$ref", "")
    name = str(named).removeprefix(REF)
    return f"lista av {name.removesuffix('List')}" if name.endswith("List") else name


def _parameters(described: Mapping[str, Any]) -> Iterator[Parameter]:
    seen: set[str] = set()
    for of in described["paths"].values():
        for one in of["get"].get("parameters", ()):
            if one["in"] == "query" and one["name"] not in seen:
                seen.add(one["name"])
                words = one.get("description") or one["schema"].get("description", "")
                yield Parameter(one["name"], words)


def _model(name: str, schema: Mapping[str, Any]) -> Model:
    known = schema.get("properties", {})
    found = tuple(
        Property(key, _holds(one), one.get("description", "")) for key, one in known.items()
    )
    return Model(name, schema.get("description", ""), found)


def _holds(schema: Mapping[str, Any]) -> str:
    """Say in a word what a property holds."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(REF)
    if "anyOf" in schema:
        words = [_holds(one) for one in schema["anyOf"] if one.get("type") != "null"]
        return " eller ".join(dict.fromkeys(words))
    if schema.get("type") == "array":
        return f"lista av {_holds(schema.get('items', {}))}"
    return WORDS.get(schema.get("format", ""), WORDS.get(schema.get("type", ""), "vad som helst"))


WORDS = {
    "string": "text",
    "integer": "heltal",
    "boolean": "sant eller falskt",
    "object": "objekt",
    "date": "dag",
    "date-time": "tidpunkt",
    "uri": "adress",
}
