"""The room of exchange."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Messages to and from other organisations; which there are is told by the rooms that send them."""

    name = "samverk.exchange"
    verbose_name = "Meddelanden"

    def ready(self) -> None:
        """Lay on the start page's desk what did not get through."""
        from samverk.exchange.desk import stuck
        from samverk.foundation.desk import DESK

        DESK.add(stuck)
