"""Accounts: who may log in, and with which roles where."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room where an organisation's administrator keeps its accounts."""

    name = "samverk.accounts"
    verbose_name = "Konton"

    def ready(self) -> None:
        """Lay the accounts that wait on the administrator's desk."""
        from samverk.accounts.desk import waiting_accounts
        from samverk.foundation.desk import DESK

        DESK.add(waiting_accounts)
