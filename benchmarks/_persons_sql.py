"""What a party's installation has of persons after ten years, as SQL: people by number, the latest first."""

from __future__ import annotations

from samverk.rules.interventions.disclosure import EVERYTHING

FEDERATIONS = 80
# Of one federation: who began through the queue, who waits, referrals not yet accepted, and who took
# part without referral, in two deliveries
BEGAN, WAITING, OTHERS, AT_THE_DOOR = 3_000, 500, 70, 1_000
QUEUED = BEGAN + WAITING
# Referrals that were returned
RETURNED = 400
READINGS = 1_000_000
# Whose referral and participation are opened
OPENED_REFERRAL, OPENED_PART = 3_100, 40
# Ten years, and one in so many whose identity is protected
DAYS, PROTECTED = 3_650, 300

# Days back to when somebody began (n from 1, the latest first), how long they waited and stayed
BACK = f"((n - 31) * {DAYS} / {BEGAN})"
WAITED, STAYED = "(100 + n * 37 % 200)", "(120 + n * 53 % 130)"
WAITS = f"n > {BEGAN}"
BEGUN_ON = f"(CASE WHEN n <= 30 THEN current_date + 7 ELSE current_date - {BACK} END)"
CLOCK = (
    f"(CASE WHEN {WAITS} THEN current_date - (n - {BEGAN}) - 5"
    f" ELSE least({BEGUN_ON}, current_date) - {WAITED} END)"
)
GONE = f"({BACK} > 250)"
P_STATE = (
    f"(CASE WHEN n <= 30 THEN 'planned' WHEN {GONE} THEN"
    " CASE WHEN n % 5 = 0 THEN 'ended_early' ELSE 'completed' END"
    " WHEN n % 25 = 0 THEN 'interrupted' ELSE 'active' END)"
)
Q_STATE = (
    f"(CASE WHEN {WAITS} THEN CASE n % 25 WHEN 0 THEN 'paused' WHEN 1 THEN 'offered'"
    " ELSE 'waiting' END WHEN n <= 30 THEN 'starting' ELSE 'started' END)"
)
LEFT = f"(CASE WHEN {WAITS} OR n <= 30 THEN NULL ELSE {BEGUN_ON} END)"
O_STATE = (
    "(CASE WHEN n <= 3520 THEN 'submitted' WHEN n <= 3540 THEN 'under_assessment'"
    " WHEN n <= 3550 THEN 'incomplete' WHEN n <= 3560 THEN 'returned' ELSE 'draft' END)"
)
R_STATE = f"(CASE WHEN n <= {QUEUED} THEN 'accepted' ELSE {O_STATE} END)"
R_CLOCK = (
    f"(CASE WHEN n <= {QUEUED} THEN {CLOCK} WHEN n > 3560 THEN NULL ELSE current_date - n % 9 END)"
)
# Nobody opens these on a page that is measured
KINDS = "ARRAY[" + ", ".join(f"'{one}'" for one in EVERYTHING) + "]::varchar[]"
BLOB = "decode(repeat('5a', 160), 'hex')"
FEMALE = "CASE WHEN n % 20 < 11 THEN 'woman' ELSE 'man' END"
HOME = "homes[1 + n % 2]"
SENDER = "CASE WHEN n % 2 = 0 THEN so ELSE homes[2 + n % 3] END"


# One referrer of five at an authority; one team
USERS = {
    "S": "CASE WHEN n % 10 = 0 OR (n > 3500 AND n % 2 = 0) THEN referrer END",
    "R": "receiver",
}


def _id(what: str) -> str:
    return f"md5('{what}/' || f || '/' || n)::uuid"


def _steps(table: str, what: str, owner: str, events: str, where: str) -> str:
    """Give the steps of a table's rows: ``events`` is VALUES of number, event, state and day."""
    person = "R" if owner == "r" else "S"
    return f"""
INSERT INTO persons_{table} (id, controller_id, person_id, subject_id, number, event, from_state, to_state,
    hand, happened_on, user_id, user_name, party_id, reason, note, recorded_at)
SELECT gen_random_uuid(), {owner}, {_id(person)}, {_id(what)}, e.number, e.event, e.before, e.state,
    'receiver', e.day, {USERS[person]}, 'Mätningen', ro, '', '', e.day
FROM place, generate_series(1, {QUEUED + OTHERS}) n, LATERAL (
    SELECT *, lag(state, 1, '') OVER (ORDER BY number) AS before
    FROM (VALUES {events}) v (number, event, state, day)
) e WHERE {where}"""


def _referrals(side: str, owner: str, where: str) -> str:
    what = "R" if side == "received" else "S"
    return f"""
INSERT INTO persons_referral (id, controller_id, person_id, thread, side, delivery_id, sender_id,
    case_number, state, sealed, ground, shared, clock_start, return_reason, recorded_at)
SELECT {_id("ref" + what)}, {owner}, {_id(what)}, {_id("thread")}, '{side}', q, {SENDER},
    'M ' || f || '/' || n, {R_STATE}, {BLOB}, CASE WHEN n > 3560 THEN '' ELSE 'consent' END,
    CASE WHEN n > 3560 THEN '{{}}' ELSE {KINDS} END, {R_CLOCK},
    CASE WHEN {R_STATE} = 'returned' THEN 'too_complex' ELSE '' END, coalesce({R_CLOCK}, current_date)
FROM place, generate_series(1, {QUEUED + OTHERS}) n WHERE {where}"""


def _at_the_door(which: int) -> str:
    first = (which - 1) * AT_THE_DOOR
    return f"""
INSERT INTO persons_participation (id, controller_id, person_id, entry_id, delivery_id, party_id, home_id,
    sex, age, is_followed, state, extent, starts_on, ended_on, end_reason, report, recorded_at)
SELECT md5('door{which}/' || f || '/' || n)::uuid, r, md5('R/' || f || '/' || (n + {first}))::uuid, NULL,
    d{which}, ro, {HOME}, {FEMALE}, 18 + n * 7 % 45, n % 5 <> 0,
    CASE WHEN n > 60 THEN 'completed' ELSE 'active' END, 100, current_date - n * 3 - 5,
    CASE WHEN n > 60 THEN current_date - n * 3 + 90 END, '', '', current_date - n * 3 - 5
FROM place, generate_series(1, {AT_THE_DOOR}) n"""


CAME_BACK = f"(current_date - n * {DAYS} / {RETURNED})"
REASON = (
    "(ARRAY['too_complex', 'too_close_to_work', 'outside_age', 'not_ready_health',"
    " 'needs_other_support'])[1 + n % 5]"
)
ALL, SENT = f"n <= {QUEUED}", "n % 2 = 0 OR n > 3500"
ACCEPTED_ON = f"{CLOCK} + 3"
STATEMENTS = (
    _referrals("received", "r", "n <= 3560"),
    _referrals("sent", "s", SENT),
    f"""
INSERT INTO persons_queueentry (id, controller_id, person_id, referral_id, delivery_id, number,
    priority_ground, state, clock_start, joined_on, confirmed_on, left_on, removal, recorded_at)
SELECT {_id("entry")}, r, {_id("R")}, {_id("refR")}, q, n, '', {Q_STATE}, {CLOCK}, {ACCEPTED_ON},
    {ACCEPTED_ON} + 30, {LEFT}, '', {ACCEPTED_ON}
FROM place, generate_series(1, {QUEUED}) n""",
    f"""
INSERT INTO persons_participation (id, controller_id, person_id, entry_id, delivery_id, party_id, home_id,
    sex, age, is_followed, state, extent, starts_on, ended_on, end_reason, report, recorded_at)
SELECT {_id("part")}, r, {_id("R")}, {_id("entry")}, q, {SENDER}, {HOME}, {FEMALE}, 18 + n * 7 % 45,
    n % 5 <> 0, {P_STATE}, 100, {BEGUN_ON}, CASE WHEN {GONE} THEN {BEGUN_ON} + {STAYED} END,
    CASE WHEN {P_STATE} = 'ended_early' THEN 'found_work' ELSE '' END, '', {BEGUN_ON}
FROM place, generate_series(1, {BEGAN}) n""",
    _at_the_door(1),
    _at_the_door(2),
    _steps(
        "referralstep",
        "refS",
        "s",
        f"(1, 'create', 'draft', {R_CLOCK}), (2, 'submit', 'submitted', {R_CLOCK}),"
        f" (3, 'accept', 'accepted', {R_CLOCK} + 3)",
        f"{ALL} AND n % 2 = 0",
    ),
    _steps(
        "referralstep",
        "refS",
        "s",
        "(1, 'create', 'draft', current_date - 9), (2, 'submit', 'submitted', current_date - 9)",
        f"n > {QUEUED} AND (e.number = 1 OR n <= 3560)",
    ),
    _steps(
        "referralstep",
        "refR",
        "r",
        f"(1, 'submit', 'submitted', {CLOCK}), (2, 'accept', 'accepted', {CLOCK} + 3)",
        ALL,
    ),
    # What came back before: another referral of some who were accepted later
    f"""
INSERT INTO persons_referral (id, controller_id, person_id, thread, side, delivery_id, sender_id,
    case_number, state, sealed, ground, shared, clock_start, return_reason, recorded_at)
SELECT {_id("refB")}, r, {_id("R")}, {_id("threadB")}, 'received', q, {SENDER}, 'Å ' || f || '/' || n,
    'returned', {BLOB}, 'consent', {KINDS}, {CAME_BACK} - 12, {REASON}, {CAME_BACK} - 12
FROM place, generate_series(1, {RETURNED}) n""",
    _steps(
        "referralstep",
        "refB",
        "r",
        f"(1, 'submit', 'submitted', {CAME_BACK} - 12), (2, 'return', 'returned', {CAME_BACK})",
        f"n <= {RETURNED}",
    ),
    _steps(
        "queuestep",
        "entry",
        "r",
        f"(1, 'join', 'waiting', {ACCEPTED_ON}), (2, 'offer', 'offered', {BEGUN_ON} - 14),"
        f" (3, 'accept', 'starting', {BEGUN_ON} - 10), (4, 'start', 'started', {BEGUN_ON})",
        f"{ALL} AND (e.number = 1 OR n <= {BEGAN})",
    ),
    _steps(
        "participationstep",
        "part",
        "r",
        f"(1, 'plan', 'planned', {BEGUN_ON} - 10), (2, 'start', 'active', {BEGUN_ON}),"
        f" (3, 'complete', 'completed', {BEGUN_ON} + {STAYED})",
        f"n <= {BEGAN} AND (e.number = 1 OR (n > 30 AND (e.number = 2 OR {GONE})))",
    ),
    f"""
INSERT INTO persons_placeoffer (id, controller_id, person_id, entry_id, number, made_on, answer_by,
    out_of_order, answer, answered_on, recorded_at)
SELECT gen_random_uuid(), r, {_id("R")}, {_id("entry")}, 1, day, day + 14,
    CASE WHEN n % 40 = 0 THEN {BLOB} ELSE '' END,
    CASE WHEN {WAITS} THEN '' ELSE 'accepted' END, CASE WHEN {WAITS} THEN NULL ELSE day + 4 END, day
FROM place, generate_series(1, {QUEUED}) n,
    LATERAL (SELECT CASE WHEN {WAITS} THEN current_date - 3 ELSE {BEGUN_ON} - 14 END AS day) o
WHERE n <= {BEGAN} OR n % 25 = 1""",
    f"""
INSERT INTO persons_queuepause (id, controller_id, person_id, entry_id, from_date, to_date, reason,
    recorded_at)
SELECT gen_random_uuid(), r, {_id("R")}, {_id("entry")}, {CLOCK} + 10,
    CASE WHEN {WAITS} THEN NULL ELSE {CLOCK} + 40 END, 'health', {CLOCK} + 10
FROM place, generate_series(1, {QUEUED}) n WHERE n % 25 = 0 AND (n <= {BEGAN} OR {WAITS})""",
    f"""
INSERT INTO persons_hold (id, controller_id, person_id, participation_id, from_date, keeps_place, reason,
    recorded_at)
SELECT gen_random_uuid(), r, {_id("R")}, {_id("part")}, current_date - 1, true, 'health', current_date
FROM place, generate_series(1, {BEGAN}) n WHERE {P_STATE} = 'interrupted'""",
    """
INSERT INTO persons_team (id, controller_id, delivery_id, recorded_at)
SELECT md5('team/' || f)::uuid, r, q, current_date FROM place""",
    """
INSERT INTO persons_session (id, controller_id, delivery_id, held_on, title, minutes, recorded_at)
SELECT md5('session/' || f || '/' || n)::uuid, r, q, current_date - 7 * n, 'Träff', 60, current_date
FROM place, generate_series(1, 500) n""",
    f"""
INSERT INTO persons_attendance (id, controller_id, person_id, session_id, participation_id, came,
    recorded_at)
SELECT gen_random_uuid(), r, {_id("R")}, md5('session/' || f || '/' || (1 + (n + k) % 500))::uuid,
    {_id("part")}, n % 7 <> 0, current_date
FROM place, generate_series(31, {BEGAN}) n, generate_series(1, 3) k""",
    *(
        f"""
INSERT INTO persons_consent (id, controller_id, person_id, purpose, kinds, form, language, from_date,
    withdrawn_on, recorded_at)
SELECT {_id("consent" + what)}, {body}, {_id(what)}, '{purpose}', {KINDS}, 'på papper',
    'svenska', coalesce({R_CLOCK}, current_date) - 1, CASE WHEN n % 50 = 0 THEN current_date END,
    coalesce({R_CLOCK}, current_date)
FROM place, generate_series(1, {QUEUED + OTHERS}) n WHERE {where}"""
        for what, body, purpose, where in (
            ("R", "r", "follow_up", "n % 5 <> 0 AND n <= 3560"),
            ("S", "s", "information_exchange", SENT),
        )
    ),
    *(
        f"""
INSERT INTO persons_consentreceiver (id, controller_id, person_id, consent_id, organisation_id,
    recorded_at)
SELECT gen_random_uuid(), {body}, {_id(what)}, {_id("consent" + what)}, ro, current_date
FROM place, generate_series(1, {QUEUED + OTHERS}) n WHERE {where}"""
        for what, body, where in (
            ("R", "r", "n % 5 <> 0 AND n <= 3560"),
            ("S", "s", SENT),
        )
    ),
    f"""
INSERT INTO persons_disclosure (id, controller_id, person_id, receiver_id, what, ground, user_name,
    told_on, recorded_at)
SELECT gen_random_uuid(), s, {_id("S")}, ro, 'remiss', 'consent', 'Mätningen',
    coalesce({R_CLOCK}, current_date), current_date
FROM place, generate_series(1, 3560) n WHERE {SENT}""",
    f"""
INSERT INTO persons_measurement (id, controller_id, person_id, participation_id, point, occupation, hours,
    livelihood, education, missing, measured_on, recorded_at)
SELECT gen_random_uuid(), r, {_id("R")}, {_id("part")}, point,
    CASE WHEN lost THEN '' ELSE (ARRAY['work', 'studies', 'seeks', 'sick', 'none'])[1 + (n + k) % 5] END,
    CASE WHEN lost THEN NULL ELSE n * k % 41 END,
    CASE WHEN lost THEN '' ELSE (ARRAY['wage', 'sickness', 'assistance', 'none'])[1 + (n + k) % 4] END,
    CASE WHEN lost THEN '' ELSE 'secondary' END, CASE WHEN lost THEN 'unreachable' ELSE '' END,
    {BEGUN_ON} + CASE WHEN k = 1 THEN 0 ELSE {STAYED} + k END, current_date
FROM place, generate_series(31, 1200) n,
    LATERAL (VALUES (1, 'entry'), (2, 'exit'), (3, 'm3'), (4, 'm6'), (5, 'm12')) p (k, point),
    LATERAL (SELECT (n + k) % 9 = 0 AND k > 2 AS lost) l
WHERE k = 1 OR ({GONE} AND (k = 2 OR (n % 5 <> 0 AND {BACK} > 250 + 200 * (k - 2))))""",
    f"""
INSERT INTO persons_goal (id, controller_id, person_id, participation_id, sealed, result, judged_on,
    recorded_at)
SELECT md5('goal' || k || '/' || f || '/' || n)::uuid, r, {_id("R")}, {_id("part")}, {BLOB},
    CASE WHEN {GONE} THEN (ARRAY['achieved', 'partly', 'not'])[1 + (n + k) % 3] ELSE '' END,
    CASE WHEN {GONE} THEN {BEGUN_ON} + {STAYED} END, current_date
FROM place, generate_series(31, 1200) n, generate_series(1, 2) k""",
    f"""
INSERT INTO persons_referralstep (id, controller_id, person_id, subject_id, number, event, from_state,
    to_state, hand, happened_on, user_name, party_id, reason, note, recorded_at)
SELECT {_id("back")}, s, {_id("S")}, {_id("refS")}, 3, 'return', 'submitted', 'returned', 'receiver',
    current_date - 2, 'Mätningen', ro, 'too_complex', {BLOB}, current_date - 2
FROM place, generate_series(3551, 3560) n""",
    f"""
INSERT INTO persons_protection (id, controller_id, person_id, recorded_at)
SELECT gen_random_uuid(), r, {_id("R")}, current_date
FROM place, generate_series(7, 3560, {PROTECTED}) n""",
    f"""
INSERT INTO persons_namedhandler (id, controller_id, person_id, user_id, recorded_at)
SELECT gen_random_uuid(), r, {_id("R")}, receiver, current_date
FROM place, generate_series(7, 3560, {2 * PROTECTED}) n""",
    f"""
INSERT INTO foundation_auditevent (id, kind, actor_id, actor_name, organisation_id, body_id, subject_type,
    subject_id, subject_label, why, recorded_at)
SELECT gen_random_uuid(), 'foundation.secret_read', referrer, 'Mätningen', so, s, 'persons.Person',
    md5('S/0/' || 2 * (1 + n % 1750))::uuid, 'person', '', now() - n * interval '4 minutes'
FROM place, generate_series(1, {READINGS}) n WHERE f = 0""",
)
