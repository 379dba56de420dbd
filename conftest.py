"""Fixtures that every test may use."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.test import Client
    from pytest_django import DjangoDbBlocker
    from tests.handing_out import ByFile
    from xdist.remote import Producer

    from samverk.project.testing.stages import Stages


def pytest_configure() -> None:
    """Hash passwords fast, look no static file up before it is asked for, and keep no page.

    The demo's logins are made anew in many tests, and each browser in them has middleware of its own.
    """
    from django.conf import settings

    settings.WHITENOISE_AUTOREFRESH = True
    # The clock stands still in many tests: a change at the same moment would not be seen
    settings.PAGES_KEPT_SECONDS = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Let the garbage collector rest while the tests are gathered, and leave them alone afterwards.

    What is made then is kept to the end: to search it for waste takes a third of that time.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile | None:
    """Hand whole files out to the test processes."""
    from tests.handing_out import ByFile

    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of a file that stand on the same stage follow each other."""
    from samverk.project.testing.stages import gathered

    items[:] = gathered(items)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of domain data beside the project; absent on most machines, required in CI."""
    folder = Path(__file__).parent.parent / "shared"
    if folder.is_dir():
        return folder
    reason = "the folder 'shared' does not lie beside the project"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def client(db: None) -> Client:
    """The browser of somebody logged in without a role; what the public gets is asked with ``visitor``."""
    from samverk.project.testing.readers import ReaderClient

    return ReaderClient()


@pytest.fixture
def visitor() -> Client:
    """The browser of somebody who is not logged in."""
    from django.test import Client

    return Client()


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give this test process a migrated database, reached as the app role."""
    from django.db import connections

    from samverk.project.testing.database import test_database

    with test_database(os.environ["SAMVERK_DATABASE"]):
        yield
        with django_db_blocker.unblock():
            connections.close_all()


@pytest.fixture(scope="session")
def demo_line(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a database where the demo is loaded, made when a test first asks for it."""
    from samverk.project.testing.database import test_database
    from samverk.project.testing.demo import line_to_demo

    name = f"{os.environ['SAMVERK_DATABASE']}_demo"
    with test_database(name), django_db_blocker.unblock(), line_to_demo(name) as line:
        yield line


@pytest.fixture
def demo(db: None, demo_line: BaseDatabaseWrapper) -> Iterator[None]:
    """The demo, as it is when it has just been loaded; what the test writes is undone."""
    from samverk.project.testing.lines import seen, undone

    with seen(demo_line), undone():
        yield


@pytest.fixture(scope="session")
def stages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stages]:
    """The stages that kept fixtures set, in a database of their own."""
    from samverk.project.testing.database import test_database
    from samverk.project.testing.stages import Stages

    name = f"{os.environ['SAMVERK_DATABASE']}_stages"
    with test_database(name), django_db_blocker.unblock():
        opened = Stages(name)
        yield opened
        opened.close()
