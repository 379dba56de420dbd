"""Tables of the foundation."""

from __future__ import annotations

from samverk.foundation.models.audit import AuditEvent
from samverk.foundation.models.files import FileCopy, FileScan
from samverk.foundation.models.log_seals import LogProof, LogSeal
from samverk.foundation.models.numbers import IdempotencyKey, NumberSeries
from samverk.foundation.models.users import AccountBinding, RoleAssignment, RoleEnd, User

__all__ = [
    "AccountBinding",
    "AuditEvent",
    "FileCopy",
    "FileScan",
    "IdempotencyKey",
    "LogProof",
    "LogSeal",
    "NumberSeries",
    "RoleAssignment",
    "RoleEnd",
    "User",
]
