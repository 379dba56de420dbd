"""Lines below a decision: to whom it is sent, and that it is adjusted, signed or certified."""

from __future__ import annotations

import re

from samverk.intake.reading.dates import DATE_PATTERN

_WHAT = (
    r"(?:(?:(?:kopia(?: av)?|underrättelse om|meddelande om) )?"
    r"(?:(?:protokolls)?utdrag(?:et)?|beslut(?:et)?|paragraf(?:en)?|protokoll(?:et)?)"
    r"|kopia|underrättelse|meddelande)"
)
_IS_SENT = (
    r"(?:(?:ska|skall|har) )?(?:skickas|skickats|sänds|sändes|sändas|sänts|översänds|översändes"
    r"|expedieras|expedierats|delges|delgivits|meddelas|tillställs)(?: även| också)?"
)
_FOR_WHAT = (
    r"för (?:kännedom|åtgärd|verkställighet|vidare (?:hantering|handläggning))"
    r"(?: (?:och|samt) (?:kännedom|åtgärd|verkställighet))?"
)
# "Beslutet expedieras", "Skickas för kännedom till", "Underrättelse till"
_SENT = re.compile(
    rf"{_WHAT} {_IS_SENT}(?: {_FOR_WHAT})?(?: till)?|{_IS_SENT}(?: {_FOR_WHAT})? till"
    rf"|{_WHAT}(?: {_FOR_WHAT})? till"
)
_COPY = re.compile(rf"{_FOR_WHAT}(?: till)?")
# How such a line ends, as few others do.
_SENT_ENDS = (
    *("till", "as", "es", "ds", "ts", "även", "också", "kännedom", "åtgärd", "verkställighet"),
    *("hantering", "handläggning"),
)
_NAME = r"[A-ZÅÄÖÉÜ][\w'’.-]+(?: [A-ZÅÄÖÉÜ][\w'’.-]*){1,3}"
_DAY = rf"(?i:(?:den )?{DATE_PATTERN})"
_WHEN_AND_WHO = rf"(?:[ ,:]+{_DAY})?(?:[ ,:]+(?:av )?{_NAME})?"
_SIGNED = re.compile(
    r"(?:(?i:(?:protokollet )?justera[dst])"
    r"|(?i:(?:(?:rätt )?(?:protokolls)?utdrag(?:et|ets)?(?: (?:riktighet|rätthet))?,? )?"
    r"(?:bestyrk(?:e)?s|bestyrker|intyga[sr]|vidimeras)(?: i tjänsten)?)"
    r"|(?i:(?:protokolls)?utdraget överensstämmer)(?: [a-zåäö]+){0,4}"
    rf"|(?i:vid protokollet|(?:digitala )?underskrifte?r?)){_WHEN_AND_WHO}"
)
_CELLS = re.compile(r"\t|\s{2,}")
# How such a line begins, as few others do.
_SIGNED_STARTS = (
    *(
        "justera",
        "protokollet juster",
        "rätt utdrag",
        "rätt protokolls",
        "utdrag",
        "protokollsutdrag",
    ),
    *("bestyrk", "intyga", "vidimera", "vid protokollet", "underskrift", "digitala underskrift"),
)
_LONGEST = 90


def may_end(lowered: str) -> bool:
    """Answer whether a line in small letters is worth asking if it ends a matter: few are."""
    return lowered.endswith(_SENT_ENDS) or lowered.startswith(_SIGNED_STARTS)


def is_dispatch(lowered: str) -> bool:
    """Answer whether a line in small letters says only that the decision is sent to those below."""
    return len(lowered) < _LONGEST and _SENT.fullmatch(lowered) is not None


def is_copy(text: str) -> bool:
    """Answer whether a line says only what for those below get a decision: "För kännedom"."""
    head = text.rstrip(" :.")
    return head[:4] in ("För ", "FÖR ") and _COPY.fullmatch(head.lower()) is not None


def is_signature(text: str) -> bool:
    """Answer whether a line says that the minutes are adjusted, signed or certified, and when."""
    if len(text) > _LONGEST:
        return False
    # Another one's name may stand beside it: "Vid protokollet      Justeras".
    first = _CELLS.split(text, maxsplit=1)[0]
    return _SIGNED.fullmatch(first.rstrip(" :._")) is not None
