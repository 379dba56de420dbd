"""Samverk's own command line, in the moment of the file."""

from __future__ import annotations

import sys

from tests.e2e.replay.clock import Traveller

if __name__ == "__main__":
    Traveller()
    from samverk.project.cli import main

    sys.exit(main())
