"""What no cell of a spreadsheet may begin with, or it is taken for a formula.

An apostrophe is set before it, as OWASP advises.
"""

from __future__ import annotations

# What Excel, Calc and Sheets take for the beginning of a formula, or pass over before one
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
