"""Saves many rows in one question of a few arrays: a file of 20,000 decisions is read in while one waits.

The database's guards see each row as they do any other. What ``bulk_create`` makes of rows with sealed
fields is one value after the other, which takes longer to send and to plan than to save.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils import timezone

INSERT = (
    "INSERT INTO {table} ({columns}) SELECT {chosen} FROM unnest({arrays}) AS given ({columns})"
)
CONFLICT = " ON CONFLICT ({unique}) DO UPDATE SET {sets}"


def save_many(
    model: type[models.Model],
    rows: Sequence[Any],
    *,
    unique: Sequence[str] = (),
    changes: Sequence[str] = (),
) -> None:
    """Add rows of a model; by ``unique`` (columns) those that are there get these ``changes`` (fields).

    A row is anything that has the fields' values. One of the model itself takes longer to make than to save.
    """
    if not rows:
        return
    fields, now = model._meta.concrete_fields, timezone.now()
    for row in rows:
        row.recorded_at = now
    given = [list(map(_reader(field), rows)) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_question(model, tuple(unique), tuple(changes)), given)


def _reader(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """Answer how a field's value is read off a row, as it is sent."""
    name = field.attname
    if isinstance(field, ArrayField):
        return lambda row: ",".join(getattr(row, name))
    return lambda row: getattr(row, name)


@lru_cache(maxsize=16)
def _question(model: type[models.Model], unique: tuple[str, ...], changes: tuple[str, ...]) -> str:
    """Write the question. Arrays of different lengths cannot be sent in one, so they go as text."""
    fields, quote = model._meta.concrete_fields, connection.ops.quote_name
    names = {field: quote(str(field.column)) for field in fields}
    chosen = [
        f"string_to_array({names[field]}, ',')" if isinstance(field, ArrayField) else names[field]
        for field in fields
    ]
    question = INSERT.format(
        table=quote(model._meta.db_table),
        columns=", ".join(names.values()),
        chosen=", ".join(chosen),
        # In binary form: what is sealed is bytes, which as text are twice as long
        arrays=", ".join(f"%b::{_type(field)}[]" for field in fields),
    )
    if not unique:
        return question
    columns = [quote(_column(model, name)) for name in changes]
    sets = ", ".join(f"{one} = EXCLUDED.{one}" for one in columns)
    return question + CONFLICT.format(unique=", ".join(map(quote, unique)), sets=sets)


def _column(model: type[models.Model], name: str) -> str:
    return str(next(one.column for one in model._meta.concrete_fields if one.name == name))


def _type(field: models.Field[Any, Any]) -> str:
    return "text" if isinstance(field, ArrayField) else str(field.db_type(connection)).split("(")[0]
