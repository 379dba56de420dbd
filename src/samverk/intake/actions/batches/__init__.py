"""Reading in many files at once: a batch is sent, gone through, started, and read a few files at a time."""

from __future__ import annotations
