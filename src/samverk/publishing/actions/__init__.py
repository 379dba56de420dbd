"""Writes of what is published, one function per use case."""

from __future__ import annotations

from samverk.publishing.actions.archive_settings import NewAuthority as NewAuthority
from samverk.publishing.actions.archive_settings import NewMapping as NewMapping
from samverk.publishing.actions.archive_settings import NewPlanRow as NewPlanRow
from samverk.publishing.actions.archive_settings import (
    add_archive_authority as add_archive_authority,
)
from samverk.publishing.actions.archive_settings import set_mapping as set_mapping
from samverk.publishing.actions.archive_settings import set_plan_row as set_plan_row
from samverk.publishing.actions.doubts import Answer as Answer
from samverk.publishing.actions.doubts import answer_doubts as answer_doubts
from samverk.publishing.actions.feedback import NewFeedback as NewFeedback
from samverk.publishing.actions.feedback import answer_feedback as answer_feedback
from samverk.publishing.actions.feedback import give_feedback as give_feedback
from samverk.publishing.actions.packages import NewPackage as NewPackage
from samverk.publishing.actions.packages import ask_package as ask_package
from samverk.publishing.actions.packages import take_package as take_package
from samverk.publishing.actions.packing import make_left_packages as make_left_packages
from samverk.publishing.actions.packing import make_package as make_package
from samverk.publishing.actions.releasing import Mark as Mark
from samverk.publishing.actions.releasing import approve_release as approve_release
from samverk.publishing.actions.releasing import begin_release as begin_release
from samverk.publishing.actions.releasing import drop_release as drop_release
from samverk.publishing.actions.releasing import mark_release as mark_release
from samverk.publishing.actions.releasing import return_release as return_release
from samverk.publishing.actions.releasing import send_release as send_release
from samverk.publishing.actions.releasing import withdraw_release as withdraw_release
from samverk.publishing.actions.rights import mark_own_works as mark_own_works
from samverk.publishing.actions.shielding import shield_person as shield_person
from samverk.publishing.actions.shielding import show_person as show_person
from samverk.publishing.actions.subscriptions import OLD_LINK as OLD_LINK
from samverk.publishing.actions.subscriptions import NewFollowing as NewFollowing
from samverk.publishing.actions.subscriptions import ask_for_link as ask_for_link
from samverk.publishing.actions.subscriptions import ask_to_follow as ask_to_follow
from samverk.publishing.actions.subscriptions import clear_following as clear_following
from samverk.publishing.actions.subscriptions import confirm_following as confirm_following
from samverk.publishing.actions.subscriptions import end_all_following as end_all_following
from samverk.publishing.actions.subscriptions import end_following as end_following
from samverk.publishing.actions.telling import send_confirmation as send_confirmation
from samverk.publishing.actions.telling import send_news as send_news
from samverk.publishing.actions.telling import send_own_link as send_own_link
from samverk.publishing.actions.telling import tend_following as tend_following
