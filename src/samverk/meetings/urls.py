"""Addresses of meetings."""

from __future__ import annotations

from django.urls import path

from samverk.meetings.views import extracts, hall, minutes, proceeding, reading, writing

urlpatterns = [
    path("", reading.meetings, name="meetings"),
    path("nytt/<int:body>/", writing.new_meeting, name="new_meeting"),
    path("<int:meeting>/", reading.meeting, name="meeting"),
    path("<int:meeting>/tid/", writing.move_meeting, name="move_meeting"),
    path("<int:meeting>/stall-in/", writing.cancel_meeting, name="cancel_meeting"),
    path("<int:meeting>/handelse/<slug:kind>/", writing.new_meeting_fact, name="new_meeting_fact"),
    path("<int:meeting>/punkt/", writing.new_item, name="new_item"),
    path("<int:meeting>/oppna/", hall.open_meeting, name="open_meeting"),
    path("<int:meeting>/rum/", hall.hall, name="hall"),
    path("<int:meeting>/narvaro/", hall.record_presence, name="record_presence"),
    path("<int:meeting>/ordforande/", hall.hand_over_chair, name="hand_over_chair"),
    path("<int:meeting>/avsluta/", hall.end_meeting, name="end_meeting"),
    path("<int:meeting>/protokoll/", minutes.minutes, name="minutes"),
    path("<int:meeting>/justerare/", minutes.choose_adjusters, name="choose_adjusters"),
    path("punkt/<int:item>/text/<slug:part>/", minutes.write_text, name="write_text"),
    path("punkt/<int:item>/reservation/", minutes.reserve, name="reserve"),
    path("punkt/<int:item>/yttrande/", minutes.state, name="state"),
    path("punkt/<int:item>/mottagare/", minutes.set_recipients, name="set_recipients"),
    path("reservation/<int:reservation>/", minutes.judge_reservation, name="judge_reservation"),
    path("narvaro/<int:event>/stryk/", hall.strike_presence, name="strike_presence"),
    path("punkt/<int:item>/", reading.item, name="item"),
    path("punkt/<int:item>/andra/", writing.change_item, name="change_item"),
    path("punkt/<int:item>/flytta/", writing.move_item, name="move_item"),
    path("punkt/<int:item>/stryk/", writing.strike_item, name="strike_item"),
    path("punkt/<int:item>/handling/", writing.add_item_paper, name="add_item_paper"),
    path("punkt/<int:item>/beslut/", proceeding.proceeding, name="proceeding"),
    path("punkt/<int:item>/forslag/", proceeding.set_draft, name="set_draft"),
    path("punkt/<int:item>/yrkande/", proceeding.make_motion, name="make_motion"),
    path("punkt/<int:item>/led/", proceeding.take_step, name="take_step"),
    path("punkt/<int:item>/angra/", proceeding.undo_step, name="undo_step"),
    path("punkt/<int:item>/utgang/", proceeding.settle_item, name="settle_item"),
    path("punkt/<int:item>/expediera/", extracts.dispatch_item, name="dispatch_item"),
    path("punkt/<int:item>/utga-fran/<int:placed>/", extracts.take_received_proposal, name="take_received_proposal"),
    path("utdrag/", extracts.incoming, name="incoming_extracts"),
    path("utdrag/<int:incoming>/", extracts.incoming_extract, name="incoming_extract"),
    path("utdrag/<int:incoming>/arende/", extracts.new_case, name="case_for_extract"),
    path("utdrag/fil/<int:extract>/", extracts.extract_file, name="extract_file"),
    path("utdrag/fil/<int:extract>/word/", extracts.extract_words, name="extract_words"),
    path("yrkande/<int:motion>/instammer/", proceeding.support_motion, name="support_motion"),
    path("yrkande/<int:motion>/ta-tillbaka/", proceeding.withdraw_motion, name="withdraw_motion"),
    path("punkt/<int:item>/ta-upp/", writing.take_up, name="take_up"),
]
