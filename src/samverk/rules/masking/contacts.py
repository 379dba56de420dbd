"""Finds telephone numbers, addresses and properties: they may be a person's, so they are warned of.

An authority's own are in its papers too. Whoever reviews the paper tells which is which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samverk.rules.masking.kinds import Hit, HitKind

_NAME = r"[A-ZÅÄÖÉ][A-Za-zÅÄÖÉåäöé]{1,30}"
_PHONE = re.compile(
    r"(?<![\d/:.,+-])(?:(?:\+|00)46[ \u00a0]?(?:\(0\))?[ \u00a0-]?\d{1,3}|0(?:8|[1-9]\d{1,2}))"
    r"[ \u00a0]?[-\u2010-\u2013/][ \u00a0]?\d{2,3}(?:[ \u00a0]?\d{2,3}){1,2}(?![\d-])"
    r"|(?<![\d/:.,+-])(?:\+|00)46[ \u00a0]?\d{2,3}(?:[ \u00a0]?\d{2,3}){2,3}(?![\d-])"
    r"|(?<![\d/:.,+-])07[02369]\d[ \u00a0]?\d{2,3}[ \u00a0]?\d{2}[ \u00a0]?\d{1,2}(?![\d-])"
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
# Boxes that are an office's, whoever reads them
_OFFICES = re.compile(
    r"(?:info|kommun\w{0,40}|region\w{0,40}|registrator\w{0,40}|kansli\w{0,40}|kontakt\w{0,40}|diarium|nämnd\w{0,40}|\w{0,40}namnden|support)@",
    re.IGNORECASE,
)
_STREET = re.compile(
    rf"(?<!\w)(?=[A-ZÅÄÖÉ])(?:{_NAME}[ \u00a0]){{0,2}}[A-Za-zÅÄÖÉåäöé]{{0,30}}"
    r"(?i:gatan|vägen|gränd|gränden|stigen|torget|allén|backen|gata|stig|leden)"
    r"[ \u00a0]\d{1,3}(?:[ \u00a0]?[A-H])?(?![\w:/-])"
)
_POSTAL = re.compile(
    r"(?<![\d-])(?<!\d[ \u00a0])(?:SE?-)?[1-9]\d{2}[ \u00a0]\d{2}[ \u00a0]{1,2}[A-ZÅÄÖ]"
    r"[A-Za-zÅÄÖåäö]{2,30}(?!\w)"
)
_PROPERTY = re.compile(
    r"(?<!\w)[Ff]astighet(?:en|erna|er)?[ \u00a0](?:"
    + _NAME
    + r"[ \u00a0]){1,4}(?:s:)?\d{1,4}:\d{1,4}(?![\d:])"
)


def contacts_in(text: str) -> Iterator[Hit]:
    """Give what may lead to a person: numbers to call, addresses, properties."""
    for kind, pattern in (
        (HitKind.PHONE, _PHONE),
        (HitKind.EMAIL, _EMAIL),
        (HitKind.ADDRESS, _STREET),
        (HitKind.ADDRESS, _POSTAL),
        (HitKind.PROPERTY, _PROPERTY),
    ):
        for match in pattern.finditer(text):
            if kind is not HitKind.EMAIL or not _OFFICES.match(match.group()):
                yield Hit(kind, match.group(), match.start(), match.end())
