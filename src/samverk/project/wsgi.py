"""The web server's entry."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from samverk.foundation.login.checks import NO_KEY, has_own_key

# What gunicorn takes to mean that starting the worker anew would not help.
WILL_NOT_BOOT = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverk.project.settings")

if not has_own_key():
    sys.stderr.write(f"{NO_KEY}\n")
    raise SystemExit(WILL_NOT_BOOT)

application = get_wsgi_application()

# What is loaded stays: the garbage collector need not go through it time and again, a fifth of a
# second each, and processes that are forked from this one share it. The views are of it.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
