"""Pages of what is handed to the ledger: the claims that wait, and the files that are made."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from samverk.documents.sie import SIE
from samverk.documents.xlsx import XLSX
from samverk.federation import actions
from samverk.federation.forms.ledger import LedgerForm
from samverk.federation.queries.ledger import certified_claims, ledger_by_number, ledger_files
from samverk.federation.views.setup import federation_at
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.foundation.middleware import actor_of
from samverk.foundation.permissions import Right, may, require


def ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """List the files for the ledger, and let the reviewer hand over what is certified."""
    home = federation_at(slug)
    actor = actor_of(request)
    require(may(actor, Right.READ_CLAIMS, organisation=home.id))
    allowed = may(actor, Right.REVIEW_CLAIM, organisation=home.id)
    if request.method == "POST":
        require(allowed)
    waiting = certified_claims(home.id)
    form = LedgerForm(request.POST or None, waiting)
    if form.carry_out(
        lambda values, key: actions.send_claims(actor, form.new_ledger(home.id, values), key=key)
    ):
        return redirect("ledger", slug)
    context = {
        "home": home,
        "waiting": waiting,
        "files": ledger_files(home.id),
        "form": form if allowed and (waiting or form.is_bound) else None,
    }
    return render(request, "federation/ledger.html", context, status=form.answer_status)


@require_GET
def ledger_download(request: HttpRequest, slug: str, number: int, ending: str) -> HttpResponse:
    """Send a file for the ledger as it was made: "se" (SIE) or "xlsx" (Excel)."""
    home = federation_at(slug)
    require(may(actor_of(request), Right.READ_CLAIMS, organisation=home.id))
    found = ledger_by_number(home.id, number)
    kept = {"se": (found.sie, SIE), "xlsx": (found.xlsx, XLSX)}.get(ending)
    if kept is None:
        raise NotFoundError("Filen finns inte.")
    return in_hand(bytes(kept[0]), f"bokforing-{home.slug}-{number}.{ending}", kept[1])
