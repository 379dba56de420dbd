"""Tables of the foundation."""

from __future__ import annotations

from samverk.foundation.models.audit import AuditEvent
from samverk.foundation.models.numbers import IdempotencyKey, NumberSeries
from samverk.foundation.models.users import AccountBinding, RoleAssignment, User

__all__ = [
    "AccountBinding",
    "AuditEvent",
    "IdempotencyKey",
    "NumberSeries",
    "RoleAssignment",
    "User",
]
