"""Atom and RSS of what is new of something: whole, with names that last, and alike until something is new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape

from samverk.publishing.news import News

# The year in which the names began to be given out (RFC 4151)
SINCE = 2026
NEVER = datetime(SINCE, 1, 1, tzinfo=UTC)
LANGUAGE = "sv"
# In minutes: how often a reader of feeds may come back
AGAIN = 15


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed (flöde) before it is written: ``site`` is "https://host", the paths begin with "/"."""

    site: str
    title: str
    owner: str
    page: str
    path: str
    entries: tuple[News, ...]

    @property
    def host(self) -> str:
        """Name the site in names that last."""
        return self.site.partition("://")[2].partition(":")[0]

    def named(self, name: str) -> str:
        """Give a thing its name for good (RFC 4151), however its page is called."""
        return f"tag:{self.host},{SINCE}:{name}"


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Answer when the feed last changed; of one without entries always the same."""
        return super().latest_post_date() if self.items else NEVER


class _Rss(Rss201rev2Feed):
    def latest_post_date(self) -> datetime:
        """Answer when the feed last changed; of one without entries always the same."""
        return super().latest_post_date() if self.items else NEVER


MEDIA_TYPES = {"atom": Atom1Feed.content_type, "rss": Rss201rev2Feed.content_type}
FORMATS: dict[str, type[SyndicationFeed]] = {"atom": _Atom, "rss": _Rss}


def written(feed: Feed, kind: str) -> tuple[bytes, str]:
    """Write a feed as "atom" or "rss", and tell its media type."""
    made = FORMATS[kind](
        title=feed.title,
        link=feed.site + feed.page,
        description=feed.title,
        subtitle=None,
        language=LANGUAGE,
        author_name=feed.owner,
        feed_url=feed.site + feed.path,
        feed_guid=feed.named(feed.path.removeprefix("/")),
        ttl=AGAIN,
    )
    _add(made, feed, feed.entries)
    return made.writeString("utf-8").encode(), MEDIA_TYPES[kind]


def _add(made: SyndicationFeed, feed: Feed, entries: Iterable[News]) -> None:
    for one in entries:
        made.add_item(
            title=one.title,
            link=feed.site + one.path,
            # Read as HTML, and plain words are not
            description=escape(one.summary),
            unique_id=feed.named(one.name),
            unique_id_is_permalink=False,
            pubdate=one.published_at,
            updateddate=one.modified_at,
        )
