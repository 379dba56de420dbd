"""One call of every action on what an organisation itself writes on its notice board."""

from __future__ import annotations

from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.tests.cast import SETUP
from samverk.meetings import actions as meetings
from samverk.meetings.models import LawNotice
from tests.security.every_action import Scene, call


def wanted() -> meetings.NewLawNotice:
    """A notice to make."""
    words = ("Samråd", "Planen finns hos oss.", "5 kap. 13 § PBL", "tre veckor", "Byggnadsnämnden")
    return meetings.NewLawNotice(*words, clock.today(), days=21)


def notice(scene: Scene) -> LawNotice:
    """A notice of other law on Lillköping's board."""
    return meetings.make_law_notice(SETUP, scene.cast.town.pk, wanted(), key="scen/annan-lag")


@call("meetings.set_appeal_words")
def set_appeal_words(scene: Scene, actor: Actor) -> object:
    new = meetings.NewAppealWords(clock.today(), "Skriv hit.", "13 kap. KL", "Juristen")
    return meetings.set_appeal_words(actor, scene.cast.town.pk, new, key="k")


@call("meetings.make_law_notice")
def make_law_notice(scene: Scene, actor: Actor) -> object:
    return meetings.make_law_notice(actor, scene.cast.town.pk, wanted(), key="k")


@call("meetings.note_law_notice")
def note_law_notice(scene: Scene, actor: Actor) -> object:
    new = meetings.NewPostingFact("posted", clock.today())
    return meetings.note_law_notice(actor, notice(scene), new, key="k")


@call("meetings.strike_law_notice_fact")
def strike_law_notice_fact(scene: Scene, actor: Actor) -> object:
    new = meetings.NewPostingFact("posted", clock.today())
    noted = meetings.note_law_notice(SETUP, notice(scene), new, key="scen/uppsatt")
    return meetings.strike_law_notice_fact(actor, noted, "Fel dag.", key="k")
