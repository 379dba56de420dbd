"""A memo as PDF and Word, made when it is asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from samverk.documents.docx import memo_docx
from samverk.documents.memo import MemoPaper, memo_pdf
from samverk.documents.rendering import Rendered, Renderer
from samverk.foundation import clock
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.sending import in_hand
from samverk.memos import queries
from samverk.memos.models import Memo
from samverk.memos.paper import draft_paper, paper_of
from samverk.memos.queries.reading import title_of, written_parts
from samverk.memos.views.reading import entered

RENDERERS: dict[str, Renderer[MemoPaper]] = {"pdf": memo_pdf, "docx": memo_docx}
NOW = 0


def download(request: HttpRequest, memo: int, number: int, ending: str) -> HttpResponse:
    """Send a version as PDF or Word; number 0 is what is written now."""
    if ending not in RENDERERS:
        raise NotFoundError("Den filtypen finns inte.")
    with entered(request, memo) as found:
        made = RENDERERS[ending](_paper(found, number))
    return sent(made, f"tjansteskrivelse-{memo}-{number or 'utkast'}.{made.ending}")


def sent(made: Rendered, name: str) -> HttpResponse:
    """Hand out a file that was made now, to be saved."""
    return in_hand(made.content, name, made.media_type)


def _paper(memo: Memo, number: int) -> MemoPaper:
    if number == NOW:
        return draft_paper(memo, title_of(memo), written_parts(memo), clock.now())
    version = queries.version_of(memo.pk, number)
    judgment = getattr(version, "judgment", None)
    if judgment is None or judgment.document_id is None:
        return paper_of(version)
    return paper_of(version, approved_by=judgment.judged_by, approved_at=judgment.judged_at)
