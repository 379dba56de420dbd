"""Whatever is asked of the open API, nothing breaks, and the answer is what its description says.

A few questions of each address while one works; ``make whole`` asks many.
"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from tests.doses import WHOLE

from samverk.project.wsgi import application
from samverk.publishing.api.routes import described
from samverk.publishing.tests import open_world as world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EACH = 120 if WHOLE else 4
ALL = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much)


schema: Any = schemathesis.openapi.from_dict(described())
schema.app = application
# One of each sort of address
SOME = [
    "system",
    "agenda-items",
    "body-meetings",
    "meeting",
    "votes",
    "bulk-file",
]
if not WHOLE:
    schema = schema.include(operation_id=SOME)


@pytest.fixture
def _published(settings, tmp_path):
    settings.API_A_MINUTE = 10**9
    settings.MEDIA_ROOT = tmp_path
    world.publish()
    # As Django's own test client: the connection holds the test's transaction, and is kept
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_published")
@schema.parametrize()
@settings(
    max_examples=EACH,
    deadline=None,
    derandomize=True,
    suppress_health_check=ALL,
    phases=[Phase.explicit, Phase.generate],
)
def test_no_question_breaks_it(case):
    case.call_and_validate()
