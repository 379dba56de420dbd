"""June 2020: the council decides to leave, after a vote on whether to decide that day."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.replay import membership, minutes, papers
from tests.e2e.replay.cast import COUNCIL, KF, KS, SEATINGS, VFN, away
from tests.e2e.replay.desk import follow, press
from tests.e2e.replay.meeting import add_item, begin_numbering, note, open_it, plan, take_up
from tests.e2e.replay.papers import Case, Earlier, open_case, register

LEAVING = Case(KS, "2019KS742", "Utträde ur samordningsförbundet", "2019-11-06")
DECISION = "Firmatecknarna får i uppdrag att avsluta kommunens avtal med förbundet."
EARLIER = (
    Earlier(VFN, "2019-11-06", 256, "Verksamhetsplan 2020–2022", "beslutar"),
    Earlier(VFN, "2020-04-28", 114, "Beredning av utträdet", "föreslår"),
    Earlier(KS, "2020-05-29", 242, "Beredning av utträdet", "föreslår", DECISION),
)
REFERS_BACK, APPROVES, SUPPORTS = "Alva Mölnvik (S)", "Alva Björröd (C)", "Bror Råhult (M)"
# All ten of S who served, and one each of V and MP; three of MP abstained
RESERVE = (
    *(h.title for h in SEATINGS[KF].members if h.party == "S" and h.title not in away("S")),
    *(h.title for h in SEATINGS[KF].substitutes if h.party == "S"),
)
AGAINST = (*RESERVE, "Bror Eskedal (V)", "Alva Hällsjö (MP)")
ABSTAIN = tuple(f"{name} Hällsjö (MP)" for name in ("Bror", "Cilla", "Dag"))
SIGNERS = ("Cilla Råhult (M)", "Bror Mölnvik (S)")


def prepare(page: Page) -> str:
    """Begin with Samverk two weeks before, and put the matter on the council's agenda."""
    begin_numbering(page, KF, 128, "Fullmäktiges protokoll 2020-05-18, § 127")
    open_case(page, LEAVING)
    for earlier in EARLIER:
        register(page, LEAVING, earlier)
    meeting = plan(page, KF, "2020-06-15", "18:00")
    add_item(page, LEAVING.title, LEAVING.label)
    for what in ("Anteckna tillkännagivandet", "Anteckna kallelsen", "Anteckna utskicket"):
        note(page, meeting, what, "2020-06-05")
    expect(page.get_by_text("Klar för mötet")).to_be_visible()
    return meeting


def meet(page: Page, meeting: str) -> None:
    """Open the meeting with fifty in fifty-one seats, and take the matter up."""
    absent = tuple(name for party in COUNCIL for name in away(party))
    substitutes = tuple(one.title for one in SEATINGS[KF].substitutes)
    open_it(page, meeting, absent, substitutes)
    for name in substitutes:
        press(page, f"Kalla in ersättaren {name}")
    expect(page.get_by_text("50 av 51 platser har tjänstgörande").first).to_be_visible()
    take_up(page, LEAVING.title, 128)


def propose(page: Page) -> None:
    """Note the executive's proposal and what is moved: to refer it back, and to approve it."""
    follow(page, "Anteckna förslaget")
    page.get_by_label("Vems förslag?").fill("kommunstyrelsens förslag")
    page.get_by_label("Beslutspunkter").fill(DECISION)
    press(page, "Förslag till beslut")
    for kind, mover in (("referral_back", REFERS_BACK), ("approval", APPROVES)):
        follow(page, "Anteckna yrkande")
        page.get_by_label("Yrkandet går ut på").select_option(kind)
        page.get_by_label("Från").select_option(label=mover)
        page.get_by_label("Text").fill("Följderna behöver utredas." if kind != "approval" else "")
        press(page, "Anteckna yrkande")
    row = page.get_by_role("row").filter(has_text="Bifall")
    row.get_by_role("link", name="Instämmer").click()
    page.get_by_label("Vem instämmer?").select_option(label=SUPPORTS)
    page.get_by_role("main").locator("form button[type=submit]").click()


def vote(page: Page) -> None:
    """Vote on deciding that day, and find what the council decides."""
    press(page, "Mötet godkänner ordningen")
    page.get_by_label("Att ärendet avgörs i dag").check()
    press(page, "Ordföranden finner")
    page.get_by_label("Begär någon omröstning?").select_option(label=f"Ja, {REFERS_BACK}")
    press(page, "Anteckna")
    page.get_by_role("link", name="alla ja").click()
    for name in AGAINST:
        page.get_by_label(name, exact=True).select_option("no")
    for name in ABSTAIN:
        page.get_by_label(name, exact=True).select_option("abstain")
    press(page, "Anteckna omröstningen")
    expect(page.get_by_text("35 ja, 12 nej, 3 avstår")).to_be_visible()
    page.get_by_label("Bifall till kommunstyrelsens förslag").check()
    press(page, "Ordföranden finner")
    press(page, "Anteckna")
    press(page, "Anteckna utgången")


def finish(page: Page, meeting: str) -> None:
    """Note the reservations before the meeting ends, and finish its minutes."""
    follow(page, "Se beslutet")
    follow(page, "Anteckna reservation")
    for name in RESERVE:
        page.get_by_label(name, exact=True).check()
    page.get_by_label("Mot vilket beslut?").fill("beslutet att avgöra ärendet i dag")
    press(page, "Anteckna reservation")
    expect(page.get_by_text("reserverar sig mot")).to_have_count(10)
    minutes.finish(page, meeting, SIGNERS, "Firmatecknarna")


def in_force(page: Page) -> None:
    """When nobody has appealed: confirm it, and say what the decision cites, rests on and orders."""
    papers.to_decision(page, LEAVING, f"{KF} § 128")
    minutes.confirm_force(page, "2020-07-20")
    for earlier in EARLIER:
        papers.cite(page, earlier.body, earlier.paragraph, earlier.day)
    papers.step(page, "är berett i ett tidigare beslut eller en handling", f"{VFN} § 114")
    papers.step(page, "är föreslaget i ett tidigare förslag eller en handling", f"{KS} § 242")
    papers.assign(page, "Avsluta avtalet med samordningsförbundet", "firmatecknarna")
    for earlier in EARLIER:
        membership.record(page, "Utträde föreslogs", f"{earlier.body} § {earlier.paragraph}")
    membership.record(page, "Fullmäktige beslutade om utträde", f"{KF} § 128", "2023-12-31")
