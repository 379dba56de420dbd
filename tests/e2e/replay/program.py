"""Samverk's own command line, in the moment of the file."""

from __future__ import annotations

import sys

from tests.e2e.clock import Traveller

if __name__ == "__main__":
    Traveller()
    from samverk.foundation.postgres import named
    from samverk.project.cli import main

    # The tests' server gives up crash safety for speed, which an installation's may not.
    named.KEEPING.clear()
    sys.exit(main())
