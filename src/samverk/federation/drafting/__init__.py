"""Plans and annual reports drafted from what is recorded: every text is edited before it is sent."""

from __future__ import annotations

from samverk.federation.drafting.report import Drafted, drafted

__all__ = ["Drafted", "drafted"]
