"""Put what is told of secret items behind the wall, with what a conflict of interest bars."""

from samverk.foundation import migrating
from samverk.foundation.compartments import BarConflicted, ForceRowSecurity
from samverk.foundation.own_rows import KeepToWriter

TABLES = (
    "meetings_agendaitemsecret",
    "meetings_agendaitemsecretevent",
    "meetings_sealedsecret",
    "meetings_handedover",
)
# Where the rows of what is open stand too
MIXED = (
    "meetings_draft",
    "meetings_draftevent",
    "meetings_motion",
    "meetings_motionevent",
    "meetings_steptaken",
    "meetings_steptakenevent",
    "meetings_itemoutcome",
    "meetings_itemoutcomeevent",
    "meetings_support",
    "meetings_supportevent",
    "meetings_castballot",
    "meetings_castballotevent",
    "meetings_runningtext",
    "meetings_runningtextevent",
    "meetings_madereservation",
    "meetings_madereservationevent",
    "meetings_madestatement",
    "meetings_madestatementevent",
    "meetings_devicevote",
    "meetings_devicevoteevent",
    "meetings_deviceballot",
    "meetings_deviceballotevent",
    "meetings_reopened",
    "meetings_reopenedevent",
    "meetings_minutesprint",
    "meetings_remark",
    "meetings_remarkevent",
    "meetings_question",
    "meetings_questionevent",
    "meetings_questionhandled",
    "meetings_questionhandledevent",
    "meetings_nottakingpart",
    "meetings_nottakingpartevent",
    "meetings_motionrefusal",
    "meetings_motionrefusalevent",
    "meetings_conflictquestion",
    "meetings_conflictquestionevent",
    "meetings_privatenote",
    "meetings_conflictdecided",
    "meetings_conflictdecidedevent",
)
# A table, its column, and whose id that is
BARRED = (
    ("meetings_agendaitemsecret", "item_id", "items"),
    ("meetings_agendaitemsecretevent", "item_id", "items"),
    ("meetings_draft", "item_id", "items"),
    ("meetings_draftevent", "item_id", "items"),
    ("meetings_motion", "item_id", "items"),
    ("meetings_motionevent", "item_id", "items"),
    ("meetings_steptaken", "item_id", "items"),
    ("meetings_steptakenevent", "item_id", "items"),
    ("meetings_itemoutcome", "item_id", "items"),
    ("meetings_itemoutcomeevent", "item_id", "items"),
    ("meetings_runningtext", "item_id", "items"),
    ("meetings_runningtextevent", "item_id", "items"),
    ("meetings_madereservation", "item_id", "items"),
    ("meetings_madereservationevent", "item_id", "items"),
    ("meetings_madestatement", "item_id", "items"),
    ("meetings_madestatementevent", "item_id", "items"),
    ("meetings_devicevote", "item_id", "items"),
    ("meetings_devicevoteevent", "item_id", "items"),
    ("meetings_reopened", "item_id", "items"),
    ("meetings_reopenedevent", "item_id", "items"),
    ("meetings_support", "motion_id", "meetings_motion"),
    ("meetings_supportevent", "motion_id", "meetings_motion"),
    ("meetings_castballot", "vote_id", "meetings_steptaken"),
    ("meetings_castballotevent", "vote_id", "meetings_steptaken"),
    ("meetings_deviceballot", "vote_id", "meetings_devicevote"),
    ("meetings_deviceballotevent", "vote_id", "meetings_devicevote"),
    ("meetings_handedover", "item_id", "items"),
    ("meetings_question", "item_id", "items"),
    ("meetings_questionevent", "item_id", "items"),
    ("meetings_questionhandled", "item_id", "items"),
    ("meetings_questionhandledevent", "item_id", "items"),
    ("meetings_nottakingpart", "item_id", "items"),
    ("meetings_nottakingpartevent", "item_id", "items"),
    ("meetings_motionrefusal", "motion_id", "meetings_motion"),
    ("meetings_motionrefusalevent", "motion_id", "meetings_motion"),
    ("meetings_conflictquestion", "item_id", "items"),
    ("meetings_conflictquestionevent", "item_id", "items"),
    ("meetings_privatenote", "item_id", "items"),
    ("meetings_conflictdecided", "item_id", "items"),
    ("meetings_conflictdecidedevent", "item_id", "items"),
)


class Migration(migrating.Migration):
    replaces = [
        ("meetings", "0002_row_security"),
        ("meetings", "0005_minutes_security"),
        ("meetings", "0008_adjustment_security"),
        ("meetings", "0015_secret_reading"),
        ("meetings", "0021_conflict_decided_security"),
    ]

    dependencies = [("meetings", "0001_tables")]

    operations = [
        *(ForceRowSecurity(table) for table in TABLES),
        *(ForceRowSecurity(table, open_rows=True) for table in MIXED),
        *(BarConflicted(*barred) for barred in BARRED),
        KeepToWriter("meetings_privatenote"),
    ]
