"""Writes of the accounts: adding, closing, roles, and links to choose a password."""

from __future__ import annotations

from samverk.accounts.actions.accounts import (
    NewAccount,
    add_account,
    close_account,
    reopen_account,
)
from samverk.accounts.actions.checks import may_manage, may_take_over
from samverk.accounts.actions.links import mail_link, make_link
from samverk.accounts.actions.roles import NewRole, Post, end_role, give_role

__all__ = [
    "NewAccount",
    "NewRole",
    "Post",
    "add_account",
    "close_account",
    "end_role",
    "give_role",
    "mail_link",
    "make_link",
    "may_manage",
    "may_take_over",
    "reopen_account",
]
