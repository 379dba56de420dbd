"""What an application says, and how it is read, weighed and printed."""

from __future__ import annotations

from samverk.federation.applications.content import TEXTS, Content, TextPart

__all__ = ["TEXTS", "Content", "TextPart"]
