"""The words a person's name is made of, as patterns: letters of every Latin alphabet, particles."""

from __future__ import annotations

# Written out one by one: a range would also hold the small letters between them.
_ACCENTED = "".join(
    sign for sign in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))) if sign.isupper()
)
CAPITAL = rf"[A-Z{_ACCENTED}]"
_REST = r"[\w'’´ʼ.\-\u2010\u2011]"
# "Muñoz", "Anne-Marie", "A.", "O'Neill", "d’Albert"
WORD = rf"(?:{CAPITAL}|[dl]['’´ʼ]{CAPITAL}){_REST}{{0,30}}"
# Those that are words of the language too stand only within a name.
WITHIN_NAME = frozenset({"da", "das", "do", "dos", "du", "le", "les", "ten", "ter", "y", "zu"})
PARTICLE = (
    r"(?:af|av|von|van|vom|de|der|den|del|della|la|di|el|al|bin|ibn|ben|abu|'t|’t"
    rf"|{'|'.join(sorted(WITHIN_NAME, key=len, reverse=True))})"
)
# Two words at least: "Bo A. Ek", "Ulf van der Berg".
FULL_NAME = rf"{WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{1,3}}"
# Before a comma, "von Essen, Bo".
LAST_NAME = rf"(?:{PARTICLE} ){{0,2}}{WORD}(?: {WORD})?"
