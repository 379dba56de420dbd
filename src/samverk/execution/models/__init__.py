"""What the room keeps."""

from samverk.execution.models.decisions import (
    GrantedDecision,
    RegisterHandler,
    RegisterProtection,
    RegisterStep,
    RegisterWait,
    Sex,
)

__all__ = [
    "GrantedDecision",
    "RegisterHandler",
    "RegisterProtection",
    "RegisterStep",
    "RegisterWait",
    "Sex",
]
