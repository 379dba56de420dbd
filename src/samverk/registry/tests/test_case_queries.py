"""How many questions a case page asks, in transactions of its own as in production."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from samverk.foundation.files.tests.made import pdf
from samverk.foundation.tests.cast import SETUP, set_stage
from samverk.project.testing.readers import WHO_READS
from samverk.registry import actions


@pytest.fixture
def rich_case(committed, the_day, settings, tmp_path):
    """A secret case with documents, files, links and history, committed for real."""
    settings.MEDIA_ROOT = tmp_path
    stage = set_stage()
    secret = actions.Secret("OSL 26 kap. 1 §", "Hemlig rubrik")
    new = actions.NewCase(stage.board.pk, "Ärende", date(2024, 3, 1))
    case = actions.open_case(
        SETUP, actions.NewCase(stage.board.pk, "Ärende", date(2024, 3, 1), secret=secret), key="a"
    )
    for number in range(7):
        file = actions.NewFile("a.pdf", pdf(number))
        paper = actions.NewDocument(case.pk, "incoming", "letter", None, "Fråga", file=file)
        actions.register_document(SETUP, paper, key=f"handling/{number}")
        other = actions.open_case(SETUP, new, key=f"ärende/{number}")
        actions.link_cases(SETUP, case, other, "continues", key=f"länk/{number}")
    return stage, case


@pytest.mark.parametrize(
    ("who", "most"),
    [(None, 6 + WHO_READS), ("member_user", 9), ("outsider_user", 12), ("owner_user", 14)],
)
def test_a_case_is_read_in_few_questions_however_much_hangs_on_it(
    rich_case, who, most, django_assert_max_num_queries
):
    stage, case = rich_case
    browser = stage.browser(who and getattr(stage, who))
    browser.get(reverse("about"))
    assert not connection.in_atomic_block
    with django_assert_max_num_queries(most):
        text = browser.get(reverse("case", args=[case.pk])).content.decode()
    assert ("Hemlig rubrik" in text) is (who == "owner_user")
    opened_by_its_own = who in ("member_user", "owner_user")
    assert text.count(">a.pdf</a>" if opened_by_its_own else "en fil") == 7
