"""Letters as they are written: a calling, word of what no longer holds or is gone, an extract."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from samverk.documents.extract_docx import extract_docx
from samverk.documents.rendering import DOCX, PDF
from samverk.foundation.actors import system
from samverk.foundation.errors import NotFoundError
from samverk.foundation.files.release import bytes_of_copy
from samverk.meetings.calling import calendar_of
from samverk.meetings.models import CalledIn, Dispatch, DispatchKind, ExtractDispatch, Letter
from samverk.meetings.queries.extracts import sheet_for
from samverk.meetings.queries.letters import told_before

# Larger ones are fetched by the link: many post offices refuse them
LARGEST = 8 * 1024 * 1024
POST = system("Brev")
BUNDLE_NAME = "moteshandlingar.pdf"


def message_of(letter: Letter, address: str) -> EmailMultiAlternatives:
    """Write a letter to its address, with what belongs to it.

    Raises FileNotFoundError when the file it carries is gone.
    """
    if letter.extract:
        return _extract(letter.extract, letter, address)
    assert letter.dispatch is not None
    if letter.dispatch.kind == DispatchKind.CANCELLATION:
        return _cancellation(letter.dispatch, letter, address)
    if letter.dispatch.kind == DispatchKind.NOTICE_GONE:
        return _notice_gone(letter.dispatch, letter, address)
    if letter.dispatch.kind == DispatchKind.CALL_STRUCK:
        return _call_struck(letter.dispatch, letter, address)
    return _calling(letter.dispatch, letter, address)


def _calling(dispatch: Dispatch, letter: Letter, address: str) -> EmailMultiAlternatives:
    """Write a calling: text, the calendar's request, and the papers if they are not too large."""
    meeting = dispatch.meeting
    fits = dispatch.size <= LARGEST
    before = told_before(meeting, dispatch.number)
    is_first = dispatch.number == 1 or dispatch.kind == DispatchKind.CALLED_IN
    what = "Kallelse" if is_first else "Nytt till sammanträdet"
    message = _letter(
        f"{'Ändrad tid eller plats' if before else what}: {meeting.body} {meeting.day}",
        render_to_string(
            "meetings/letter.txt",
            {
                "letter": letter,
                "dispatch": dispatch,
                "meeting": meeting,
                "fits": fits,
                "before": before,
                "is_first": is_first,
                "call": _call(letter),
            },
        ),
        address,
        dispatch.reply_to,
    )
    message.attach_alternative(calendar_of(dispatch, address), "text/calendar; method=REQUEST")
    if fits:
        with dispatch.bundle.open("rb") as papers:
            message.attach(BUNDLE_NAME, papers.read(), PDF)
    return message


def _call(letter: Letter) -> CalledIn | None:
    """Find the call that holds of a substitute called in to the meeting."""
    calls = CalledIn.objects.filter(meeting=letter.meeting, struck_why="")
    return calls.filter(substitute=letter.person_id).first() if letter.person_id else None


def _cancellation(dispatch: Dispatch, letter: Letter, address: str) -> EmailMultiAlternatives:
    """Write that the meeting is cancelled, and take it out of the calendar."""
    meeting = dispatch.meeting
    context = {"letter": letter, "dispatch": dispatch, "meeting": meeting}
    message = _letter(
        f"Inställt: {meeting.body} {meeting.day}",
        render_to_string("meetings/letter_cancelled.txt", context),
        address,
        dispatch.reply_to,
    )
    message.attach_alternative(calendar_of(dispatch, address), "text/calendar; method=CANCEL")
    return message


def _notice_gone(dispatch: Dispatch, letter: Letter, address: str) -> EmailMultiAlternatives:
    """Write that a notice is gone from a board: it must go up again."""
    context = {"letter": letter, "dispatch": dispatch, "meeting": dispatch.meeting}
    text = render_to_string("meetings/letter_notice_gone.txt", context)
    return _letter(f"Anslag borta: {dispatch.meeting}", text, address)


def _call_struck(dispatch: Dispatch, letter: Letter, address: str) -> EmailMultiAlternatives:
    """Write that a call no longer holds. The meeting stays in the calendar: a substitute may come."""
    call = CalledIn.objects.get(told_struck=dispatch)
    context = {"letter": letter, "dispatch": dispatch, "meeting": dispatch.meeting, "call": call}
    return _letter(
        f"Du behövs inte som ersättare: {dispatch.meeting.body} {dispatch.meeting.day}",
        render_to_string("meetings/letter_call_struck.txt", context),
        address,
        dispatch.reply_to,
    )


def _extract(sent: ExtractDispatch, letter: Letter, address: str) -> EmailMultiAlternatives:
    """Write a letter with a certified extract, and its words as a Word file to go on from."""
    extract = sent.extract
    content = extract.content
    enclosures = list(sent.enclosures.select_related("file").order_by("id"))
    place = f"{content['body']}, {content['organisation']}"
    context = {"letter": letter, "content": content, "place": place, "enclosures": enclosures}
    message = _letter(
        f"Protokollsutdrag § {content['paragraph']}, {place}",
        render_to_string("meetings/letter_extract.txt", context),
        address,
    )
    with extract.pdf.open("rb") as stored:
        message.attach(f"{extract.file_name}.pdf", stored.read(), PDF)
    for one in enclosures:
        file = one.file
        try:
            copy = bytes_of_copy(POST, file.content, file.sha256, file.media_type)
        except NotFoundError as fault:
            raise FileNotFoundError(fault.message) from fault
        message.attach(one.name, copy, file.media_type)
    try:
        words = extract_docx(sheet_for(extract), extract.made_at)
    except NotFoundError:
        # Corrected since: what was certified goes alone
        return message
    message.attach(f"{extract.file_name}.docx", words, DOCX)
    return message


def _letter(subject: str, text: str, address: str, reply_to: str = "") -> EmailMultiAlternatives:
    return EmailMultiAlternatives(
        subject,
        text,
        to=[address],
        reply_to=[reply_to] if reply_to else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
