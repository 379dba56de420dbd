"""Loads the demo's history through the same actions as everybody uses.

Each act has a key of its own, so loading again changes nothing and a half-loaded demo is completed.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from samverk.decisions import actions as decisions
from samverk.directory import actions as directory
from samverk.directory.queries import people_in_seats
from samverk.exchange import actions as exchange
from samverk.federation import actions as federation
from samverk.foundation import acts, clock, people
from samverk.foundation.actors import system
from samverk.meetings import actions as meetings
from samverk.memos import actions as memos
from samverk.project.demo import memos as memos_of
from samverk.project.demo.cast import LOGINS, PASSWORD
from samverk.project.demo.catalogue import Stall, load_catalogue
from samverk.project.demo.claims import example_at, load_aktiv, load_claims
from samverk.project.demo.council import Sitting, load_sitting
from samverk.project.demo.federation import load_federation
from samverk.project.demo.held import Held, load_held
from samverk.project.demo.people import Login
from samverk.project.demo.published import load_published
from samverk.project.demo.year import load_year
from samverk.registry import actions as registry

LOADER = system("Demons inläsning")
Row = dict[str, Any]


def history() -> dict[str, Any]:
    """Read the history's facts."""
    return tomllib.loads((files(__package__) / "history.toml").read_text(encoding="utf-8"))


class Loader:
    """Loads each part in order, and remembers the ids of what the next part refers to."""

    def __init__(self) -> None:
        self.data = history()
        self.organisations: dict[str, int] = {}
        self.bodies: dict[str, int] = {}
        self.memberships: dict[str, int] = {}
        self.cases: dict[str, Any] = {}
        self.documents: dict[str, int] = {}
        self.decisions: dict[str, Any] = {}

    def load(self) -> None:
        """Load everything."""
        for row in self.data["organisation"]:
            self._organisation(row)
        for row in self.data["party"]:
            directory.add_party(
                LOADER, row["abbreviation"], row["name"], key=f"demo/parti/{row['name']}"
            )
        for row in self.data["seat"]:
            self._seats(row)
        self._people()
        for row in self.data["peer"]:
            self._peer(row)
        self._federation()
        for row in self.data["case"]:
            self._case(row)
        for row in self.data["document"]:
            self._document(row)
        for row in self.data["decision"]:
            self._decision(row)
        self._steps()
        self._money()
        load_federation(LOADER, self.data, self.terms, self.documents)
        self._facts()
        load_year(LOADER, self.terms.federation_id)
        for row in self.data["memo_layout"]:
            self._layout(row)
        for row in self.data["memo"]:
            self._memo(row)
        cases = {name: case.pk for name, case in self.cases.items()}
        for row in self.data["held"]:
            load_held(Held(LOADER, row, self.bodies[row["body"]], cases))
        for row in self.data["meeting"]:
            self._meeting(row)
        example = example_at(self.organisations, self.bodies, self.memberships)
        load_aktiv(example)
        load_claims(LOADER, example)
        load_catalogue(Stall(LOADER, self.terms.federation_id, self.organisations))
        load_sitting(Sitting(LOADER, self.data["sitting"], self.bodies))
        load_published(LOADER)

    def _organisation(self, row: Row) -> None:
        new = directory.NewOrganisation(
            row["kind"], row["name"], row["short_name"], row["slug"], row.get("number", "")
        )
        made = directory.add_organisation(LOADER, new, key=f"demo/organisation/{row['slug']}")
        self.organisations[row["slug"]] = made.pk
        for body in row["bodies"]:
            self._body(row["slug"], body)

    def _body(self, slug: str, row: Row) -> None:
        parent = self.bodies.get(f"{slug}/{row['parent']}") if "parent" in row else None
        new = directory.NewBody(
            self.organisations[slug], row["kind"], row["name"], row["abbreviation"], parent
        )
        name = f"{slug}/{row['name']}"
        self.bodies[name] = directory.add_body(LOADER, new, key=f"demo/organ/{name}").pk

    def _seats(self, row: Row) -> None:
        body = self.bodies[row["body"]]
        settings = ("members", "substitutes", "calling_days", "adjusters", "distance")
        given = {name: row[name] for name in settings if name in row}
        terms = directory.NewTerms(body, row["from_date"], row["source"], **given)
        directory.set_terms(LOADER, terms, key=f"demo/reglemente/{row['body']}")
        for number, holder in enumerate(row["holders"], start=1):
            key = f"demo/plats/{row['body']}/{number}"
            directory.fill_seat(LOADER, self._holding(row, number, holder), key=key)
        for number, holder in enumerate(row.get("others", ()), start=1):
            key = f"demo/ersättare/{row['body']}/{number}"
            directory.fill_seat(LOADER, self._holding(row, number, holder), key=key)

    def _holding(self, row: Row, number: int, holder: Row) -> directory.NewHolding:
        appointed_by = holder.get("appointed_by")
        return directory.NewHolding(
            self.bodies[row["body"]],
            number,
            substitute="role" not in holder,
            person=holder["person"],
            party=holder["party"],
            role=holder.get("role", "substitute"),
            from_date=row["from_date"],
            appointed_by=self.organisations[appointed_by] if appointed_by else None,
        )

    def _meeting(self, row: Row) -> None:
        occasion = meetings.Occasion(row["day"], row["starts_at"], row["place"])
        name = f"{row['body']}/{row['day']}"
        body = self.bodies[row["body"]]
        made = meetings.plan_meeting(LOADER, body, occasion, key=f"demo/möte/{name}")
        for number, item in enumerate(row["items"], start=1):
            case = self.cases[item["case"]].pk if "case" in item else None
            new = meetings.ItemFacts(**item | {"case": case})
            meetings.add_item(LOADER, made, new, key=f"demo/punkt/{name}/{number}")

    def _layout(self, row: Row) -> None:
        body, day = self.bodies[row["body"]], row["from_date"]
        key = f"demo/mall/{row['body']}/{day}"
        memos.choose_layout(LOADER, body, row["layout"], day, key=key)

    def _memo(self, row: Row) -> None:
        name, officer = f"demo/skrivelse/{row['case']}", system(row["officer"])
        new = memos.NewMemo(self.cases[row["case"]].pk, row["title"])
        memo = memos.begin_memo(officer, new, key=name)
        for part, content in memos_of.parts_of(row):
            memos.save_part(officer, memo, memos.NewPart(part, content, 0), key=f"{name}/{part}")
        memos.send_for_approval(officer, memo, row["note"], key=f"{name}/skickad")

    def _peer(self, row: Row) -> None:
        new = exchange.NewPeer(self.organisations[row["organisation"]], row["code"])
        exchange.add_peer(LOADER, new, key=f"demo/motpart/{row['organisation']}")

    def _people(self) -> None:
        for login in LOGINS:
            posts = [
                people.NewPost(
                    post.role,
                    self.organisations[post.organisation],
                    self.bodies[f"{post.organisation}/{post.body}"] if post.body else None,
                )
                for post in login.posts
            ]
            new = people.NewUser(login.email, login.name, PASSWORD, tuple(posts))
            user = people.add_user(LOADER, new, key=f"demo/inloggning/{login.email}")
            if login.is_in_seat and posts[0].body:
                self._binding(login, posts[0].body, user.pk)

    def _binding(self, login: Login, body: int, user: int) -> None:
        """Let the account belong to the person of its name, from the day the demo is loaded."""
        key = f"demo/konto/{login.email}"
        if acts.was_carried_out(LOADER, key):
            return
        today = clock.today()
        holders = {name: person for person, name in people_in_seats(body, today)}
        new = directory.NewBinding(holders[login.name], user, today)
        directory.bind_account(LOADER, body, new, key=key)

    def _federation(self) -> None:
        row = self.data["federation"]
        home = self.organisations[row["slug"]]
        terms = federation.NewTerms(
            home,
            row["notice_years"],
            row["counting"],
            row["section"],
            row["from_date"],
            row["source"],
        )
        self.terms = federation.set_terms(LOADER, terms, key="demo/förbundsordning")
        for member in row["members"]:
            slug = member["slug"]
            made = federation.add_member(
                LOADER, home, self.organisations[slug], member["share"], key=f"demo/medlem/{slug}"
            )
            self.memberships[slug] = made.pk
            joined = federation.NewFact(
                made.pk, "joined", row["joined"], note="Förbundet bildades."
            )
            federation.record_fact(LOADER, joined, key=f"demo/inträde/{slug}")

    def _case(self, row: Row) -> None:
        new = registry.NewCase(
            self.bodies[row["body"]], row["title"], row["opened_on"], row["diary_number"]
        )
        case = registry.open_case(LOADER, new, key=f"demo/ärende/{row['id']}")
        self.cases[row["id"]] = case
        for other in row.get("linked", ()):
            is_own = self.cases[other].body_id == case.body_id
            registry.link_cases(
                LOADER,
                case,
                self.cases[other],
                "continues" if is_own else "same_matter",
                key=f"demo/koppling/{row['id']}/{other}",
            )

    def _document(self, row: Row) -> None:
        new = registry.NewDocument(
            self.cases[row["case"]].pk,
            row["direction"],
            row["kind"],
            row.get("dated_on"),
            row["subject"],
            row.get("correspondent", ""),
        )
        made = registry.register_document(LOADER, new, key=f"demo/handling/{row['id']}")
        self.documents[row["id"]] = made.pk

    def _decision(self, row: Row) -> None:
        slug = row.get("organisation") or row["body"].split("/")[0]
        new = decisions.NewDecision(
            organisation=self.organisations[slug],
            title=row["title"],
            kind=row["kind"],
            body=self.bodies[row["body"]] if "body" in row else None,
            decided_on=row.get("decided_on"),
            paragraph=row.get("paragraph"),
            diary_number=row.get("diary_number", ""),
            case=self.cases[row["case"]].pk if "case" in row else None,
            text=row.get("text", ""),
            appeal_form=row.get("appeal_form", ""),
            cited_only=row.get("cited", False),
            documents=tuple(self.documents[d] for d in row.get("documents", ())),
            citations=tuple(
                decisions.NewCitation(c["body"], c["date"], c["paragraph"])
                for c in row.get("citations", ())
            ),
            assignments=tuple(
                decisions.NewAssignment(a["task"], a["owner"]) for a in row.get("assignments", ())
            ),
        )
        self.decisions[row["id"]] = decisions.register_decision(
            LOADER, new, key=f"demo/beslut/{row['id']}"
        )

    def _steps(self) -> None:
        steps = [
            (row["id"], step) for row in self.data["decision"] for step in row.get("acts_on", ())
        ]
        for source, step in steps:
            new = decisions.NewStep(
                self.decisions[step["target"]].pk, step["relation"], self.decisions[source].pk
            )
            decisions.add_step(LOADER, new, key=f"demo/led/{source}/{step['target']}")
        for row in self.data["step"]:
            new = decisions.NewStep(
                self.decisions[row["target"]].pk,
                row["relation"],
                document=self.documents[row["document"]],
            )
            decisions.add_step(LOADER, new, key=f"demo/led/{row['document']}/{row['target']}")

    def _facts(self) -> None:
        """Record the facts, after the money: a decision to leave freezes what is known of it."""
        for row in self.data["fact"]:
            self._fact(row)

    def _fact(self, row: Row) -> None:
        source = row.get("decision") or row["document"]
        new = federation.NewFact(
            self.memberships[row["member"]],
            row["kind"],
            self._own_day(row),
            decision=self.decisions[row["decision"]].pk if "decision" in row else None,
            document=self.documents[row["document"]] if "document" in row else None,
            states_exit=row.get("states_exit"),
            note=row.get("note", ""),
        )
        federation.record_fact(LOADER, new, key=f"demo/händelse/{row['kind']}/{source}")

    def _own_day(self, row: Row) -> Any:
        """A memo's fact happened on the memo's day; a decision carries its own."""
        if "document" not in row:
            return None
        return next(d["dated_on"] for d in self.data["document"] if d["id"] == row["document"])

    def _money(self) -> None:
        home = self.organisations[self.data["federation"]["slug"]]
        for row in self.data["fee"]:
            fee = federation.NewFee(
                self.memberships[row["member"]],
                row["year"],
                row["amount"],
                row["precision"],
                document=self.documents[row["document"]],
            )
            federation.state_fee(LOADER, fee, key=f"demo/avgift/{row['member']}/{row['year']}")
        for row in self.data["income"]:
            income = federation.NewIncome(
                home,
                row["year"],
                row["low"],
                row["high"],
                row["words"],
                self.documents[row["document"]],
            )
            federation.state_income(LOADER, income, key=f"demo/intäkt/{row['year']}")
        for row in self.data["population"]:
            for slug, count in row["people"].items():
                population = federation.NewPopulation(
                    home, self.organisations[slug], row["counted_on"], count, row["source"]
                )
                key = f"demo/folkmängd/{slug}/{row['counted_on']}"
                federation.record_population(LOADER, population, key=key)
