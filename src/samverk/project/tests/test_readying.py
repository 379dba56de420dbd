"""What the web server has read before the first visitor, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

READ = """
import sys
import samverk.project.wsgi
from django.template import engines
from django.urls import get_resolver
loader = engines["django"].engine.template_loaders[0].loaders[0]
told = [len(loader.get_template_cache) > 300, get_resolver()._populated, "numpy" in sys.modules]
print(*told, "samverk.analytics.disclosure.attack" in sys.modules)
"""


def test_templates_addresses_and_what_counts_are_there_before_anybody_asks() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", READ], env=os.environ, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["True"] * 4
