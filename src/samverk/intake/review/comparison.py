"""What was confirmed of a record, beside what was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samverk.decisions.queries import DecisionKind
from samverk.intake.models import ReadRecord
from samverk.intake.review.changes import changes
from samverk.intake.review.excerpt import FIELD_NAMES

ROWS = ("body", "date", "paragraph", "diary", "title", "decision_text")
NOTHING = "inte tryckt"


@dataclass(frozen=True, slots=True)
class Compared:
    """One field as read and as confirmed."""

    name: str
    read: str
    confirmed: str
    is_changed: bool


def compared(record: ReadRecord) -> list[Compared]:
    """List a confirmed record's fields, read beside confirmed."""
    read, kept = record.fields, record.confirmed_fields or {}
    rows = [_row(name, read.get(name), kept.get(name)) for name in ROWS[1:]]
    printed, body = read.get("body"), _body(record)
    rows.insert(0, Compared("Organ", printed or NOTHING, body, _is_other(printed, body)))
    if kept.get("kind"):
        rows.append(Compared("Typ", "", DecisionKind(kept["kind"]).label, is_changed=False))
    cited, left = _cited(read), _cited(kept)
    rows.append(Compared("Hänvisningar", cited, left, is_changed=cited != left))
    told = [row for row in rows if row.read != row.confirmed or row.read != NOTHING]
    return told + [Compared(*change, is_changed=True) for change in changes(read, kept)]


def _body(record: ReadRecord) -> str:
    kept = record.confirmed_fields or {}
    return kept.get("body_name") or NOTHING


def _is_other(printed: str | None, confirmed: str) -> bool:
    return bool(printed) and not confirmed.startswith(printed or "")


def _row(name: str, read: Any, kept: Any) -> Compared:
    before, after = str(read or NOTHING), str(kept or NOTHING)
    return Compared(FIELD_NAMES[name], before, after, is_changed=_plain(before) != _plain(after))


def _plain(text: str) -> str:
    """Leave out what a browser does to line ends and outer blanks."""
    return " ".join(text.split())


def _cited(fields: dict[str, Any]) -> str:
    found = [
        " ".join(
            str(part)
            for part in (
                one.get("organisation"),
                one["body"],
                f"§ {one['paragraph']}" if one["paragraph"] else "",
                one["date"],
            )
            if part
        )
        for one in fields.get("citations") or []
    ]
    return "; ".join(found) or NOTHING
