"""The web server's entry."""

from __future__ import annotations

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

from samverk.foundation.login.checks import NO_KEY, has_own_key
from samverk.project.readying import make_ready

# What gunicorn takes to mean that starting the worker anew would not help.
WILL_NOT_BOOT = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverk.project.settings")

if not has_own_key():
    sys.stderr.write(f"{NO_KEY}\n")
    raise SystemExit(WILL_NOT_BOOT)

application = get_wsgi_application()

make_ready()
# What is loaded stays: the garbage collector need not go through it time and again, a fifth of a
# second each, and processes that are forked from this one share it.
gc.collect()
gc.freeze()
# A page of many rows makes some ten thousand objects, nearly all of which are gone with it
gc.set_threshold(20_000, 10, 10)
