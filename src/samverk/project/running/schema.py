"""Brings the database to the code's shape, and loads the demo, in processes of their own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def fingerprint() -> str:
    """Digest what decides the schema and the demo: migrations, grants, and the demo's own code."""
    parts = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("project/demo/**/*")]
    parts.append(ROOT / "foundation" / "grants.py")
    digest = hashlib.sha256()
    for part in sorted(p for p in parts if p.is_file() and "__pycache__" not in p.parts):
        digest.update(part.relative_to(ROOT).as_posix().encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()


def migrate_if_changed(record: Path) -> None:
    """Migrate and load the demo unless ``record`` says that this very code has done so."""
    wanted = fingerprint()
    if record.exists() and record.read_text() == wanted:
        return
    migrate()
    record.write_text(wanted)


def migrate() -> None:
    """Migrate as the owner, then load the demo as the app role."""
    _manage("migrate", "--skip-checks", "--verbosity", "0", role="owner")
    _manage("load_demo", role="app")


def _manage(*arguments: str, role: str) -> None:
    environment = os.environ | {"SAMVERK_DB_ROLE": role, "SAMVERK_DEMO": "true"}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "samverk.project.settings")
    command = [sys.executable, "-m", "django", *arguments]
    subprocess.run(command, env=environment, check=True)
