"""Addresses of the accounts, under ``konton/``."""

from __future__ import annotations

from django.urls import path

from samverk.accounts.views import keeping, reading

urlpatterns = [
    path("", reading.accounts, name="accounts"),
    path("nytt/", keeping.new_account, name="new_account"),
    path("roll/", keeping.give_role, name="give_role"),
    path("<int:user>/", reading.account, name="account_kept"),
    path("<int:user>/lank/", keeping.link, name="account_link"),
    path("<int:user>/stang/", keeping.close, name="close_account"),
    path("<int:user>/oppna/", keeping.reopen, name="reopen_account"),
    path("<int:user>/roll/<int:role>/avsluta/", keeping.end_role, name="end_role"),
]
