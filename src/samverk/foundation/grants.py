"""What the app role may do to each table: the database itself refuses the rest.

Every table can be read, and rows added to the house's own. A table whose rows are also changed or
removed stands here with the reason; a new one that is not listed meets "permission denied".
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connections, transaction
from psycopg import sql

from samverk.foundation.postgres.errors import DatabaseUnavailableError
from samverk.foundation.postgres.location import app_role, open_role

CHANGED = {
    "account_emailaddress": "an address is marked as confirmed",
    "decisions_assignment": "a task is reported done",
    "decisions_citation": "a citation is linked when its decision becomes known",
    "decisions_decision": "what no source had printed is filled in from a later one",
    "directory_bodyterms": "terms end the day before new ones begin",
    "directory_callingorder": "an order ends the day before a new one begins",
    "directory_seatholding": "somebody leaves a seat",
    "exchange_peer": "a peer moves to another address",
    "exchange_peerkey": "a key is revoked",
    "execution_granteddecision": "what its steps tell stands in it, and facts are put right",
    "execution_publishedquarter": "what was published is withdrawn",
    "execution_registerhandler": "somebody is a named handler no more",
    "execution_registerhold": "what is held back is let go",
    "execution_registerimport": "a file takes its steps, and is emptied when it has ended",
    "execution_registerimportprogress": "rows are counted while they are read in",
    "execution_registerprotection": "protection is lifted",
    "execution_registertakeover": "somebody else agrees to it",
    "execution_registersource": "how its files are read is chosen again",
    "federation_application": "an application takes its steps",
    "federation_countreport": "counts entered in error are struck",
    "federation_agreement": "a draft is rewritten, and its state moves step by step",
    "federation_agreementplaces": "places entered in error are struck",
    "federation_agreementsignature": "a signature entered in error is struck",
    "federation_agreementtariff": "a tariff entered in error is struck",
    "federation_claim": "its state moves step by step",
    "federation_claimeddays": "days of a claim that is cancelled or written anew are let go",
    "federation_commitment": "its state moves, and certified claims add up in it",
    "federation_federationterms": "by-laws end the day before new ones begin",
    "federation_intervention": "what is not locked of an intervention is changed",
    "federation_membershipfact": "a fact entered in error is set aside",
    "foundation_accountbinding": "an account no longer belongs to a person",
    "foundation_idempotencykey": "a claimed key learns what it made",
    "foundation_numberseries": "the next number is taken",
    "foundation_user": "passwords, when somebody last logged in, and accounts closed and reopened",
    "intake_importbatch": "a batch is started, stopped and done",
    "intake_importbatchfile": "a file of a batch has been read, or will not be",
    "intake_source": "a file has been read",
    "meetings_announcedabsence": "one who can come after all is struck",
    "meetings_calledin": "a call that no longer holds is struck",
    "meetings_conflictquestion": "one noted in error is struck",
    "meetings_delegateddecision": "it is reported, recorded or announced",
    "meetings_devicevote": "a vote from the members' own devices is closed",
    "meetings_draft": "the prepared proposal is rewritten until it is put",
    "meetings_motion": "a proposal is withdrawn",
    "meetings_nottakingpart": "one noted in error is struck",
    "meetings_motionrefusal": "the council decides on a refusal, or it is struck",
    "meetings_itemoutcome": "a meeting opens an item again and ends it otherwise",
    "meetings_questionhandled": "one noted in error is struck",
    "meetings_raisedmatter": "a motion is decided, or reported within its year",
    "meetings_recipients": "whom a decision is sent to is corrected",
    "meetings_runningtext": "the secretary's words are saved as they are typed",
    "meetings_steptaken": "the last step is undone",
    "meetings_agendaitem": "items are moved, taken up and struck",
    "meetings_madereservation": "the chair judges a reservation that the vote speaks against",
    "meetings_meeting": "a meeting is moved, opened, ended or cancelled",
    "meetings_officialpresent": "one noted in error is struck",
    "meetings_presenceevent": "an event entered in error is struck",
    "memos_memo": "those who write in a memo wait for each other",
    "memos_memopart": "a part is saved as it is typed",
    "interventions_delivery": "what is told of it is changed, and it ends",
    "interventions_intakewindow": "intake is closed",
    "interventions_attendancecount": "counts entered in error are corrected",
    "interventions_capacityrow": "places end the day before other ones begin",
    "interventions_requirement": "a requirement ends",
    "interventions_shutplaces": "what is shut ends the day before something else does, or is corrected",
    "interventions_timelimit": "a limit ends the day before another begins, or is corrected",
    "interventions_priorityclass": "a class of those who go first ends",
    "interventions_cohortstart": "a start is called off",
    "persons_person": "where somebody lives and how they are reached is changed",
    "persons_namedhandler": "somebody is a named handler no more",
    "persons_protection": "protection is lifted by two",
    "persons_referral": "its state moves step by step",
    "persons_queueentry": "its state moves step by step",
    "persons_queuepause": "a pause ends",
    "persons_placeoffer": "an offer is answered",
    "persons_participation": "its state moves step by step",
    "persons_hold": "a pause ends",
    "persons_consent": "a consent is taken back",
    "persons_emergencyrequest": "a request is approved or refused",
    "persons_farwait": "the receiver tells how somebody stands in its queue",
    "persons_changeproposal": "its state moves step by step",
    "persons_goal": "a goal is judged",
    "persons_attendance": "attendance is corrected",
    "persons_subjectrequest": "a request gets more time, and is answered",
    "persons_disposalhold": "what was held back is let go",
    "persons_keptcount": "the sum of those removed grows",
    "publishing_archivepackage": "a package is made in the background, and tells how far it has come",
    "publishing_feedback": "it is marked as answered, and its address is let go",
    "publishing_record": "what is published is changed, and loses its words when it is withdrawn",
    "publishing_release": "its state moves step by step",
    "publishing_newsround": "a round moves on",
    "publishing_selfpublishing": "says what was written by itself the last time",
    "registry_case": "a case is closed",
}
# Only these columns: what the row says is never changed.
STRUCK = ("decisions_forcefact",)
REMOVED_TOO = {
    "execution_registerwait": "the waits are written anew as the steps make them",
    "meetings_privatenote": "whoever wrote it saves it as it is typed, and removes it",
    "meetings_adjuster": "another is chosen to adjust",
    "django_session": "sessions move on and end",
    "foundation_asked": "counts of what is asked in a minute run out",
    "foundation_shared_cache": "counts of failed logins run out",
    "foundation_underway": "what was under way is over",
    "intake_finding": "a file that nobody has reviewed is read again",
    "intake_readrecord": "reviewed, which then stays; and gone when an unreviewed file is read again",
    "mfa_authenticator": "a user removes a key; all go when the account is closed",
    "publishing_follower": "an address goes with its last subscription",
    "publishing_heldback": "what was held back is put right",
    "publishing_link": "how a published thing hangs together is written anew with it",
    "publishing_newsletter": "a letter goes when it is sent",
    "publishing_packagepart": "the file of a package goes when it has been kept long enough",
    "publishing_openfile": "the bytes go when the file is withdrawn",
    "publishing_word": "a word goes when nothing that is published holds it",
    "publishing_releasemark": "whoever looks a text through changes their mind",
    "publishing_subscription": "whoever follows ends it, and then nothing of it is kept",
    "publishing_toldnews": "goes with its subscription",
    "procrastinate_events": "goes with its job",
    "procrastinate_jobs": "jobs move on, and are cleared away when done",
    "procrastinate_periodic_defers": "goes with its job",
    "procrastinate_workers": "a worker beats, and is cleared away when it is gone",
}
# Written by migrations alone, which run as the owner.
READ_ONLY = (
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "foundation_user_groups",
    "foundation_user_user_permissions",
)
# What the owner does for the app role, by the tables' own word: nothing else removes such rows.
FUNCTIONS = {
    "execution_remove(uuid,uuid)": "a decision whose removal two have decided is removed",
    "persons_remove(uuid,uuid)": "a person whose removal is decided and set going is removed",
    "persons_remove_draft(uuid,timestamptz)": "a draft that nobody has touched is removed",
    "persons_join(uuid)": "two records of one person are joined, as it is written down",
    "persons_remove_emergency(uuid,timestamptz)": "a request that opened nobody is removed",
}

ANEW = (
    "GRANT USAGE ON SCHEMA public TO {app}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {app}",
    "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO {app}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
)
MORE = (
    ("GRANT UPDATE ON {table} TO {app}", (*CHANGED, *REMOVED_TOO)),
    ("GRANT UPDATE (kept, struck_why) ON {table} TO {app}", STRUCK),
    ("GRANT DELETE ON {table} TO {app}", tuple(REMOVED_TOO)),
    ("REVOKE INSERT ON {table} FROM {app}", READ_ONLY),
)
# What the public's own role may read, and not one table
OPEN_VIEWS = (
    "publishing_open_file",
    "publishing_open_link",
    "publishing_open_record",
    "publishing_open_withdrawn",
    "publishing_open_word",
)
NO_OPEN_ROLE = (
    "Rollen {0} saknas i databasservern. Skapa den som superuser: CREATE ROLE {0} NOLOGIN; och"
    " GRANT {0} TO den roll som står i DATABASE_URL."
)
RUN = "GRANT EXECUTE ON FUNCTION {function} TO {app}"
FOUND = "SELECT name FROM unnest(%s::text[]) name WHERE to_regprocedure(name) IS NOT NULL"
PRESENT = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def append_only_tables() -> list[str]:
    """List the house's tables that rows are only added to, every history table among them."""
    kept = {*CHANGED, *REMOVED_TOO, *READ_ONLY}
    tables = {m._meta.db_table for m in apps.get_models() if m._meta.managed}
    return sorted(tables - kept)


def apply_grants(using: str = "default", **_: Any) -> None:
    """Give the app role its rights after a migration; nothing to do when one role serves as both.

    A table that is listed and not there belongs to a room that this installation does not have.
    """
    with transaction.atomic(using), connections[using].cursor() as cursor:
        role = app_role()
        app = sql.Identifier(role)
        cursor.execute(
            "SELECT current_user, EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role]
        )
        user, exists = cursor.fetchone()
        if user == role or not exists:
            return
        for statement in ANEW:
            cursor.execute(sql.SQL(statement).format(app=app))
        cursor.execute(PRESENT)
        present = {row[0] for row in cursor.fetchall()}
        for statement, tables in MORE:
            for table in sorted(present.intersection(tables)):
                names = {"table": sql.Identifier(table), "app": app}
                cursor.execute(sql.SQL(statement).format(**names))
        _open_views(cursor)
        cursor.execute(FOUND, [list(FUNCTIONS)])
        for (name,) in cursor.fetchall():
            # The names are ours, with the types of what they are given: no identifiers to quote
            cursor.execute(sql.SQL(RUN).format(function=sql.SQL(name), app=app))


def _open_views(cursor: Any) -> None:
    """Let the public's role read the published views, and take all else from it."""
    role = open_role()
    cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
    if not cursor.fetchone()[0]:
        raise DatabaseUnavailableError(NO_OPEN_ROLE.format(role))
    open_to = sql.Identifier(role)
    cursor.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(open_to))
    cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(open_to))
    cursor.execute("SELECT viewname FROM pg_views WHERE schemaname = 'public'")
    present = {row[0] for row in cursor.fetchall()}
    for view in sorted(present.intersection(OPEN_VIEWS)):
        cursor.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(sql.Identifier(view), open_to))
