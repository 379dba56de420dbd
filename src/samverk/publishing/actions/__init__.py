"""Writes of what is published, one function per use case."""

from __future__ import annotations

from samverk.publishing.actions.releasing import Mark as Mark
from samverk.publishing.actions.releasing import approve_release as approve_release
from samverk.publishing.actions.releasing import begin_release as begin_release
from samverk.publishing.actions.releasing import drop_release as drop_release
from samverk.publishing.actions.releasing import mark_release as mark_release
from samverk.publishing.actions.releasing import return_release as return_release
from samverk.publishing.actions.releasing import send_release as send_release
from samverk.publishing.actions.releasing import withdraw_release as withdraw_release
