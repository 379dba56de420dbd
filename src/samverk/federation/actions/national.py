"""Recording what has been reported to Uppföljning Finsam, and the words that it uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.federation.models import NationalReport, NationalTerms
from samverk.federation.queries import national
from samverk.foundation import acts, clock
from samverk.foundation.actors import Actor
from samverk.foundation.errors import InputError
from samverk.foundation.permissions import Right, may, require

TERMS_SET = acts.kind("federation.national_terms_set", "Kodlista registrerad")
REPORTED = acts.kind("federation.reported_nationally", "Uppföljning Finsam rapporterad")


@dataclass(frozen=True, slots=True)
class NewTermsOfReport:
    """The national form's words for ours, as (ours, theirs), with their source."""

    federation: int
    words: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class NewReport:
    """That a year's sheet has been typed in at the national system on a day."""

    federation: int
    year: int
    reported_on: date
    note: str = ""


def set_national_terms(actor: Actor, new: NewTermsOfReport, *, key: str) -> NationalTerms:
    """Record the national form's words; those before stay. Raises InputError for a word twice."""
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    ours = [one for one, _ in new.words]
    if twice := next((one for one in ours if ours.count(one) > 1), None):
        raise InputError(f"{twice} står två gånger. Ta bort den ena raden.", field="lines")
    if not new.source.strip():
        raise InputError("Ange var orden kommer ifrån.", field="source")
    act = acts.Act(actor, TERMS_SET, key, new.federation, content=new)
    return acts.carry_out(
        act,
        lambda: NationalTerms.objects.create(
            federation_id=new.federation, words=dict(new.words), source=new.source.strip()
        ),
    )


def record_national_report(actor: Actor, new: NewReport, *, key: str) -> NationalReport:
    """Record that the sheet as it stands has been reported, with who did it; it is never changed.

    Raises InputError for a day that has not come, or before the year has begun.
    """
    require(may(actor, Right.MANAGE_FEDERATION, organisation=new.federation))
    if not date(new.year, 1, 1) <= new.reported_on <= clock.today():
        raise InputError(
            f"Välj en dag från den 1 januari {new.year} till i dag.", field="reported_on"
        )
    act = acts.Act(actor, REPORTED, key, new.federation, effective_on=new.reported_on, content=new)
    return acts.carry_out(act, lambda: _record(actor, new))


def _record(actor: Actor, new: NewReport) -> NationalReport:
    found = national.sheet_of(new.federation, new.year)
    return NationalReport.objects.create(
        federation_id=new.federation,
        year=new.year,
        reported_on=new.reported_on,
        reporter=actor.name,
        figures=national.as_stored(found.figures),
        note=new.note.strip(),
    )
