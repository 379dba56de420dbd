"""With DEMO off there is nothing of the demo: no app, no address, no template, no command."""

from __future__ import annotations

from functools import cache

import pytest

from tests.security.outside import OWN_KEY, django, python

ABSENT = {
    "the app": "from django.apps import apps; print(apps.is_installed('samverk.project.demo'))",
    "the address": (
        "from django.urls import get_resolver;"
        "print('switch_role' in get_resolver().reverse_dict or any("
        "str(p.pattern).startswith('demo') for p in get_resolver().url_patterns))"
    ),
    "the switcher's own address": (
        "from django.urls import resolve, Resolver404\n"
        "try:\n resolve('/demo/roll/'); print(True)\nexcept Resolver404:\n print(False)"
    ),
    "the context": (
        "from django.conf import settings;"
        "print(any('demo' in p for t in settings.TEMPLATES"
        " for p in t['OPTIONS']['context_processors']) or bool(settings.ROLE_SWITCHER_TEMPLATE))"
    ),
    "the template": (
        "from django.template.loader import select_template; from django.template import "
        "TemplateDoesNotExist\ntry:\n select_template(['demo/role_switcher.html']); print(True)\n"
        "except TemplateDoesNotExist:\n print(False)"
    ),
}


@cache
def parts_found(demo: str) -> dict[str, str]:
    """Ask for all parts in one process, in or outside a demo: starting Django is what costs."""
    answer = python("\n".join(ABSENT.values()), SAMVERK_DEMO=demo, SECRET_KEY=OWN_KEY)
    assert answer.returncode == 0, answer.stderr
    return dict(zip(ABSENT, answer.stdout.split(), strict=True))


@pytest.mark.parametrize("part", ABSENT)
@pytest.mark.parametrize(("demo", "found"), [("false", "False"), ("true", "True")])
def test_what_the_demo_adds_is_there_in_the_demo_alone(part, demo, found):
    assert parts_found(demo)[part] == found


@pytest.mark.parametrize("chosen", [{}, {"SAMVERK_DEMO": "false"}, {"SAMVERK_DEBUG": "true"}])
def test_the_demo_cannot_be_loaded_outside_it(chosen):
    answer = django("load_demo", SECRET_KEY=OWN_KEY, **chosen)
    assert answer.returncode != 0
    assert "Unknown command: 'load_demo'" in answer.stderr


def test_cookies_are_for_https_alone_outside_the_demo():
    code = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME[:7])"
    )
    assert python(code, SECRET_KEY=OWN_KEY).stdout.split() == ["True", "True", "__Host-"]


def test_two_demos_on_one_machine_have_cookies_of_their_own(tmp_path):
    code = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    names = [
        python(code, SAMVERK_DEMO="true", SAMVERK_VAR=str(tmp_path / each)).stdout.split()
        for each in ("ett", "två")
    ]
    assert [len(each) for each in names] == [2, 2]
    assert not set(names[0]) & set(names[1])
