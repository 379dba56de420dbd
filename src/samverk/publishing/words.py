"""The index of a published thing: PostgreSQL's Swedish words, and the parts of compounds beside them.

What can be chosen among what is found stands in the index too, as words that nobody can type ("=body:7"):
one look in one index answers both.
"""

from __future__ import annotations

from samverk.publishing.models import Kind
from samverk.rules.force import ForceState
from samverk.rules.searching.compounds import parts_of_text

# Nobody is searched for, and what a vote says stands in its item
FOUND = (
    Kind.ITEM,
    Kind.DECISION,
    Kind.CASE,
    Kind.FILE,
    Kind.MEETING,
    Kind.NOTICE,
    Kind.BODY,
    Kind.ORGANISATION,
    Kind.FEDERATION,
    Kind.INTERVENTION,
)
_FOUND = ", ".join(f"'{kind.value}'" for kind in FOUND)
# How each state of legal force is called where it is chosen, by the rules' own codes
FORCES = {
    ForceState.CONFIRMED: "Har laga kraft",
    ForceState.PRESUMED: "Laga kraft antas",
    ForceState.RUNNING: "Kan överklagas",
    ForceState.NOT_RUN_OUT: "Överklagandetiden har inte löpt ut",
    ForceState.APPEALED: "Överklagat",
    ForceState.ANNULLED: "Upphävt av domstol",
    ForceState.NOT_APPLICABLE: "Får ingen laga kraft",
    ForceState.NOT_YET: "Inte fattat än",
    ForceState.UNKNOWN: "Okänt om det har laga kraft",
}
# The state that a row tells; of a decision that tells none it is unknown, and is never guessed
TOLD_FORCE = """
CASE WHEN {row}.kind = 'decision' AND {row}.sort NOT IN ('proposes', 'notes')
    THEN coalesce(nullif({row}.data->'force'->>'status', ''), 'unknown') END
"""
# Takes the state out of an index that has it, and puts today's in
RENEW_FORCE = f"""
UPDATE publishing_record SET words = ts_delete(
    words, ARRAY[{", ".join(f"'=force:{state.value}'" for state in FORCES)}]
) || array_to_tsvector(
    array_remove(ARRAY['=force:' || ({TOLD_FORCE.format(row="publishing_record")})], NULL)
)
WHERE id = ANY(%s::bigint[]) AND words IS NOT NULL
"""  # noqa: S608
# A decision's status is a sentence of today's, which nobody can choose by: its state is
_STATUS = "CASE WHEN given.kind <> 'decision' THEN given.status END"
_MARKS = f"""
array_to_tsvector(array_remove(ARRAY[
    '=kind:' || given.kind, '=organisation:' || given.organisation, '=body:' || given.body,
    '=month:' || to_char(given.day, 'YYYY-MM'), '=status:' || ({_STATUS}), '=sort:' || given.sort,
    '=force:' || ({TOLD_FORCE.format(row="given")})
] || ARRAY(
    SELECT '=party:' || lower(party)
    FROM unnest(string_to_array(nullif(given.parties, ''), ',')) AS party
), NULL))
"""  # noqa: S608
# Of title, text and the parts of their compounds, in that order; the rest is of the row ``given``
WORDS = f"""
CASE WHEN given.kind IN ({_FOUND}) THEN
    setweight(to_tsvector('swedish', {{title}}), 'A')
    || setweight(to_tsvector('swedish', given.number), 'A')
    || to_tsvector('swedish', {{text}})
    || strip(to_tsvector('swedish', {{parts}}))
    || {_MARKS}
END
"""
# PostgreSQL refuses a vector past 1 MB; a longer text is found by its beginning
LONGEST = 300_000


def parts_of(text: str) -> str:
    """Give the parts of the compounds in a text, with blanks between them."""
    return parts_of_text(text)
