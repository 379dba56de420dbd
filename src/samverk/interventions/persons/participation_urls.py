"""Addresses of the case worker's pages, under ``personer/``."""

from __future__ import annotations

from django.urls import include, path, register_converter

from samverk.interventions.persons.models import Point
from samverk.interventions.persons.views import (
    assigning,
    participations,
    proposals,
    sessions,
    striking,
)
from samverk.interventions.persons.views import participation_steps as steps
from samverk.rules.interventions.proposal import ProposalKind

POINTS = {
    "start": Point.ENTRY.value,
    "avslut": Point.EXIT.value,
    "3-manader": Point.M3.value,
    "6-manader": Point.M6.value,
    "12-manader": Point.M12.value,
}


class PointInWords:
    """Writes when a status is measured in Swedish in an address."""

    regex = "[a-z0-9-]+"

    def to_python(self, text: str) -> str:
        """Read it. Raises ValueError for what is no such point: there is no such page."""
        if text not in POINTS:
            raise ValueError(text)
        return POINTS[text]

    def to_url(self, point: str) -> str:
        """Write it."""
        return next((word for word, one in POINTS.items() if one == point), point)


register_converter(PointInWords, "mattillfalle")
KINDS = {
    "slut": ProposalKind.END_DATE.value,
    "omfattning": ProposalKind.EXTENT.value,
    "avslut": ProposalKind.ENDING.value,
    "byte": ProposalKind.DELIVERY.value,
}


class KindInWords:
    """Writes what is proposed in Swedish in an address."""

    regex = "[a-z]+"

    def to_python(self, text: str) -> str:
        """Read it. Raises ValueError for what is no such kind: there is no such page."""
        if text not in KINDS:
            raise ValueError(text)
        return KINDS[text]

    def to_url(self, kind: str) -> str:
        """Write it."""
        return next((word for word, one in KINDS.items() if one == kind), kind)


register_converter(KindInWords, "forslag")
PARTICIPATION = [
    path("", participations.participation, name="participation"),
    path("paborja/", steps.start_participation, name="start_participation"),
    path("kom-aldrig/", steps.note_no_show, name="note_no_show"),
    path("mal/", steps.set_goal, name="set_goal"),
    path("uppehall/", steps.interrupt_participation, name="interrupt_participation"),
    path("fortsatt/", steps.resume_participation, name="resume_participation"),
    path("andra/", steps.change_participation, name="change_participation"),
    path("status/<mattillfalle:point>/", steps.measure_status, name="measure_status"),
    path("foresla/<forslag:kind>/", proposals.propose_change, name="propose_change"),
    path("ta-tillbaka/<forslag:kind>/", proposals.withdraw_proposal, name="withdraw_proposal"),
    path("avsluta/", steps.end_participation, name="end_participation"),
    path("ansvarig/", assigning.assign_participation, name="assign_participation"),
    path("ateruppta/", steps.reactivate_participation, name="reactivate_participation"),
]

urlpatterns = [
    path("deltagare/", participations.participations, name="participations"),
    path("<int:body>/deltagare/ny/", sessions.register_participant, name="register_participant"),
    path(
        "person/<uuid:person>/delta/", sessions.plan_without_referral, name="plan_without_referral"
    ),
    path("<int:body>/traffar/<int:delivery>/", sessions.sessions, name="sessions"),
    path("<int:body>/traffar/<int:delivery>/ny/", sessions.hold_session, name="hold_session"),
    path("traff/<uuid:session>/", sessions.attendance, name="attendance"),
    path("traff/<uuid:session>/felregistrerad/", striking.strike_session, name="strike_session"),
    path(
        "matning/<uuid:measurement>/felregistrerad/",
        striking.strike_measurement,
        name="strike_measurement",
    ),
    path("mal/<uuid:goal>/felregistrerat/", striking.strike_goal, name="strike_goal"),
    path("deltagande/<uuid:participation>/", include(PARTICIPATION)),
    path(
        "remiss/<uuid:referral>/forslag/<forslag:kind>/",
        proposals.answer_proposal,
        name="answer_proposal",
    ),
]
