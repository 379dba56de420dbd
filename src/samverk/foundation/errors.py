"""The error hierarchy.

    SamverkError                 the text is Swedish, for a person: what happened and what to do now
    ├── InputError               what was written cannot be used; names the field, row or column
    ├── NotAllowedError          the actor lacks the right; says which right and who has it
    ├── ConflictError            somebody else came first, or the same form was sent twice with
    │                            different content
    ├── NotFoundError            there is no such thing, or it is not for this actor to know of
    └── WithheldError            a file may be read by the actor, but is not safe to hand out
        └── NotYetError          nobody has been able to tell whether it is; later it may be known

    UnloggedError                what was to be read or done could not be noted in the log, so it is not
                                 shown or done. No SamverkError: no form may show it and go on

Legal answers are not errors: a rule that says no returns a ruling with its reasons.
"""

from __future__ import annotations


class SamverkError(Exception):
    """Something a person must be told, in Swedish."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InputError(SamverkError):
    """What was written cannot be used. ``field`` is the form's field name where there is one."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotAllowedError(SamverkError):
    """The actor may not do this."""


class ConflictError(SamverkError):
    """What the actor saw is no longer so."""


class NotFoundError(SamverkError):
    """There is no such thing, as far as this actor may know."""


class WithheldError(SamverkError):
    """A file is not handed out: a virus was found in it, or no harmless copy can be made."""


class NotYetError(WithheldError):
    """A file is not handed out yet: the virus scanner does not answer."""


class UnloggedError(Exception):
    """The log could not be written: nothing is shown, and nothing is done (fails closed)."""
