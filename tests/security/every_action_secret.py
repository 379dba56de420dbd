"""The calls that open what is secret: files of documents, in the diary and in an item."""

from __future__ import annotations

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.compartments import opened as compartment
from samverk.foundation.files.tests.made import PDF
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions as meetings
from samverk.meetings.queries import item_by_id
from samverk.registry import actions as registry
from samverk.registry import queries
from samverk.registry.models import Document, SecretFile
from samverk.rules.handing_over import Ground
from tests.security.every_action import DAY, Scene, call
from tests.security.every_action_meetings import chair, meeting, opened, present


def secret_paper(scene: Scene) -> tuple[Document, int]:
    """A secret document of the social board, and the id of its file."""
    new = registry.NewDocument(
        scene.case.pk,
        "incoming",
        "letter",
        DAY,
        secret=registry.Secret("26 kap. 1 § OSL", "Om N"),
        file=registry.NewFile("N.pdf", PDF),
    )
    made = registry.register_document(SETUP, new, key="scen/hemlig handling")
    with compartment([scene.cast.board.pk]):
        file = SecretFile.objects.get(document=made).pk
    return queries.document_by_id(made.pk), file


@call("registry.read_secret_file")
def _(scene: Scene, actor: Actor) -> object:
    document, file = secret_paper(scene)
    return registry.read_secret_file(actor, document, file, key="k")


@call("meetings.read_item_file")
def _(scene: Scene, actor: Actor) -> object:
    document, file = secret_paper(scene)
    hidden = meetings.Hidden("26 kap. 1 § OSL", "Om N")
    facts = meetings.ItemFacts("Individärende", hidden=hidden)
    made = meetings.add_item(SETUP, meeting(scene), facts, key="scen/hemlig")
    meetings.add_paper(SETUP, made, document.pk, key="scen/hemlig/handling")
    return meetings.read_item_file(actor, item_by_id(made.pk), file, key="k")


@call("meetings.hand_over")
def _(scene: Scene, actor: Actor) -> object:
    hidden = meetings.Hidden("26 kap. 1 § OSL", "Om N")
    facts = meetings.ItemFacts("Individärende", hidden=hidden)
    made = meetings.add_item(SETUP, meeting(scene), facts, key="scen/hemlig")
    meetings.call_roll(SETUP, opened(scene), [present(scene)], key="scen/upprop")
    made = meetings.take_up(SETUP, made, key="scen/hemlig/upptagen")
    meetings.settle_item(SETUP, made, ["Antecknas."], key="scen/hemlig/utgång")
    found = meetings.end_meeting(SETUP, made.meeting, key="scen/slut")
    out = meetings.send_for_adjustment(SETUP, found, "electronic", key="scen/skickat")
    meetings.sign_minutes(SETUP, out, chair(scene), key="scen/undertecknat")
    new = meetings.NewHandOver("Parten", "person", Ground.PARTY.value, "Tål det.", clock.today())
    return meetings.hand_over(actor, item_by_id(made.pk), new, key="k")
