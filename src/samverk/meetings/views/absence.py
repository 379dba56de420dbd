"""Who cannot come, whom to call in, and letting the substitutes begin to serve."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import require
from samverk.meetings import actions, queries
from samverk.meetings.forms.absence import AbsenceForm, CallForm, SeatForm
from samverk.meetings.forms.agenda import PressForm, WhyForm
from samverk.meetings.models import DispatchKind, Meeting, MeetingFactKind
from samverk.meetings.queries.absence import absence_by_id, absence_page, call_by_id
from samverk.meetings.views.reading import holds
from samverk.meetings.views.stopping import told
from samverk.meetings.views.writing import changeable, show

SEATING = (
    "De som står i tur enligt den ordning som gäller för organet. Ta bort markeringen för den som inte ska"
    " börja tjänstgöra. Det gäller från punkten som behandlas, eller nästa."
)

WORD = (
    "Har kallelsen gått ut får ersättaren besked i ett brev. Finns ingen adress står det efteråt vid"
    " inkallelsen att du ska meddela det."
)


@told
def absences(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show who cannot come and whom to call in, and note one more."""
    found = changeable(request, meeting)
    page = absence_page(found)
    form = AbsenceForm(request.POST or None, page)
    made = form.carry_out(
        lambda v, key: actions.note_absence(actor_of(request), found, v["person"], key=key)
    )
    if made:
        return redirect("absences", meeting)
    context = {
        "meeting": found,
        "page": page,
        "form": form,
        "press": PressForm() if found.opened_at is None else None,
        "has_called": found.dispatches.filter(kind=DispatchKind.CALLING).exists(),
        "called_elsewhere": found.facts.filter(kind=MeetingFactKind.CALLED).exists(),
    }
    status = 400 if form.errors else 200
    return render(request, "meetings/absences.html", context, status=status)


@told
def call_in(request: HttpRequest, meeting: int) -> HttpResponse:
    """Call in the substitute whose turn it is."""
    found = changeable(request, meeting)
    back = reverse("absences", args=[meeting])
    if request.method != "POST":
        return redirect(back)
    form = CallForm(request.POST)
    made = form.carry_out(
        lambda v, key: actions.call_in(
            actor_of(request), found, actions.NewCall(v["seat"], v["substitute"]), key=key
        )
    )
    if made:
        return redirect(back)
    return show(request, form, "Kalla in ersättare", where=str(found), back=back)


def strike_absence(request: HttpRequest, absence: int) -> HttpResponse:
    """Strike an absence: the person comes after all."""
    found = absence_by_id(absence)
    require(holds(request, found.meeting))
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.strike_absence(actor_of(request), found, v["why"], key=key)
    )
    if made:
        return redirect("absences", found.meeting_id)
    lead = f"Personen kan komma. Den som har kallats in till platsen behövs då inte. {WORD}"
    return _form(request, found.meeting, form, f"Stryk frånvaron: {found.person}", lead)


def strike_call(request: HttpRequest, call: int) -> HttpResponse:
    """Strike a call that no longer holds."""
    found = call_by_id(call)
    require(holds(request, found.meeting))
    form = WhyForm(request.POST or None)
    made = form.carry_out(
        lambda v, key: actions.strike_call(actor_of(request), found, v["why"], key=key)
    )
    if made:
        return redirect("absences", found.meeting_id)
    lead = f"{WORD} Skälet står i brevet. Kan ersättaren inte komma: anteckna i stället frånvaron."
    return _form(request, found.meeting, form, f"Stryk inkallelsen: {found.substitute}", lead)


def _form(
    request: HttpRequest, meeting: Meeting, form: WhyForm, title: str, lead: str
) -> HttpResponse:
    back = reverse("absences", args=[meeting.pk])
    return show(request, form, title, where=str(meeting), back=back, lead=lead)


@told
def seat_substitutes(request: HttpRequest, meeting: int) -> HttpResponse:
    """Let all the substitutes whose turn it is begin to serve in one go."""
    found = changeable(request, meeting)
    room = queries.hall_of(found, list(found.items.all()), queries.presence_of(found))
    form = SeatForm(request.POST or None, room.serving.value, room.turn)
    made = form.carry_out(
        lambda v, key: actions.seat_substitutes(
            actor_of(request), found, form.pairs(v["chosen"]), turn=v["turn"], key=key
        )
    )
    back = reverse("hall", args=[meeting])
    if made:
        return redirect(back)
    if not form.is_bound and not form.fields["chosen"].choices:  # type: ignore[attr-defined]
        return redirect(back)
    title = "Kalla in ersättarna"
    return show(request, form, title, where=str(found), back=back, lead=SEATING)
