"""The web server's entry."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverk.project.settings")

if settings.SECRET_KEY == settings.DEMO_KEY and not (settings.DEMO or settings.DEBUG):
    raise ImproperlyConfigured("Sätt SECRET_KEY i miljön: demonyckeln får bara användas i demon.")

application = get_wsgi_application()
