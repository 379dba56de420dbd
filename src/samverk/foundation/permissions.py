"""Who may do what: an answer that says why.

Rights belong to roles, and roles are held for one organisation or one body of it. The table
below is the whole policy of the open zone; pages ask ``may`` to show a button or say why not,
and actions ask it again before they write.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from samverk.foundation.actors import Actor, Role
from samverk.foundation.errors import NotAllowedError
from samverk.foundation.separation import standing, why_yielded


class Right(Enum):
    """Something an actor can be allowed to do (behörighet); the value is its Swedish name."""

    MANAGE_DIRECTORY = "ändra organ och förtroendevalda"
    BIND_ACCOUNT = "koppla konton till förtroendevalda"
    REGISTER_CASE = "registrera ärenden och handlingar"
    READ_SECRET = "läsa sekretessbelagda uppgifter"  # noqa: S105
    WRITE_MEMO = "skriva tjänsteskrivelser"
    APPROVE_MEMO = "godkänna tjänsteskrivelser"
    REGISTER_DECISION = "registrera beslut"
    FOLLOW_LEGAL_FORCE = "bekräfta laga kraft"
    HOLD_MEETING = "förbereda och hålla sammanträden"
    READ_IN = "läsa in och granska handlingar"
    RECORD_MEMBERSHIP = "registrera vad som hänt med ett medlemskap"
    MANAGE_EXCHANGE = "lägga upp motparter för meddelanden"
    MANAGE_FEDERATION = "sköta förbundets ordning, medlemmar, ekonomi och insatser"
    READ_CLAIMS = "läsa rekvisitioner"
    SUBMIT_CLAIM = "lämna in rekvisitioner"
    REVIEW_CLAIM = "granska rekvisitioner"
    CERTIFY_CLAIM = "attestera rekvisitioner och godkänna åtaganden"
    MANAGE_CATALOGUE = "sköta insatskatalogen"
    REFER = "remittera personer"
    RECEIVE = "ta emot remisser och erbjuda platser"
    HANDLE_PARTICIPANTS = "ansvara för deltagare"
    COORDINATE_PERSONS = "samordna partens remisser och deltagare"
    REVIEW_READINGS = "granska vem som har läst om personer"
    DECIDE_DISPOSAL = "besluta om gallring av personer"
    HANDLE_EXECUTION = "föra registret över ej verkställda beslut"
    REPORT_EXECUTION = "rapportera ej verkställda beslut"
    SET_EXECUTION = "ändra fönster, kodlistor och gränser för ej verkställda beslut"
    PUBLISH = "granska och dra tillbaka det som publiceras"
    APPROVE_RELEASE = "godkänna publicering för alla"
    DELIVER_TO_ARCHIVE = "göra arkivpaket och sköta informationshanteringsplanen"
    MANAGE_ACCOUNTS = "lägga upp konton och ge roller"
    ADD_ORGANISATION = "lägga upp organisationer och partier"


# Whoever opens the doors does not also work behind them: these are the administrator's alone.
OF_THE_INSTALLATION = frozenset({Right.MANAGE_ACCOUNTS, Right.ADD_ORGANISATION})
# A payee's economist asks for money: nobody at the federation does that for them
OF_THE_PAYEE = frozenset({Right.SUBMIT_CLAIM})
OF_MONEY = frozenset({Right.READ_CLAIMS, Right.REVIEW_CLAIM, Right.CERTIFY_CLAIM})
# Persons are met in a party's own work: no role of the open zone has any of it, the federation least
OF_PERSONS = frozenset(
    {Right.REFER, Right.RECEIVE, Right.HANDLE_PARTICIPANTS, Right.COORDINATE_PERSONS}
)
# A board's decisions on persons are met by those who carry them out and who report them
OF_EXECUTION = frozenset({Right.HANDLE_EXECUTION, Right.REPORT_EXECUTION})
# What they count with: whoever sets it up meets nobody by that
OF_THE_REGISTER = frozenset({Right.SET_EXECUTION})
OF_THE_LOG = frozenset({Right.REVIEW_READINGS})
# Who decides what is removed has not made the list, and meets nobody by name
OF_THE_ARCHIVE = frozenset({Right.DECIDE_DISPOSAL})
# What is published is a body's own
OF_A_BODY = frozenset({Right.PUBLISH, Right.APPROVE_RELEASE})
OF_AN_AUTHORITY = OF_PERSONS | OF_EXECUTION | OF_THE_LOG | OF_THE_ARCHIVE
OF_THE_WORK = frozenset(
    set(Right) - OF_THE_INSTALLATION - OF_THE_PAYEE - OF_AN_AUTHORITY - OF_THE_REGISTER
)


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.SECRETARY: frozenset(
        OF_THE_WORK
        - OF_MONEY
        - {Right.MANAGE_FEDERATION, Right.MANAGE_CATALOGUE, Right.APPROVE_MEMO}
    ),
    Role.REGISTRAR: frozenset(
        {
            Right.REGISTER_CASE,
            Right.READ_SECRET,
            Right.READ_IN,
            Right.PUBLISH,
            Right.DELIVER_TO_ARCHIVE,
        }
    ),
    Role.OFFICER: frozenset(
        {Right.REGISTER_CASE, Right.READ_SECRET, Right.READ_IN, Right.WRITE_MEMO}
    ),
    Role.HEAD: frozenset(
        {
            Right.REGISTER_CASE,
            Right.READ_SECRET,
            Right.WRITE_MEMO,
            Right.APPROVE_MEMO,
            Right.APPROVE_RELEASE,
        }
    ),
    Role.MANAGER: OF_THE_WORK,
    Role.CHAIR: frozenset({Right.READ_SECRET}),
    Role.MEMBER: frozenset(),
    Role.AUDITOR: frozenset({Right.READ_CLAIMS}),
    Role.ADMINISTRATOR: OF_THE_INSTALLATION | OF_THE_REGISTER | {Right.MANAGE_DIRECTORY},
    Role.PROVIDER_ECONOMIST: OF_THE_PAYEE | {Right.READ_CLAIMS},
    Role.CLAIM_REVIEWER: frozenset({Right.READ_CLAIMS, Right.REVIEW_CLAIM}),
    Role.CLAIM_CERTIFIER: frozenset({Right.READ_CLAIMS, Right.CERTIFY_CLAIM}),
    Role.REFERRER: frozenset({Right.REFER}),
    Role.RECEIVER: frozenset({Right.RECEIVE}),
    Role.CASE_WORKER: frozenset({Right.HANDLE_PARTICIPANTS}),
    Role.COORDINATOR: frozenset({Right.COORDINATE_PERSONS}),
    Role.LOG_AUDITOR: OF_THE_LOG,
    Role.ARCHIVIST: OF_THE_ARCHIVE,
    Role.EXECUTION_OFFICER: frozenset({Right.HANDLE_EXECUTION}),
    Role.MAIN_REPORTER: OF_EXECUTION | OF_THE_REGISTER,
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """No, and why, in Swedish."""

    why: str

    def __bool__(self) -> bool:
        return False


Permission = Allowed | Denied


def may(actor: Actor, right: Right, *, organisation: int, body: int | None = None) -> Permission:
    """Answer whether ``actor`` has ``right`` at ``organisation``, or at its ``body`` when named.

    A role held for a whole organisation reaches its bodies; a role held for one body does not
    reach another, nor the organisation as such. A role that gives way to another one held does not
    count (``separation``).
    """
    if actor.is_system:
        return Allowed()
    for held in standing(actor.roles):
        if held.organisation != organisation or right not in RIGHTS[held.role]:
            continue
        if held.body is None or held.body == body:
            return Allowed()
    if not actor.is_known:
        return Denied(f"Logga in för att {right.value}.")
    holders = frozenset(role for role, rights in RIGHTS.items() if right in rights)
    if why := why_yielded(actor.roles, holders):
        return Denied(f"{why} Be systemförvaltaren att avsluta den ena rollen.")
    if any(held.role in holders for held in actor.roles):
        return Denied(
            f"Du kan {right.value} bara där du har din roll. Det här hör till någon annan."
        )
    named = ", ".join(sorted(role.value for role in holders))
    return Denied(f"Du saknar behörighet att {right.value} här. Det har: {named}.")


def roles_with(
    actor: Actor, rights: Iterable[Right], *, organisation: int, body: int | None
) -> tuple[Role, ...]:
    """List the roles by which ``actor`` has any of the rights there, each once, as the table has them."""
    asked = frozenset(rights)
    held = {
        one.role
        for one in standing(actor.roles)
        if one.organisation == organisation
        and (one.body is None or one.body == body)
        and asked & RIGHTS[one.role]
    }
    return tuple(role for role in RIGHTS if role in held)


def may_for_some_body(
    actor: Actor, right: Right, *, organisation: int, body: int | None
) -> Permission:
    """Answer ``may``; with ``body`` None, where no source names the body, any of its bodies will do."""
    permission = may(actor, right, organisation=organisation, body=body)
    if permission or body is not None:
        return permission
    held = [one.body for one in standing(actor.roles) if one.organisation == organisation]
    answers = (may(actor, right, organisation=organisation, body=one) for one in held)
    return next((answer for answer in answers if answer), permission)


def may_somewhere(actor: Actor, right: Right) -> Permission:
    """Answer whether ``actor`` has ``right`` at any whole organisation; for what belongs to none."""
    places = [held.organisation for held in actor.roles] or [0]
    answers = [may(actor, right, organisation=place) for place in places]
    return next((one for one in answers if one), answers[0])


def organisations_where(actor: Actor, right: Right) -> frozenset[int]:
    """List the organisations (ids) where ``actor`` has ``right`` as a whole, not at one body only."""
    return frozenset(
        held.organisation
        for held in standing(actor.roles)
        if held.body is None and right in RIGHTS[held.role]
    )


def holds_somewhere(actor: Actor, right: Right) -> bool:
    """Answer whether ``actor`` works with what ``right`` is for: at an organisation as a whole.

    Persons, the log of who has read about them, and their removal are an authority's: a right to
    them is held at a body.
    """
    if right in OF_A_BODY and any(right in RIGHTS[one.role] for one in standing(actor.roles)):
        return True
    if right in OF_AN_AUTHORITY:
        return any(held.body and right in RIGHTS[held.role] for held in standing(actor.roles))
    return bool(organisations_where(actor, right))


def require(permission: Permission) -> None:
    """Go on if allowed; raise NotAllowedError with the reason if not."""
    if isinstance(permission, Denied):
        raise NotAllowedError(permission.why)


def may_open(actor: Actor, controller: int) -> Permission:
    """Answer whether ``actor`` may read and write what a body (id) keeps secret."""
    if actor.is_system or controller in controllers_open_to(actor):
        return Allowed()
    return Denied(
        "Sekretessbelagda uppgifter läses och skrivs bara av den som har en roll i just det organet."
    )


def controllers_open_to(actor: Actor) -> frozenset[int]:
    """List the bodies whose secret matters ``actor`` may read; held per body, never inherited.

    Each board is an authority of its own: secrecy holds between boards of one municipality
    (OSL 8 kap. 1-2 §§), so a role for the whole organisation opens no compartment.
    """
    return frozenset(
        held.body
        for held in standing(actor.roles)
        if held.body is not None and Right.READ_SECRET in RIGHTS[held.role]
    )
