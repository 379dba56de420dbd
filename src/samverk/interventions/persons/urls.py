"""Addresses of persons, under ``personer/``. Nothing in them tells who somebody is."""

from __future__ import annotations

from django.urls import include, path

from samverk.interventions.persons.views import (
    asking,
    assigning,
    drafting,
    entry,
    moves,
    people,
    protection,
    queue,
    readings,
    search,
    sent,
    sent_waits,
    statistics,
    team,
    waiting,
)

PERSON = [
    path("", people.person, name="person"),
    path("samtycke/<slug:purpose>/", people.give_consent, name="give_consent"),
    path("andra/", people.change_person, name="change_person"),
    path("nummer/", people.reveal_number, name="reveal_number"),
    path("skydda/", protection.protect_person, name="protect_person"),
    path("handlaggare/", protection.name_handler, name="name_handler"),
    path("handlaggare/avsluta/", protection.end_handler, name="end_handler"),
    path("hav/", protection.lift_protection, name="lift_protection"),
    path("lasningar/", readings.person_readings, name="person_readings"),
    path("remittera/", drafting.new_referral, name="new_referral"),
]
SENT = [
    path("", sent.sent_referral, name="sent_referral"),
    path("fraga/<slug:question>/", drafting.ask_referral, name="ask_referral"),
    path("kontrollera/", drafting.check_referral, name="check_referral"),
    path("svara/", sent.answer_question, name="answer_question"),
    path("aterta/", sent.withdraw_referral, name="withdraw_referral"),
    path("bekrafta/", sent_waits.confirm_wait, name="confirm_wait"),
    path("pausa/", sent_waits.pause_for_person, name="pause_for_person"),
    path("ateruppta/", sent_waits.resume_for_person, name="resume_for_person"),
    path("avsta/", sent_waits.leave_for_person, name="leave_for_person"),
    path("erbjudande/", sent.answer_for_person, name="answer_for_person"),
    path("stod/", sent.note_support, name="note_support"),
    path("flytt/", moves.refuse_move, name="refuse_move"),
]
RECEIVED = [
    path("", team.received_referral, name="received_referral"),
    path("bedom/", team.take_up_referral, name="take_up_referral"),
    path("fraga/", team.ask_referrer, name="ask_referrer"),
    path("anta/", team.accept_referral, name="accept_referral"),
    path("aterremittera/", team.return_referral, name="return_referral"),
    path("hanvisa/", team.redirect_referral, name="redirect_referral"),
    path("lamna-over/", assigning.assign_referral, name="assign_referral"),
]
ENTRY = [
    path("", queue.queue_entry, name="queue_entry"),
    path("erbjud/", queue.offer_place, name="offer_place"),
    path("svar/", queue.answer_offer, name="answer_offer"),
    path("forfall/", queue.lapse_offer, name="lapse_offer"),
    path("ta-tillbaka/", queue.take_back_offer, name="take_back_offer"),
    path("pausa/", queue.pause_wait, name="pause_wait"),
    path("ateruppta/", queue.resume_wait, name="resume_wait"),
    path("fragad/", queue.confirm_with_person, name="confirm_with_person"),
    path("avfor/", queue.remove_from_queue, name="remove_from_queue"),
]

urlpatterns = [
    path("", entry.persons, name="persons"),
    path("<int:body>/sok/", search.search_persons, name="search_persons"),
    path("<int:body>/ny/", search.register_person, name="register_person"),
    path("<int:body>/granskning/", readings.review_readings, name="review_readings"),
    path("samtycke/<uuid:consent>/aterta/", people.withdraw_consent, name="withdraw_consent"),
    path("<int:body>/statistik/<int:delivery>/", statistics.statistics, name="statistics"),
    path("ko/<int:delivery>/", queue.queue, name="queue"),
    path("ko/<int:delivery>/vantetider/", waiting.waits, name="waits"),
    path("ko/<int:delivery>/vad-hander-om/", asking.what_ifs, name="what_ifs"),
    path("fraga/<uuid:question>/", asking.what_if, name="what_if"),
    path("person/<uuid:person>/", include(PERSON)),
    path("remiss/<uuid:referral>/", include(SENT)),
    path("mottagen/<uuid:referral>/", include(RECEIVED)),
    path("koplats/<uuid:entry>/", include(ENTRY)),
    path("", include("samverk.interventions.persons.participation_urls")),
    path("", include("samverk.interventions.persons.coordination_urls")),
    path("", include("samverk.interventions.persons.emergency_urls")),
    path("", include("samverk.interventions.persons.retention_urls")),
    path("", include("samverk.interventions.persons.review_urls")),
]
