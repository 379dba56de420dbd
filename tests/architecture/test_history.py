"""Meta-test: every table of the house keeps its history, or says here why it needs none."""

from __future__ import annotations

import pghistory
from django.apps import apps
from pghistory.models import Event

# Each with the reason why its rows have no history of their own.
EXEMPT = {
    "execution.PublishedQuarter": "what was told is never rewritten: only that it was withdrawn is added",
    "exchange.Sent": "rows are only added, and hold whole files",
    "exchange.Attempt": "rows are only added",
    "exchange.Received": "rows are only added, and hold whole files",
    "exchange.Refusal": "rows are only added",
    "federation.DayReport": "rows are only added",
    "federation.FrozenReport": "rows are only added, and hold whole files",
    "foundation.AuditEvent": "is itself the log: the app role can only add to it",
    "foundation.FileCopy": "rows are only added, and their files are made of others",
    "foundation.FileScan": "rows are only added",
    "foundation.IdempotencyKey": "says no more than its event in the log",
    "foundation.LogProof": "rows are only added, and are signed",
    "foundation.LogSeal": "is only added to, and carries its own proof of that",
    "foundation.NumberSeries": "the numbers it gave out stand in the rows that have them",
    "foundation.User": "would copy password hashes into a table that is only added to",
    "foundation.RoleAssignment": "a role that was given is never rewritten: dated rows are history",
    "foundation.RoleEnd": "a row of its own that is only added",
    "intake.ImportBatchFile": "what became of it stands in its source and in the log",
    "meetings.ExtractEnclosure": "rows are only added",
    "meetings.HandedOver": "rows are only added",
    "meetings.MinutesPrint": "rows are only added, and a copy would double every file",
    "meetings.PaperPage": "rows are only added, and say what the file says",
    "meetings.PaperRead": "rows are only added",
    "meetings.PlacedEnclosure": "rows are only added",
    "publishing.Feedback": "a history would keep the address that is let go with the answer",
    "publishing.Follower": "whoever ends it is gone for good: a history would keep the address",
    "publishing.NewsLetter": "is gone when it is sent",
    "publishing.NewsRound": "says how far the letters have come, and nothing of anybody",
    "publishing.Subscription": "what somebody followed may tell what they think, and is gone for good",
    "publishing.ToldNews": "goes for good with its subscription",
    "publishing.Word": "words alone, each once, that come and go with what is published",
    "publishing.PackagePart": "rows are only added, and a copy would double every file",
    "publishing.OpenFile": "the bytes of a file that is withdrawn are to be gone",
    "meetings.PrivateNote": "whoever removes it removes it for good: a history would keep the words",
    "meetings.SealedRecord": "is only added to, and carries its own proof of that",
    "meetings.SealedSecret": "is only added to, and the chain vouches for its words",
    **dict.fromkeys(
        (
            "execution.GrantedDecision",
            "execution.HarmTest",
            "execution.KeptReport",
            "execution.KeptReportRow",
            "execution.RegisterCertificate",
            "execution.RegisterCode",
            "execution.RegisterDisposal",
            "execution.RegisterHandler",
            "execution.RegisterHold",
            "execution.RegisterImport",
            "execution.RegisterImportProgress",
            "execution.RegisterPlan",
            "execution.RegisterProtection",
            "execution.RegisterRemoval",
            "execution.RegisterSetting",
            "execution.RegisterSource",
            "execution.RegisterStep",
            "execution.RegisterTakeover",
            "execution.RegisterTrial",
            "execution.RegisterTrialLine",
            "execution.RegisterWait",
            "execution.ToldCounts",
            "execution.Sending",
            "execution.SentDecision",
            "execution.WithdrawnSending",
            "persons.Attendance",
            "persons.ChangeProposal",
            "persons.Consent",
            "persons.ConsentReceiver",
            "persons.CountsAsked",
            "persons.CountsComputed",
            "persons.Disclosure",
            "persons.EarlierEnd",
            "persons.EarlierResult",
            "persons.EmergencyGrant",
            "persons.EmergencyRequest",
            "persons.EmergencyReview",
            "persons.GroundDecision",
            "persons.FarWait",
            "persons.DisposalCertificate",
            "persons.DisposalDecision",
            "persons.DisposalHold",
            "persons.DisposalOutcome",
            "persons.DisposalStart",
            "persons.DryRun",
            "persons.DryRunLine",
            "persons.Goal",
            "persons.Hold",
            "persons.InterventionCounts",
            "persons.JoinedRecord",
            "persons.KeptCount",
            "persons.Measurement",
            "persons.NamedHandler",
            "persons.NumberCorrection",
            "persons.NumberReveal",
            "persons.Participation",
            "persons.ParticipationExtent",
            "persons.ParticipationStep",
            "persons.Person",
            "persons.PlaceOffer",
            "persons.ProposalStep",
            "persons.Protection",
            "persons.QueueEntry",
            "persons.QueuePause",
            "persons.QueueStep",
            "persons.Referral",
            "persons.ReferralStep",
            "persons.PublishedCounts",
            "persons.ClosedMonth",
            "persons.DayEntry",
            "persons.DayLine",
            "persons.SentCounts",
            "persons.RetentionPlan",
            "persons.RetentionRuleRow",
            "persons.ReviewJudgement",
            "persons.ReviewLine",
            "persons.ReviewRound",
            "persons.ReviewSignature",
            "persons.ReviewTerms",
            "persons.Session",
            "persons.StatisticsAsked",
            "persons.StatisticsTried",
            "persons.Struck",
            "persons.StruckSession",
            "persons.SubjectRequest",
            "persons.Support",
            "persons.Team",
            "persons.TeamTerms",
            "persons.WaitReport",
            "persons.WhatIf",
            "persons.WhatIfPerson",
        ),
        "steps are rows of their own; a copy would outlive the person's own rows when they are removed",
    ),
    "registry.SecretFile": "rows are only added, and a copy would double every file",
    "meetings.SealCheckpoint": "is only added to, and signed",
}


def concrete() -> dict[str, type]:
    """List the house's own models, without the history tables themselves."""
    return {
        model._meta.label: model
        for model in apps.get_models()
        if model.__module__.startswith("samverk.")
        and model._meta.managed
        and not issubclass(model, Event)
    }


def with_history() -> set[str]:
    events = (m for m in apps.get_models() if issubclass(m, Event))
    return {event.pgh_tracked_model._meta.label for event in events}


def test_every_model_keeps_its_history_or_is_exempt():
    assert set(concrete()) - with_history() - set(EXEMPT) == set()


def test_no_exemption_outlives_its_reason():
    assert set(EXEMPT) <= set(concrete()) - with_history()


def test_history_rows_are_only_added():
    assert with_history()
    events = [m for m in apps.get_models() if issubclass(m, Event)]
    assert pghistory.config.append_only()
    assert all(m._meta.label.startswith(tuple({"samverk", *_labels()})) for m in events)


def _labels() -> set[str]:
    return {label.partition(".")[0] for label in concrete()}
