"""What the tests stand on: an embedded cluster of their own, and the app role.

Loaded as a pytest plugin before Django's settings are read, so that every test process gets a
database of its own name. Nothing here imports Django until a test asks for the database.
"""

from __future__ import annotations

import os

os.environ["SAMVERK_CLUSTER"] = "test-database"
os.environ["SAMVERK_DATABASE"] = f"samverk_test_{os.getpid()}"
os.environ["SAMVERK_DEMO"] = "true"
# The rooms of both profiles; what a federation's installation lacks has tests of its own
os.environ["SAMVERK_PROFILE"] = "party"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverk.project.settings")
