"""What every renderer gives, and the protocol that they stand behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol, TypeVar

P_contra = TypeVar("P_contra", contravariant=True)

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file that was made: its bytes, media type and the ending its name gets."""

    content: bytes = field(repr=False)
    media_type: str
    ending: str


class Renderer(Protocol[P_contra]):
    """Makes a file of a paper's data (framställning); the same data makes the same file."""

    def __call__(self, paper: P_contra, /) -> Rendered:
        """Render ``paper``."""
        ...
