"""Reading in many files at once: sending them, seeing what was found, and following how they are read."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samverk.foundation.middleware import actor_of
from samverk.intake.access import bodies_open_to
from samverk.intake.actions import cancel_batch, send_batch, start_batch
from samverk.intake.actions.batches.sending import SentBatches
from samverk.intake.forms.batches import BatchForm, StepOfBatchForm
from samverk.intake.models import BatchState, ImportBatch
from samverk.intake.queries import batches as queries

PER_PAGE = 25
TONES = {
    BatchState.LISTING: "running",
    BatchState.OPEN: "attention",
    BatchState.RUNNING: "running",
    BatchState.DONE: "good",
    BatchState.CANCELLED: "neutral",
    BatchState.REFUSED: "stopped",
}
TITLES = {
    "filer": "Filer som läses in",
    "fel": "Kunde inte läsas",
    "fanns": "Fanns redan",
    "avvisade": "Tas inte emot",
    "systemfiler": "Systemfiler som hoppas över",
}


@require_http_methods(["GET", "POST"])
def batches(request: HttpRequest) -> HttpResponse:
    """List the batches and take in another."""
    actor = actor_of(request)
    bodies = bodies_open_to(actor)
    form = BatchForm(bodies=bodies)
    if request.method == "POST":
        form = BatchForm(request.POST, request.FILES, bodies=bodies)
        sent = form.carry_out(
            lambda values, key: send_batch(actor, values["body"], form.sent(), key=key)
        )
        if sent is not None:
            if not sent.refused:
                return _after(sent)
            for refusal in sent.refused:
                form.add_error("documents", str(refusal))
    rows = queries.batches_of(one.id for one in bodies)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "form": form,
        "page": page,
        "rows": [(one, TONES[BatchState(one.state)]) for one in page],
        "may_upload": bool(bodies),
    }
    return render(request, "intake/batches.html", context, status=form.answer_status)


def _after(sent: SentBatches) -> HttpResponse:
    """Go to the one batch that was made, or to the list of them."""
    if len(sent.batches) == 1:
        return redirect("intake_batch", batch=sent.batches[0].pk)
    return redirect("intake_batches")


@require_GET
def batch(request: HttpRequest, batch: int) -> HttpResponse:
    """Show what was found in a batch, how far it has come, and what each file was read as."""
    found = queries.batch_for(batch, actor_of(request))
    return _shown(request, found, StepOfBatchForm())


def _shown(request: HttpRequest, found: ImportBatch, form: StepOfBatchForm) -> HttpResponse:
    counts = queries.counts_of(found)
    asked = request.GET.get("visa", "")
    which = asked if asked in queries.LISTS else _first_list(counts)
    rows = Paginator(queries.files_of(found, which), PER_PAGE)
    context = {
        "batch": found,
        "form": form,
        "tone": TONES[BatchState(found.state)],
        "counts": counts,
        "progress": counts.progress,
        "is_moving": found.state in (BatchState.LISTING, BatchState.RUNNING),
        "tabs": [
            (name, TITLES[name], number, name == which)
            for name, number in counts.lists.items()
            if number or name == which
        ],
        "which": which,
        "title": TITLES[which],
        "page": rows.get_page(request.GET.get("sida")),
        "query": f"visa={which}&",
    }
    name = "intake/batch.html#state" if request.htmx else "intake/batch.html"  # type: ignore[attr-defined]
    return render(request, name, context, status=form.answer_status)


def _first_list(counts: queries.BatchCounts) -> str:
    return next((name for name, number in counts.lists.items() if number), "filer")


@require_POST
def start(request: HttpRequest, batch: int) -> HttpResponse:
    """Start reading a batch in."""
    actor = actor_of(request)
    found = queries.batch_for(batch, actor)
    form = StepOfBatchForm(request.POST)
    if form.carry_out(lambda _, key: start_batch(actor, found, key=key)) is None:
        return _shown(request, found, form)
    return redirect("intake_batch", batch=batch)


@require_POST
def cancel(request: HttpRequest, batch: int) -> HttpResponse:
    """Call a batch off."""
    actor = actor_of(request)
    found = queries.batch_for(batch, actor)
    form = StepOfBatchForm(request.POST)
    if form.carry_out(lambda _, key: cancel_batch(actor, found, key=key)) is None:
        return _shown(request, found, form)
    messages.success(request, f"{found.name} är avbruten. Det som redan är inläst står kvar.")
    return redirect("intake_batch", batch=batch)


@require_GET
def first(request: HttpRequest, batch: int) -> HttpResponse:
    """Go to the first file of a batch with something to review, or back to the batch when all is."""
    found = queries.batch_for(batch, actor_of(request))
    source = queries.next_of_batch(found)
    if source is None:
        return redirect("intake_batch", batch=batch)
    return redirect("intake_first", source=source)
