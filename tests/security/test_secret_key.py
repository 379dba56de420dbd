"""The demo's key, which everybody can read, protects nothing outside the demo."""

from __future__ import annotations

import pytest

from samverk.foundation.login.checks import NO_KEY
from samverk.project.demo_keys import DEMO_KEYS
from tests.security.outside import OWN_KEY, django, python

KEYLESS = [{}, {"SECRET_KEY": ""}, *({"SECRET_KEY": key} for key in sorted(DEMO_KEYS))]
NAMES = ["none", "empty", "the demo's", "the demo's party's"]
SIGN = "from django.core.signing import dumps; print(len(dumps(1)))"
SERVE = "import samverk.project.wsgi; print('serving')"


@pytest.mark.parametrize("chosen", KEYLESS, ids=NAMES)
def test_the_web_server_does_not_start_without_a_key_of_its_own(chosen):
    answer = python(SERVE, **chosen)
    assert answer.returncode != 0
    assert NO_KEY in answer.stderr


@pytest.mark.parametrize("chosen", KEYLESS, ids=NAMES)
def test_nothing_is_signed_without_a_key_of_its_own(chosen):
    assert "SECRET_KEY" in python(SIGN, **chosen).stderr


@pytest.mark.parametrize("command", [["procrastinate", "worker", "--one-shot"], ["clearsessions"]])
def test_the_worker_and_other_commands_are_refused(command):
    answer = django(*command)
    assert answer.returncode != 0
    assert NO_KEY in answer.stderr


@pytest.mark.parametrize("command", [["check"], ["collectstatic", "--dry-run", "--noinput"]])
def test_what_builds_a_package_needs_no_key(command):
    answer = django(*command)
    assert NO_KEY not in answer.stderr + answer.stdout


def test_with_a_key_of_its_own_everything_starts():
    assert python(SERVE, SECRET_KEY=OWN_KEY).stdout.strip() == "serving"
    assert python(SIGN, SECRET_KEY=OWN_KEY).stdout.strip().isdigit()


def test_the_demo_needs_no_key():
    assert python(SERVE, SAMVERK_DEMO="true").stdout.strip() == "serving"
