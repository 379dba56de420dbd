"""Minutes as PDF/A-2a and PDF/UA-1: making them, preparing them for signatures, and signing."""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from samverk.documents.minutes import render_minutes
from samverk.documents.tests.minuted import MOMENT, minutes

PARAGRAPHS = 420
TIMES = 7


def timed(work: Callable[[], object]) -> str:
    """Answer how long it takes, as the median of some times, in milliseconds."""
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return f"{statistics.median(spent):.0f} ms"


def run() -> list[tuple[str, str]]:
    """Measure short minutes and long ones."""
    import os

    os.environ.setdefault("SAMVERK_DEMO", "true")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverk.project.settings")
    import django

    django.setup()
    from samverk.integrations.signing.local import LocalAuthority
    from samverk.integrations.signing.places import with_places
    from samverk.integrations.signing.port import SignatureRequest

    short, long = minutes(8), minutes(PARAGRAPHS)
    pdf = render_minutes(long, moment=MOMENT)
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as found:
        pages = len(found)
    places = [("justering-1", "Underskrift av Asta Ek")]
    prepared = with_places(pdf, places)
    with tempfile.TemporaryDirectory() as folder:
        authority = LocalAuthority(Path(folder))
        request = SignatureRequest("justering-1", "Asta Ek", "justering")
        signing = timed(lambda: authority.sign(prepared, request))
    return [
        ("protokoll med 8 paragrafer", timed(lambda: render_minutes(short, moment=MOMENT))),
        (f"protokoll på {pages} sidor", timed(lambda: render_minutes(long, moment=MOMENT))),
        (f"platser för underskrift, {pages} sidor", timed(lambda: with_places(pdf, places))),
        (f"en underskrift, {pages} sidor", signing),
    ]
