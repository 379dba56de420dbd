"""A browser of somebody who is logged in and has no role: who sees of the work what everybody there sees."""

from __future__ import annotations

from typing import Any

from django.test import Client

READER = "lasare@prov.example"
# What a page asks to know who reads it: the session, and the user with the roles held today
WHO_READS = 2


class ReaderClient(Client):
    """Logs its reader in when it first asks for something, unless the test has logged in another."""

    logged_in = False

    def login(self, **credentials: Any) -> bool:
        """Log in whom the test chooses."""
        self.logged_in = True
        return super().login(**credentials)

    def force_login(self, user: Any, backend: str | None = None) -> None:
        """Log in whom the test chooses, without a password."""
        self.logged_in = True
        super().force_login(user, backend)

    def logout(self) -> None:
        """Log out; from then on nobody is logged in."""
        self.logged_in = True
        super().logout()

    def request(self, **request: Any) -> Any:
        """Ask, as the reader if nobody else is logged in."""
        if not self.logged_in:
            self.force_login(_reader())
        return super().request(**request)


def _reader() -> Any:
    from samverk.foundation import people
    from samverk.foundation.actors import system
    from samverk.foundation.models import User

    if found := User.objects.filter(email=READER).first():
        return found
    new = people.NewUser(READER, "Ludde Läsare", None, ())
    return people.add_user(system("Testerna"), new, key="scen/lasare")
