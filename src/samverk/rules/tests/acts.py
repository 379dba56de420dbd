"""All provisions that the table of statutes holds, of every act."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from samverk.rules import statutes
from samverk.rules.statutes.provision import Provision

ACTS = [import_module(f"{statutes.__name__}.{one.name}") for one in iter_modules(statutes.__path__)]
PROVISIONS = {
    name: what
    for act in ACTS
    for name, what in vars(act).items()
    if isinstance(what, Provision) and not name.startswith("_")
}
