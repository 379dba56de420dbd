"""Archives of files that strangers packed (ZIP): what stands in them, judged in a process of its own."""

from __future__ import annotations
