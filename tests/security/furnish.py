"""Gives the demo's federation what it has at some time in a year, so that every page is led to."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from samverk.directory.models import Organisation
from samverk.federation import actions
from samverk.federation.models import Agreement, Application, Membership, StateAmount
from samverk.federation.tests import founding
from samverk.foundation import clock
from samverk.foundation.actors import Actor
from samverk.foundation.middleware import actor_for
from samverk.foundation.models import User
from samverk.foundation.tests.cast import SETUP

SLUG = "insjoriket"
WRITER = "handlaggare@alingsas.example"


def furnished() -> list[str]:
    """Furnish Insjöriket; answer the addresses that whoever has them has from elsewhere."""
    home = Organisation.objects.get(slug=SLUG)
    members = {one.member.slug: one for one in Membership.objects.filter(federation=home)}
    _leaving(home, members["harryda"])
    _agreements()
    _applications(members)
    _reported(home)
    _days_told(home)
    token = actions.make_calendar_link(SETUP, home.pk, key="prov/kalender")
    return [reverse("calendar_feed", args=[SLUG, token]), *_asked(members)]


def _asked(members: dict[str, Membership]) -> list[str]:
    """Write the addresses of forms that are filled in and ask without changing anything."""
    year = _year_split()
    leaver = {"members": members["harryda"].pk, "decided_on": clock.today().isoformat()}
    basis = reverse("contribution_basis", args=[SLUG, year])
    accounts = {"day": f"{year}-03-01", "claim": "1510", "income": "3510", "series": "A"}
    return [
        f"{reverse('exit', args=[SLUG])}?{urlencode(leaver)}",
        *(f"{basis}?{urlencode(accounts | {'format': form})}" for form in ("xlsx", "sie")),
    ]


def _year_split() -> int:
    """Answer the year that the demo's state amount is for."""
    return StateAmount.objects.filter(federation__slug=SLUG).latest("year").year


def _leaving(home: Organisation, member: Membership) -> None:
    """Let a member give notice: a report is frozen."""
    founding.leaves(home, member, clock.today())


def _agreements() -> None:
    """Lay a proposal on the latest agreement there is, and draft another like it."""
    held = Agreement.objects.filter(federation__slug=SLUG).latest("pk")
    proposal = actions.NewProposal("Två platser till.", clock.today())
    actions.add_term(SETUP, held.pk, proposal, key="prov/förslag")
    draft = actions.NewAgreement(
        held.federation_id,
        held.intervention_id,
        held.payee_id,
        tuple(held.parties),
        "Ett utkast",
        held.kind,
        held.price_model,
        held.starts_on,
        held.ends_on,
        3,
        reporting="Årsrapport",
        data_processing="Kommunen är personuppgiftsansvarig.",
    )
    actions.add_agreement(SETUP, draft, key="prov/utkast")


def _applications(members: dict[str, Membership]) -> None:
    """Let applications wait in every state that asks somebody for something."""
    for title in ("Diarieförd", "Beredd"):
        made = _sent(members["lerum"], members["vgr"], title)
        actions.register_application(SETUP, made, key=f"prov/{title}/diariet")
    weighed = Application.objects.get(title="Beredd")
    advice = actions.Recommendation("grant", clock.today(), "Väl beredd.")
    actions.weigh_application(SETUP, weighed, advice, key="prov/beredd")
    _written(SETUP, members["lerum"], members["vgr"], "Skriven")
    officer = actor_for(User.objects.get(email=WRITER))
    _written(officer, members["alingsas"], members["vgr"], "Sökandens")


def _sent(applicant: Membership, party: Membership, title: str) -> Application:
    made = _written(SETUP, applicant, party, title)
    return actions.send_application(SETUP, made, key=f"prov/{title}/in")


def _written(actor: Actor, applicant: Membership, party: Membership, title: str) -> Application:
    words = {part.name: f"Text om {part.heading.lower()}." for part in actions.TEXTS}
    start = date(clock.today().year + 1, 1, 1)
    content = actions.Content(
        title,
        **words,
        parties=(party.pk,),
        starts_on=start,
        ends_on=start + timedelta(days=300),
        amounts=((start.year, 100_000),),
    )
    return actions.write_application(actor, applicant, content, key=f"prov/{title}")


def _days_told(home: Organisation) -> None:
    """Let a provider tell of a month's participant-days."""
    held = Agreement.objects.filter(federation=home).latest("pk")
    month = clock.today().replace(day=1)
    row = actions.ToldRow(
        uuid.uuid4(), held.intervention_id, "", None, None, month, month + timedelta(days=6), 70
    )
    told = actions.ToldMonth(home.pk, held.payee_id, "Provnämnden", month, (row,), "prov")
    actions.keep_days(SETUP, told, key="prov/dagar")


def _reported(home: Organisation) -> None:
    """Record that a year's sheet was reported to the national system."""
    year = clock.today().year
    new = actions.NewReport(home.pk, year, clock.today(), "Rapporterad")
    actions.record_national_report(SETUP, new, key="prov/rapport")
