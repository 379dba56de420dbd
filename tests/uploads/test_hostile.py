"""Each kind of hostile file is turned away, or handed out as a copy in which nothing acts."""

from __future__ import annotations

import os
import resource
import time
from base64 import b64decode
from collections import Counter

import pytest

from samverk.documents.bounded import TooMuchError
from samverk.documents.defusing import AS_THEY_ARE, defuse, program
from samverk.foundation.files.copies import CopyError
from samverk.foundation.files.kinds import FILE_KINDS, file_fault, kind_of
from tests.uploads.corpus import Kind, alive, kinds
from tests.uploads.pdfs import CANARY

KINDS = {kind.name: kind for kind in kinds()}
IS_WHOLE = os.environ.get("SAMVERK_WHOLE") == "true"
SEEDS = range(12 if IS_WHOLE else 1)
LONGEST = 10
# As much as the reader of a file may use besides the file, with what the tests themselves use
MOST_MEMORY = 1024**3
# These are made to be large, and take longer to make than to turn away
LARGE = ("bomb", "crowd")


def outcome(kind: Kind, content: bytes) -> str:
    """Answer what becomes of a file; fails for one that is handed out and acts."""
    if wrong := file_fault(kind.file, content, FILE_KINDS):
        assert wrong[0].islower()
        return "refused"
    found = kind_of(kind.file, FILE_KINDS)
    assert found is not None
    if found.media_type in AS_THEY_ARE:
        return "text"
    try:
        made = program.copied(content)
    except TooMuchError:
        return "withheld"
    if "why" in made:
        return "withheld"
    left = alive(found.media_type, b64decode(made["content"]))
    # Of a broken act only its words may be left: no reader knows what they were for
    assert [each for each in left if each != CANARY or not kind.name.endswith("flipped")] == []
    return "copied"


@pytest.mark.parametrize("group", ["pdf", "docx", "xlsx", "odt", "png", "jpg", "other"])
def test_no_hostile_file_is_handed_out_with_what_acts_in_it(group):
    for name, kind in KINDS.items():
        if not name.startswith(f"{group}/"):
            continue
        for seed in SEEDS:
            begun = time.monotonic()
            assert outcome(kind, kind.drawn(seed)), name
            if not name.endswith(LARGE):
                assert time.monotonic() - begun < LONGEST, name
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < MOST_MEMORY


def test_the_kinds_are_many_and_come_to_every_end():
    assert len(KINDS) >= 400
    ends = Counter(
        outcome(kind, kind.drawn(0)) for name, kind in KINDS.items() if not name.endswith(LARGE)
    )
    assert ends["copied"] >= 200
    assert ends["refused"] >= 30
    assert ends["withheld"] >= 30


@pytest.mark.parametrize(
    "name",
    [
        "pdf/opening/plain",
        "pdf/named/packed",
        "docx/template",
        "xlsx/facts",
        "odt/beacon",
        "png/text",
        "jpg/place",
    ],
)
def test_a_copy_is_made_apart_too(name):
    kind = KINDS[name]
    found = kind_of(kind.file, FILE_KINDS)
    copy = defuse(kind.drawn(0), found.media_type)
    assert copy.found
    assert alive(found.media_type, copy.content) == []


@pytest.mark.parametrize("name", ["pdf/opening/locked", "docx/entity", "png/endless"])
def test_what_cannot_be_copied_says_why(name):
    kind = KINDS[name]
    with pytest.raises(CopyError, match="är "):
        defuse(kind.drawn(0), kind_of(kind.file, FILE_KINDS).media_type)


@pytest.mark.parametrize("name", ["pdf/opening/plain", "docx/template", "odt/beacon", "jpg/place"])
def test_what_came_would_be_found_to_act(name):
    kind = KINDS[name]
    assert alive(kind_of(kind.file, FILE_KINDS).media_type, kind.drawn(0))
