"""Recording what happened between a member and the federation: first the kind, then its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samverk.decisions.actions import may_register
from samverk.federation import actions as federation_actions
from samverk.federation import queries as federation
from samverk.federation.actions import MembershipFact
from samverk.federation.queries import Changed, Member
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import NotFoundError
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.rules.membership import FactKind
from samverk.thread.actions import Strike, correct_fact, record_with_paper
from samverk.thread.forms import FactForm, Question
from samverk.thread.kinds import EVENTS, OF_SLUG, EventForm, PaperOf
from samverk.thread.new_papers import new_paper
from samverk.thread.papers import Papers, papers_of

NEW = "ny"


def writable_member(actor: Actor, slug: str, membership: int) -> Member:
    """Find the member at this address; raises NotFoundError, and NotAllowedError to whom may not write."""
    member = federation.member_by_id(membership)
    if member.membership.federation.slug != slug:
        raise NotFoundError("Medlemskapet finns inte.")
    require(federation_actions.may_record(actor, member.membership))
    return member


def wrong_fact(request: HttpRequest, member: Member) -> MembershipFact | None:
    """Find the fact that a new one is to replace (``?ersatter=12``); None when it replaces none."""
    given = request.GET.get("ersatter", "")
    if not given:
        return None
    found = federation.fact_by_id(int(given) if given.isdecimal() else 0)
    if found.membership_id != member.membership.pk:
        raise NotFoundError("Uppgiften finns inte.")
    if not found.kept and request.method == "GET":
        raise NotFoundError("Uppgiften är redan struken. Registrera händelsen för sig.")
    return found


@require_GET
def record_fact(request: HttpRequest, slug: str, membership: int) -> HttpResponse:
    """Ask what happened; each answer leads to its own form."""
    member = writable_member(actor_of(request), slug, membership)
    context = {
        "member": member,
        "home": member.membership.federation,
        "events": EVENTS,
        "wrong": wrong_fact(request, member),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "thread/choose_event.html", context)


@require_http_methods(["GET", "POST"])
def record_event(request: HttpRequest, slug: str, membership: int, event: str) -> HttpResponse:
    """Register one kind of event with the paper that shows it."""
    actor = actor_of(request)
    member = writable_member(actor, slug, membership)
    if event not in OF_SLUG:
        raise NotFoundError("Den sortens händelse finns inte. Välj en i listan.")
    asked = _asked(request, member, OF_SLUG[event], actor)
    if request.method == "POST" and (done := _record(request, actor, asked)):
        return done
    status = 400 if asked.form.is_bound else 200
    return render(request, "thread/record_event.html", asked.context(request), status=status)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page asks: about which member and event, with which form."""

    member: Member
    event: EventForm
    papers: Papers
    wrong: MembershipFact | None
    form: FactForm

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """Give what the template shows."""
        return {
            "member": self.member,
            "home": self.member.membership.federation,
            "event": self.event,
            "form": self.form,
            "wrong": self.wrong,
            "lacks_paper": "paper" in self.form.fields and not self.papers.choices,
            "lacks_case": self.form.is_new and not self.papers.cases,
            "is_council": self.event.papers is PaperOf.COUNCIL,
            "may_register": may_register(actor_of(request), self.member.membership.member_id),
            "has_choice": self.event.papers.may_be_new and self.papers.choices,
            "known_query": _query(request, handling=""),
            "new_query": _query(request, handling=NEW),
            "kinds_query": _query(request, handling=""),
            "changed": self._changed(),
        }

    def _changed(self) -> Changed:
        """Ask whether the federation may exist with the members that the event leads to (3 §)."""
        home = self.member.membership.federation_id
        return federation.changed_by(
            self.event.kind, self.member, federation.members(home), clock.today()
        )


def _query(request: HttpRequest, *, handling: str) -> str:
    """Rewrite the address' question with another choice of paper."""
    given = request.GET.copy()
    given.pop("handling", None)
    if handling:
        given["handling"] = handling
    return f"?{given.urlencode()}"


def _asked(request: HttpRequest, member: Member, event: EventForm, actor: Actor) -> _Asked:
    papers = papers_of(member, event, actor)
    chosen = request.GET.get("handling", "")
    # A form sent twice stays the form it was, though the paper it registered can be chosen by then
    was_new = "case" in request.POST
    is_new = event.papers.may_be_new and (was_new or chosen == NEW or not papers.choices)
    wrong = wrong_fact(request, member)
    form = FactForm(
        request.POST or None,
        request.FILES or None,
        Question(event, papers, is_new=is_new, replaces=wrong is not None),
        _initial(wrong, event, chosen),
    )
    return _Asked(member, event, papers, wrong, form)


def _initial(wrong: MembershipFact | None, event: EventForm, chosen: str) -> dict[str, Any]:
    """Fill in the chosen paper, or what the fact to replace says."""
    if wrong is None:
        return {"paper": chosen}
    answer = {True: "ja", False: "nej"}
    same = wrong.kind == event.kind.value
    return {
        "paper": chosen or paper_name(wrong),
        "happened_on": wrong.happened_on if same else None,
        "accepted": answer.get(wrong.accepted) if wrong.accepted is not None else None,
        "states_exit": wrong.states_exit,
        "note": wrong.note,
    }


def paper_name(fact: MembershipFact) -> str:
    """Name the paper behind a fact as the form's choices do; "" when there is none."""
    if fact.decision_id:
        return f"b{fact.decision_id}"
    return f"h{fact.document_id}" if fact.document_id else ""


def _record(request: HttpRequest, actor: Actor, asked: _Asked) -> HttpResponse | None:
    """Write what the form says and lead back to the chain; None when something is wrong in it."""
    form, member = asked.form, asked.member

    def write(values: dict[str, Any], key: str) -> object:
        fact = form.new_fact(values, member.membership.pk)
        case = next((c for c in asked.papers.cases if c.pk == values.get("case")), None)
        paper = new_paper(asked.event, member, case, values) if case else None
        if asked.wrong:
            return correct_fact(actor, Strike(asked.wrong, values["why"]), fact, paper, key=key)
        return record_with_paper(actor, fact, paper, key=key)

    if form.carry_out(write) is None:
        form.ask_for_file_again()
        return None
    done = "Den gamla uppgiften är struken och den nya" if asked.wrong else "Händelsen"
    tell_status(request, f"{done} är registrerad.", member)
    return redirect(chain_address(member))


def tell_status(request: HttpRequest, done: str, member: Member) -> None:
    """Say what was done, and what the status is now that it is computed anew."""
    now = federation.member_by_id(member.membership.pk).status_on(clock.today())
    messages.success(request, f"{done} {member.name} i dag: {now.value.headline}")


def chain_address(member: Member) -> str:
    """Answer where the member's chain is shown."""
    return reverse("membership", args=[member.membership.federation.slug])


def event_address(member: Member, kind: FactKind | None) -> str:
    """Answer where an event of this kind is recorded for the member; the choice of kind for None."""
    place = [member.membership.federation.slug, member.membership.pk]
    event = next((one for one in EVENTS if one.kind is kind), None)
    return (
        reverse("record_event", args=[*place, event.slug])
        if event
        else reverse("record_fact", args=place)
    )
