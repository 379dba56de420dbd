"""The seeds' run, from the council's § 128 and the memo of 3 October 2022 on, replayed in full.

On a new installation, in the browser, each thing by its own people on its own day; and in the end the
same facts as the demo's history and the papers themselves have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from samverk.intake.reading.batch import read_files
from tests.doses import whole_alone
from tests.e2e.hand import Hand
from tests.e2e.replay.cast import KEEPER, MANAGER, PASSWORD
from tests.e2e.replay.desk import Enter, at_work, log_in, press
from tests.e2e.replay.installation import installation
from tests.e2e.replay.membership import CHAIN
from tests.e2e.replay.story import SCENES, Story
from tests.e2e.site import hand_of, serving

pytestmark = whole_alone
Facts = dict[str, Any]
SETUP = {
    "organisation": "Samordningsförbundet Insjöriket",
    "short-name": "Insjöriket",
    "kind": "federation",
    "number": "222000-2071",
    "name": "Birk Ängslid",
    "email": KEEPER,
}
# The demo tells these three by others' citations alone; here the town registers them from its minutes
CITED = ("VFN § 256", "VFN § 114", "KS § 242")
# What may differ, as the demo has it and as the replay has it
ALLOWED: dict[str, tuple[Any, Any]] = {
    **{f"{place}: known by citations alone": (True, False) for place in CITED},
    **{
        f"{place}: {what}": ("", "2019KS742")
        for place in CITED
        for what in ("case", "diary number")
    },
    # The extract of § 440 prints no day
    "KS § 440: day": (None, "2022-12-08"),
    "membership: repeal_proposed KS § 440": ([None, None], ["2022-12-08", None]),
    # The demo tells of the vote in words alone: it is compared with the paper itself
    "KF § 128: votes": (
        [],
        [[35, 12, 3, "att ärendet avgörs i dag", "att ärendet återremitteras"]],
    ),
    "KF § 128: reservations": ({}, {"S": 10}),
    "KF § 128: force": ([], [["posted", "2020-06-26"], ["confirmed", "2020-07-20"]]),
    # The demo does not say to whom; the papers say to the council
    "VFN § 222: proposed to": ([], ["Kommunfullmäktige"]),
    "KS § 440: proposed to": ([], ["Kommunfullmäktige"]),
    # The board's memo goes along with its extract, and is registered on the day that it came in
    "2022KS554: memos": ([], ["memo 2022-11-28"]),
    "KS § 440: papers to it": ([], ["proposes memo 2022-11-28"]),
    # The seeds end before the council's own decision, which is invented
    "KS § 440: acts on": (
        ["proposes_repeal KF § 128"],
        ["proposes KF § 214", "proposes_repeal KF § 128"],
    ),
    "membership: council_repealed_exit KF § 214": (None, ["2022-12-19", None]),
}
INVENTED = {
    "day": "2022-12-19",
    "kind": "decides",
    "acts on": ["repeals KF § 128"],
    "force": [["posted", "2022-12-27"], ["confirmed", "2023-01-18"]],
}
# Härryda's status on the last day that the papers tell of, and after the council's own decision
LAST, AFTER = "2022-11-30", "2023-01-18"


@dataclass
class Replayed:
    """The installation when all has happened: its facts, and a browser to read its pages in."""

    facts: Facts
    enter: Enter
    faults: list[str]


@pytest.fixture(scope="module")
def replayed(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replayed]:
    """Set up an installation, and let everything happen in it."""
    var = tmp_path_factory.mktemp("replay") / "var"
    var.mkdir()
    with installation(var) as place:
        link = place.set_up(*(f"--{name}={words}" for name, words in SETUP.items()))
        place.python("-m", "tests.e2e.replay.furnish")
        faults: list[str] = []
        with (
            closing(Hand(place.environment)) as hand,
            serving(place.environment, place.port),
            at_work(browser, place.address, watching(faults)) as enter,
        ):
            let_in(enter(None), link)
            story = Story(place, hand, enter)
            for scene in SCENES:
                scene(story)
            yield Replayed(hand.does("tell"), enter, faults)


def let_in(page: Page, link: str) -> None:
    """Let the first administrator choose a password through the link, and log in."""
    page.goto(link)
    page.get_by_label("Nytt lösenord", exact=True).fill(PASSWORD)
    page.get_by_label("Nytt lösenord en gång till").fill(PASSWORD)
    press(page, "Spara lösenordet")
    log_in(page, KEEPER)
    expect(page.get_by_role("link", name="Konton")).to_be_visible()


def watching(faults: list[str]) -> Callable[[Page], None]:
    """Note on each page every answer that is a fault, or leads nowhere."""

    def note(answer: Response) -> None:
        if answer.status >= HTTPStatus.BAD_REQUEST:
            faults.append(f"{answer.status} {answer.url}")

    return lambda page: page.on("response", note)


@pytest.fixture(scope="module")
def told(site: str) -> Facts:
    """The same facts as the demo has them."""
    found: Facts = hand_of().does("tell")
    return found


def differences(demo: Facts, replay: Facts) -> dict[str, tuple[Any, Any]]:
    """List by path where two installations' facts differ, but for the council's decision to stay."""
    paths = [path for path in {*demo, *replay} if not path.startswith("KF § 214")]
    # How each party voted is compared with the paper
    compared = (path for path in paths if path != "KF § 128: votes by party")
    pairs = {path: (demo.get(path), replay.get(path)) for path in compared}
    return {path: pair for path, pair in pairs.items() if pair[0] != pair[1]}


def test_the_run_ends_in_the_facts_that_the_demo_tells(replayed, told):
    assert differences(told, replayed.facts) == ALLOWED


@pytest.mark.parametrize(
    "path", ["VFN § 222: day", "KS § 440: acts on", "2022VFN360: memos", "fees"]
)
def test_a_fact_that_is_another_is_seen(replayed, told, path):
    altered = replayed.facts | {path: "något annat"}
    assert differences(told, altered) != ALLOWED


def test_the_council_decides_to_stay_and_it_has_legal_force(replayed):
    assert {what: replayed.facts[f"KF § 214: {what}"] for what in INVENTED} == INVENTED


def test_the_vote_and_the_reservations_are_those_of_the_paper(replayed, shared: Path):
    (seed,) = (shared / "seeds").glob("003_*.txt")
    (paper,) = (p for p in read_files([seed]).paragraphs if p.paragraph == 128)
    (vote,) = paper.votes
    ((yes, no, abstain, *_),) = replayed.facts["KF § 128: votes"]
    assert (yes, no, abstain) == (vote.yes, vote.no, vote.abstain)
    roll = Counter(f"{ballot.party} {ballot.option}" for ballot in vote.ballots)
    assert replayed.facts["KF § 128: votes by party"] == [dict(sorted(roll.items()))]
    dissent = Counter(one.party for one in paper.reservations)
    assert replayed.facts["KF § 128: reservations"] == dict(dissent)


def top(page: Page, day: str) -> str:
    """Read what the chain's page says of Härryda on top, on a day."""
    page.goto(f"{CHAIN}?dag={day}")
    said = page.get_by_role("main").get_by_role("paragraph").filter(has_text="Härryda:")
    return " ".join(said.first.inner_text().split())


def test_the_chain_says_the_same_on_top(replayed, browser, site):
    page = replayed.enter(MANAGER)
    demo = browser.new_page(base_url=site)
    said = top(page, LAST), top(demo, LAST)
    demo.close()
    assert said[0] == said[1]
    assert said[0].startswith("Härryda: Medlem. Utträde är beslutat")
    assert top(page, AFTER) != said[0]


def test_no_page_on_the_way_was_refused_or_fell(replayed):
    assert replayed.faults == []
