"""What others have published to judge a package by: schemas, schematron rules, and the outside validator.

The schemas lie beside the project and are not copied into it: without them the tests are skipped, but fail
in CI.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, isoschematron

HOME = Path(__file__).resolve()
SHARED = next(
    (each / "shared/schemas" for each in HOME.parents if (each / "shared/schemas").is_dir()), None
)
METS = "http://www.loc.gov/METS/"
XSD = "http://www.w3.org/2001/XMLSchema"
EXTENSIONS = {
    "https://DILCIS.eu/XML/METS/CSIPExtensionMETS": "DILCISExtensionMETS.xsd",
    "https://DILCIS.eu/XML/METS/SIPExtensionMETS": "DILCISExtensionSIPMETS.xsd",
}


def schemas() -> Path:
    """Answer where the published schemas are."""
    if SHARED is None:
        if os.environ.get("CI") == "true":
            pytest.fail("the published schemas are missing")
        pytest.skip("the published schemas are missing")
    return SHARED


def _validator() -> Path:
    found = find_spec("eark_validator")
    assert found
    assert found.origin
    return Path(found.origin).parent / "ipxml/resources"


class _FromHere(etree.Resolver):  # type: ignore[misc]
    """Gives the schema that another names by its address on the network, from the validator's copies."""

    def resolve(self, url: str, public: str, context: Any) -> Any:
        name = url.rpartition("/")[2]
        here = _validator() / "schema" / name
        return self.resolve_filename(str(here), context) if here.exists() else None


@cache
def mets_schema() -> Any:
    """The schema of METS with the extensions of CSIP and SIP."""
    home = schemas() / "eark"
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_FromHere())
    imported = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{home / name}"/>'
        for namespace, name in {METS: "mets.xsd", **EXTENSIONS}.items()
    )
    root = etree.fromstring(f'<xs:schema xmlns:xs="{XSD}">{imported}</xs:schema>', parser)
    return etree.XMLSchema(root)


@cache
def erms_schema() -> Any:
    """The schema of CITS ERMS v3."""
    return etree.XMLSchema(etree.parse(str(schemas() / "erms/ERMS_v3.xsd")))


@cache
def erms_rules() -> Any:
    """The schematron rules of CITS ERMS v3: written for XSLT 2, but with nothing that XSLT 1 lacks."""
    tree = etree.parse(str(schemas() / "erms/erms_v3.sch"))
    tree.getroot().set("queryBinding", "xslt")
    return isoschematron.Schematron(tree, store_report=True)


@dataclass(frozen=True)
class Verdict:
    """What eark-validator says of a package: whether its structure is well-formed, and the errors' rules."""

    structure: str
    errors: tuple[str, ...]


def outside_verdict(package: Path) -> Verdict:
    """Let eark-validator judge a package, in a process and a folder of its own: it leaves things behind."""
    command = [sys.executable, "-m", "samverk.documents.archive.tests.outside", str(package)]
    environment = {**os.environ, "TMPDIR": str(package.parent)}
    said = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    told = json.loads(said.stdout)
    return Verdict(told["structure"], tuple(told["errors"]))
