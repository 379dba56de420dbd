"""What the web server has loaded when it begins to answer."""

from __future__ import annotations

import os
import subprocess
import sys

LOADED = """
import gc, sys
import samverk.project.wsgi
print(gc.get_freeze_count() > 100_000, "samverk.project.urls" in sys.modules)
"""


def test_the_garbage_collector_leaves_what_is_loaded_alone_and_the_views_are_of_it() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", LOADED], env=os.environ, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["True", "True"]
