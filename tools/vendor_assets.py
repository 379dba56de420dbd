"""Fetch the vendored front-end files again from npm and write their hashes.

For developers who raise a version: edit ``packages`` in src/samverk/web/vendor.json and run
``python tools/vendor_assets.py [folder with node_modules]``. Needs npm and node 20.20 or later.
Users never run it: the result is committed. The theme is generated offline by Designsystemet's CLI.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "src/samverk/web/vendor.json"
CLI = "@digdir/designsystemet"


def install(packages: dict[str, Any], folder: Path) -> None:
    """Install exactly the versions of the manifest under ``folder``."""
    wanted = [f"{name}@{package['version']}" for name, package in packages.items()]
    command = ["npm", "install", "--ignore-scripts", "--no-save", "--prefix", str(folder), *wanted]
    subprocess.run(command, check=True)


def theme(config: dict[str, Any], cli: Path, folder: Path) -> Path:
    """Generate the theme's CSS from ``config`` and return where it lies."""
    (folder / "designsystemet.config.json").write_text(json.dumps(config), encoding="utf-8")
    for step in ("create", "build"):
        command = ["node", str(cli / "dist/bin/designsystemet.js"), "tokens", step]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return folder / "design-tokens-build/samverk.css"


def check_versions(packages: dict[str, Any], modules: Path) -> None:
    """Stop when ``modules`` holds another version than the manifest names."""
    for name, package in packages.items():
        found = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))
        if (found["version"], found["license"]) != (package["version"], package["licence"]):
            sys.exit(f"{name}: {found['version']} {found['license']} is not what vendor.json names")


def vendor(modules: Path, work: Path) -> None:
    """Copy every file of the manifest into the tree and write its SHA-256 back."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    check_versions(manifest["packages"], modules)
    for file in manifest["files"]:
        source = modules / file["package"] / file["from"]
        if file["package"] == CLI:
            source = theme(manifest["theme"], modules / CLI, work)
        target = ROOT / file["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        file["sha256"] = hashlib.sha256(target.read_bytes()).hexdigest()
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> None:
    """Vendor from an existing node_modules folder, or from one fetched now."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        if arguments:
            vendor(Path(arguments[0]).resolve(), work)
            return
        install(json.loads(MANIFEST.read_text(encoding="utf-8"))["packages"], work)
        vendor(work / "node_modules", work)


if __name__ == "__main__":
    main(sys.argv[1:])
