"""What is told of somebody who can log in to the demo."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.foundation.actors import Role


@dataclass(frozen=True, slots=True)
class Post:
    """A role at an organisation (slug), or at one of its bodies (name).

    ``limited_to`` are the deliveries (names) that it is limited to, empty for all of them.
    """

    role: Role
    organisation: str
    body: str = ""
    limited_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Login:
    """A demo user: what they are, and the posts they hold.

    ``is_in_seat`` says that the account belongs to the person of that name in the first post's body.
    """

    email: str
    name: str
    title: str
    posts: tuple[Post, ...]
    is_in_seat: bool = False
