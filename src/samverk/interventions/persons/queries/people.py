"""Finding a person at an authority: by name, number or case number, and by nothing else.

Förordning (2001:637) 15 § says what may be searched by. Words and numbers are compared as keyed digests.
"""

from __future__ import annotations

import re
from datetime import date

from django.db.models import Q

from samverk.foundation.errors import InputError
from samverk.foundation.sealing import search_key
from samverk.interventions.persons.models import (
    JoinedRecord,
    NamedHandler,
    NumberCorrection,
    Person,
    Protection,
    Referral,
)
from samverk.interventions.persons.records import number_keys
from samverk.rules.name_words import name_words
from samverk.rules.personal_number import read_number

MOST_FOUND = 50
LIKE_A_NUMBER = re.compile(r"[\d\s+\-\u2010\u2011\u2013]{6,}")


def find_persons(body: int, text: str, today: date) -> list[Person]:
    """List those at an authority (body id) whom a name, a number or a case number names.

    Every word of a name is to be there, whole. Raises InputError for a number that is none, a text
    without letters, and more than ``MOST_FOUND`` people.
    """
    by_case = Referral.objects.filter(controller=body, case_number__iexact=text.strip())
    rows = Person.objects.select_related("controller__organisation").filter(controller=body)
    fault = ""
    try:
        told = _told(body, text, today)
    except ValueError as wrong:
        told, fault = Q(pk__in=()), str(wrong)
    found = list(rows.filter(told | Q(pk__in=by_case.values("person")))[: MOST_FOUND + 1])
    if len(found) > MOST_FOUND:
        raise InputError(f"Fler än {MOST_FOUND} träffar. Skriv hela namnet, eller sök på nummer.")
    if fault and not found:
        raise InputError(fault)
    return found


def find_by_number(body: int, text: str, today: date) -> list[Person]:
    """List those at an authority whom a number or a case number names, and no name does.

    Raises InputError for a number that is none.
    """
    by_case = Referral.objects.filter(controller=body, case_number__iexact=text.strip())
    told, fault = Q(pk__in=()), ""
    if LIKE_A_NUMBER.fullmatch(text.strip()):
        try:
            told = _told(body, text, today)
        except ValueError as wrong:
            fault = str(wrong)
    rows = Person.objects.select_related("controller__organisation").filter(controller=body)
    found = list(rows.filter(told | Q(pk__in=by_case.values("person")))[: MOST_FOUND + 1])
    if len(found) > MOST_FOUND:
        raise InputError(f"Fler än {MOST_FOUND} träffar. Sök på numret i stället.")
    if fault and not found:
        raise InputError(fault)
    return found


def having_number(body: int, digits: str) -> list[Person]:
    """List who has a number at an authority (body id), as far as the reader may know of them.

    Those whose own number it is come first. Then those it leads to: two records were joined, and the
    number of the emptied one was said to be theirs too.
    """
    rows = list(Person.objects.filter(_numbered(body, digits)).order_by("recorded_at", "pk"))
    keys = number_keys(body, digits)
    return sorted(rows, key=lambda one: one.number_key not in keys)


def _numbered(body: int, digits: str) -> Q:
    """Give what is true of who has a number: of their own, or of a record that was emptied into theirs."""
    keys = number_keys(body, digits)
    joined = JoinedRecord.objects.filter(controller=body, number_key=keys[0])
    own = Q(controller=body, number_key__in=keys)
    # By their ids: a question within the question would read every person
    return own | Q(pk__in=list(joined.values_list("person", flat=True)))


def _told(body: int, text: str, today: date) -> Q:
    if LIKE_A_NUMBER.fullmatch(text.strip()):
        return _numbered(body, read_number(text, today).digits)
    keys = [search_key(body, word) for word in name_words(text)]
    if not keys:
        raise ValueError("Skriv ett namn, ett nummer eller ett ärendenummer.")
    return Q(name_keys__contains=keys)


def protection_of(person: Person) -> Protection | None:
    """Answer the protection that a person's identity has now, None for none."""
    rows = Protection.objects.select_related("lift_asked_by")
    return rows.filter(person=person, lifted_at=None).first()


def corrections_of(person: Person) -> list[NumberCorrection]:
    """List when a person's number was corrected, the first first. What it was is not told here."""
    rows = NumberCorrection.objects.filter(person=person).defer("sealed")
    return list(rows.order_by("recorded_at", "pk"))


def handlers_of(person: Person) -> list[NamedHandler]:
    """List who may know of a protected person, as they were named."""
    rows = NamedHandler.objects.filter(person=person, ended_at=None).select_related("user")
    return list(rows.order_by("recorded_at", "pk"))
