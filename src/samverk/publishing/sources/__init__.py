"""What each thing would say when it is published, read from the rooms that know it."""

from __future__ import annotations

from samverk.publishing.sources.subjects import Subject as Subject
from samverk.publishing.sources.subjects import drafts_of as drafts_of
from samverk.publishing.sources.subjects import subject_of as subject_of
from samverk.publishing.sources.subjects import unread_in as unread_in
from samverk.publishing.sources.subjects import wordless_in as wordless_in
