"""A whole federation for tests, all invented: both state members, a region, and municipalities."""

from __future__ import annotations

from datetime import date

from samverk.accounts import actions as accounts
from samverk.directory import actions as directory
from samverk.directory.models import Organisation
from samverk.federation import actions
from samverk.federation.models import FederationTerms, Membership
from samverk.foundation.actors import Role
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP, TODAY
from samverk.registry import actions as registry
from samverk.registry.models import Document

FOUNDED = date(2009, 1, 1)
STATE = ("Försäkringskassan", "Arbetsförmedlingen")
TOWNS = ("Lillköping", "Norrvik")


def organisation(kind: str, name: str, short: str) -> Organisation:
    """Add an organisation, or find the one of the cast with that short name."""
    found = Organisation.objects.filter(short_name=short).first()
    new = directory.NewOrganisation(kind, name, short)
    return found or directory.add_organisation(SETUP, new, key=f"förbund/{short}")


def found_federation() -> Organisation:
    """Add Samordningsförbundet Fyrbåken."""
    new = directory.NewOrganisation(
        "federation", "Samordningsförbundet Fyrbåken", "Fyrbåken", "fyrbaken"
    )
    return directory.add_organisation(SETUP, new, key="förbund")


def join(home: Organisation, kind: str, share: str, name: str, **more: bool) -> Membership:
    """Add a member of the federation since it was founded."""
    long = f"{name}s kommun" if kind == "municipality" else name
    member = organisation(kind, long, name)
    new = actions.NewMember(home.pk, member.pk, share, FOUNDED, "Förbundet bildades.", **more)
    return actions.admit_member(SETUP, new, key=f"medlem/{name}")


def with_members(home: Organisation, *towns: str) -> dict[str, Membership]:
    """Let both state members, a region and ``towns`` join; answer them by short name."""
    made = {name: join(home, "agency", "state", name) for name in STATE}
    made["Kustregionen"] = join(home, "region", "region", "Kustregionen")
    return made | {
        name: join(home, "municipality", "municipality", name) for name in towns or TOWNS
    }


def by_laws(home: Organisation, since: date = FOUNDED) -> FederationTerms:
    """Register by-laws with three calendar years of notice."""
    new = actions.NewTerms(home.pk, 3, "calendar-years", "§ 20", since, "Förbundsordningen")
    return actions.set_terms(SETUP, new, key=f"ordning/{since}")


def manager_of(home: Organisation) -> User:
    """Add the federation's manager."""
    post = accounts.Post(Role.MANAGER, home.pk, TODAY)
    new = accounts.NewAccount("ylva@fyrbaken.test", "Ylva Sörstrand", (post,))
    return accounts.add_account(SETUP, new, key="chef")


def paper_of(home: Organisation) -> Document:
    """Register a document in the federation's own diary."""
    new = directory.NewBody(home.pk, "federation_board", "Styrelsen")
    body = directory.add_body(SETUP, new, key="styrelse")
    case = registry.open_case(SETUP, registry.NewCase(body.pk, "Budget", TODAY), key="ärende")
    wanted = registry.NewDocument(case.pk, "outgoing", "memo", TODAY, "Avgifter")
    return registry.register_document(SETUP, wanted, key="handling")


def leaves(home: Organisation, member: Membership, day: date) -> None:
    """Record that the member's notice was received on ``day``."""
    board = home.bodies.first() or paper_of(home).case.body
    case = registry.open_case(SETUP, registry.NewCase(board.pk, "Utträde", day), key=f"u{day}")
    letter = registry.NewDocument(case.pk, "incoming", "exit_notice", day, "Uppsägning")
    paper = registry.register_document(SETUP, letter, key=f"brev/{member.pk}/{day}")
    fact = actions.NewFact(member.pk, "notice_received", day, document=paper.pk)
    actions.record_fact(SETUP, fact, key=f"uppsägning/{member.pk}/{day}")
