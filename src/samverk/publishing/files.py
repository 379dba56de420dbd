"""Files made of approved words: nothing of the original file goes out, so nothing hides in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.timezone import localtime

from samverk.directory.queries import BodyRef, body_ref
from samverk.documents.public_paper import PublicPaper, PublicPart, PublicSection, public_paper
from samverk.foundation.files.kinds import PDF
from samverk.publishing.drafts import Draft, DraftFile
from samverk.publishing.models import Handling, Kind, Release, ReleaseKind
from samverk.publishing.queries.rights import OF_MINUTES, own_works
from samverk.rules.wording import running_date

KINDS = {"memo": "Tjänsteskrivelse", "minutes": "Protokoll"}


def with_files(release: Release, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Give each draft of a paper its file, made of its masked words; minutes get a file of their own."""
    body = body_ref(release.body_id)
    is_masked = release.marks.filter(handling=Handling.MASK).exists()
    made = [_with_file(draft, body, is_masked=is_masked) for draft in drafts]
    if release.kind == ReleaseKind.MINUTES:
        made.append(_minutes(drafts, body, is_masked=is_masked))
    return tuple(made)


def _with_file(draft: Draft, body: BodyRef, *, is_masked: bool) -> Draft:
    parts = draft.data.get("parts") or []
    if draft.kind is not Kind.FILE or not parts:
        return draft
    facts = [("Organ", body.name), ("Diarienummer", draft.number)]
    if draft.day:
        facts.append(("Datum", running_date(draft.day)))
    paper = PublicPaper(
        KINDS.get(draft.sort, draft.data.get("paperKind", "Handling")),
        draft.title,
        body.organisation_name,
        localtime(),
        tuple(facts),
        _parts(parts),
        is_masked=is_masked,
    )
    return _filed(
        draft, f"{draft.number or 'handling'}.pdf", public_paper(paper), is_masked=is_masked
    )


def _minutes(drafts: Sequence[Draft], body: BodyRef, *, is_masked: bool) -> Draft:
    meeting = next(draft for draft in drafts if draft.kind is Kind.MEETING)
    paragraphs = [d for d in drafts if d.kind is Kind.ITEM and d.status == "adjusted"]
    day = f"{meeting.day:%Y%m%d}" if meeting.day else ""
    paper = PublicPaper(
        "Protokoll",
        f"Protokoll {meeting.title}",
        body.organisation_name,
        localtime(),
        (("Organ", body.name), ("Plats", meeting.data["place"])),
        sections=tuple(map(_section, paragraphs)),
        is_masked=is_masked,
    )
    draft = Draft(
        Kind.FILE,
        OF_MINUTES + meeting.source,
        f"Protokoll {meeting.title}",
        "\n\n".join(f"{one.number} {one.title}\n{one.text}" for one in paragraphs),
        organisation=meeting.organisation,
        body=meeting.body,
        meeting=meeting.source,
        day=meeting.day,
        sort="minutes",
        data={
            "parts": [part for one in paragraphs for part in _printed(one)],
            "ownWork": bool(own_works([OF_MINUTES + meeting.source])),
        },
        links=(("of", Kind.MEETING, meeting.source),),
    )
    return _filed(draft, f"protokoll-{day}.pdf", public_paper(paper), is_masked=is_masked)


def _section(draft: Draft) -> PublicSection:
    corrections = [f"Rättelse: {one['text']}" for one in draft.data.get("corrections", ())]
    more = (PublicPart("Rättelser", tuple(corrections)),) if corrections else ()
    return PublicSection(draft.title, draft.number, (), (*_parts(draft.data["parts"]), *more))


def _parts(parts: Iterable[dict[str, Any]]) -> tuple[PublicPart, ...]:
    return tuple(
        PublicPart(
            part["heading"],
            tuple(part["texts"]),
            tuple(part.get("points", ())),
            tuple(part.get("bullets", ())),
        )
        for part in parts
    )


def _printed(paragraph: Draft) -> list[dict[str, Any]]:
    """Give a paragraph of the minutes as it is printed: under its number and title, part by part."""
    head = {"heading": f"{paragraph.number} {paragraph.title}"}
    return [head, *(paragraph.data.get("parts") or [{"texts": [paragraph.text]}])]


def _filed(draft: Draft, name: str, content: bytes, *, is_masked: bool) -> Draft:
    file = DraftFile(name.replace("/", "-"), PDF.media_type, content)
    told = {"fileName": file.name, "mediaType": file.media_type, "masked": is_masked}
    return replace(draft, file=file, data=draft.data | told | file.told)
