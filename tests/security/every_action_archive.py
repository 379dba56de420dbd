"""One call of every action of the archive: its authorities, mapping, plan and packages."""

from __future__ import annotations

from datetime import date

from samverk.documents.archive.mapping import Term, Value
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.publishing import actions as publishing
from samverk.publishing.models import ArchivePackage
from tests.security.every_action import Scene, call

DAY = date(2024, 1, 29)


def authority(scene: Scene) -> int:
    """The archive that Lillköping hands over to."""
    new = publishing.NewAuthority(scene.cast.town.pk, "Stadsarkivet")
    return publishing.add_archive_authority(SETUP, new, key="scen/arkivmyndighet").pk


def wanted(scene: Scene) -> publishing.NewPackage:
    """A package of the case to ask for."""
    return publishing.NewPackage(scene.cast.board.pk, authority(scene), case=scene.case.pk)


def package(scene: Scene) -> ArchivePackage:
    """The package, made."""
    asked = publishing.ask_package(SETUP, wanted(scene), key="scen/arkivpaket")
    publishing.make_package(asked.pk)
    return asked


@call("publishing.add_archive_authority")
def _(scene: Scene, actor: Actor) -> object:
    new = publishing.NewAuthority(scene.cast.town.pk, "Landsarkivet")
    return publishing.add_archive_authority(actor, new, key="k")


@call("publishing.set_mapping")
def _(scene: Scene, actor: Actor) -> object:
    value = Value("ad_acta")
    new = publishing.NewMapping(authority(scene), Term.CASE_STATUS, "closed", value, DAY)
    return publishing.set_mapping(actor, new, key="k")


@call("publishing.set_plan_row")
def _(scene: Scene, actor: Actor) -> object:
    new = publishing.NewPlanRow(scene.cast.board.pk, "receipt", DAY, years=2)
    return publishing.set_plan_row(actor, new, key="k")


@call("publishing.ask_package")
def _(scene: Scene, actor: Actor) -> object:
    return publishing.ask_package(actor, wanted(scene), key="k")


@call("publishing.take_package")
def _(scene: Scene, actor: Actor) -> object:
    found, file = publishing.take_package(actor, package(scene).pk, key="k")
    file.close()
    return found
