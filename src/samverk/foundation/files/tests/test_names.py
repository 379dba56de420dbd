"""What a file is called here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.foundation.files.names import LONGEST, ending_of, stored_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/protokoll.txt", "protokoll.txt"),
        ("C:\\möten\\protokoll.txt", "protokoll.txt"),
        ("pro\x00to\nkoll.txt", "protokoll.txt"),
        ("å" * 300 + ".pdf", "å" * 196 + ".pdf"),
        ("mapp/", "mapp"),
        ("utan ändelse", "utan ändelse"),
        (".md", ".md"),
        ("", "utan namn"),
        ("\n", "utan namn"),
    ],
)
def test_a_name_is_cut_to_what_may_be_shown(sent, kept):
    assert stored_name(sent) == kept


@given(st.text(max_size=500))
def test_every_name_fits_its_column_and_can_be_shown(name):
    kept = stored_name(name)
    assert 0 < len(kept) <= LONGEST
    assert kept.isprintable()
    assert "/" not in kept


@given(st.text(max_size=300), st.sampled_from(["pdf", "docx", "markdown"]))
def test_the_ending_that_tells_the_kind_is_kept(stem, ending):
    assert ending_of(stored_name(f"{stem}.{ending}")) == ending


@pytest.mark.parametrize(("name", "ending"), [("a.PDF", "pdf"), ("pdf", ""), ("a.", "")])
def test_the_ending_is_what_follows_the_last_dot(name, ending):
    assert ending_of(name) == ending
