"""The web server's entry."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from samverk.foundation.login.checks import NO_KEY, has_own_key

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverk.project.settings")

if not has_own_key():
    raise ImproperlyConfigured(NO_KEY)

application = get_wsgi_application()
