"""Tables of the foundation."""

from __future__ import annotations

from samverk.foundation.models.audit import AuditEvent
from samverk.foundation.models.numbers import IdempotencyKey, NumberSeries
from samverk.foundation.models.users import RoleAssignment, RoleEnd, User

__all__ = ["AuditEvent", "IdempotencyKey", "NumberSeries", "RoleAssignment", "RoleEnd", "User"]
