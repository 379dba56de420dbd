"""Memos (tjänsteskrivelser): their layouts, what they propose and cost, and how far they have come."""

from __future__ import annotations
