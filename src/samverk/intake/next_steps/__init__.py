"""What may follow when a record is confirmed: offered with its ground, done only when somebody says so."""

from __future__ import annotations
