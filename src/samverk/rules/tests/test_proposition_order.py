"""The order of propositions: what is put, against what, and in which order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from samverk.rules.body import Body
from samverk.rules.propositions import Matter, Order, Proposal, ProposalKind, proposition_order
from samverk.rules.tests.proceedings import BASE, K, matters, moved
from samverk.rules.tests.texts import in_full, told


def keys(*proposals, **terms):
    """The questions' keys, in order."""
    order = proposition_order(Matter(terms.pop("base", BASE), proposals, **terms)).value
    return [question.key for question in order.questions]


def alternatives(question_key, *proposals, **terms):
    order = proposition_order(Matter(terms.pop("base", BASE), proposals, **terms)).value
    [question] = [each for each in order.questions if each.key == question_key]
    return [each.key for each in question.alternatives]


def test_formal_proposals_come_first_and_additions_last():
    order = keys(
        moved(1, K.ADDITION),
        moved(2, K.REJECTION),
        moved(3, K.REFERRAL_BACK),
        moved(4, K.TABLING),
        moved(5, K.ADJOURNMENT),
        moved(6, K.REFERRAL),
    )
    assert order == [
        "tabling",
        "referral_back",
        "referral:6",
        "adjournment:5",
        "main",
        "addition:1",
    ]


def test_the_body_may_have_another_order_among_formal_proposals():
    order = (K.ADJOURNMENT, K.REFERRAL_BACK, K.TABLING, K.REFERRAL)
    proposals = (moved(1, K.TABLING), moved(2, K.ADJOURNMENT), moved(3, K.REFERRAL_BACK))

    assert keys(*proposals, formal_order=order)[:3] == ["adjournment:2", "referral_back", "tabling"]


def test_all_who_ask_for_referral_back_are_asked_together():
    moved_back = (moved(1, K.REFERRAL_BACK, text="pris"), moved(2, K.REFERRAL_BACK, text="barn"))
    ruling = proposition_order(Matter(BASE, moved_back))

    assert [each.key for each in ruling.value.questions] == ["referral_back", "main"]
    assert ruling.value.questions[0].label == "Återremiss enligt yrkande från M1 och M2"
    assert "olika skäl" in told(ruling)


def test_rejections_stand_together_and_each_amendment_by_itself():
    proposals = (moved(1, K.REJECTION), moved(2, K.AMENDMENT), moved(3, K.REJECTION))

    assert alternatives("main", *proposals) == ["base", "p2", "reject"]


def test_an_approval_of_an_amendment_adds_no_alternative():
    proposals = (moved(1, K.AMENDMENT), moved(2, K.APPROVAL, target=1), moved(3, K.APPROVAL))
    [main] = proposition_order(Matter(BASE, proposals)).value.questions

    assert [each.proposals for each in main.alternatives] == [(3,), (1, 2)]


def test_what_is_withdrawn_is_left_out():
    assert keys(moved(1, K.TABLING, is_withdrawn=True)) == ["main"]


def test_an_amended_point_is_put_against_the_text_of_the_base():
    change = moved(1, K.AMENDMENT, point=2)

    assert keys(change, points=3) == ["main", "point:2"]
    assert alternatives("point:2", change, points=3) == ["base", "p1"]


def test_point_by_point_puts_every_point_and_no_whole():
    no = moved(1, K.REJECTION)

    assert keys(no, points=2, by_point=True) == ["point:1", "point:2"]
    assert alternatives("point:1", no, points=2, by_point=True) == ["base", "reject"]


def test_point_by_point_still_puts_another_whole_first():
    order = keys(moved(1, K.AMENDMENT), moved(2, K.REJECTION), points=2, by_point=True)

    assert order == ["main", "point:1", "point:2"]
    assert alternatives(
        "point:1", moved(1, K.AMENDMENT), moved(2, K.REJECTION), points=2, by_point=True
    ) == ["base"]


def test_without_a_base_the_amendments_stand_against_each_other():
    assert alternatives("main", moved(1, K.AMENDMENT), moved(2, K.AMENDMENT), base=None) == [
        "p1",
        "p2",
    ]


def test_without_any_proposal_there_is_nothing_to_put():
    ruling = proposition_order(Matter(None))

    assert ruling.value == Order((), False)
    assert "inget förslag" in told(ruling)


@pytest.mark.parametrize(
    ("proposals", "needed"),
    [((), False), ((moved(1, K.APPROVAL),), False), ((moved(1, K.REJECTION),), True)],
)
def test_the_order_is_approved_where_something_stands_against_something(proposals, needed):
    assert proposition_order(Matter(BASE, proposals)).value.needs_approval is needed


def test_two_proposals_by_one_mover_are_told_apart():
    same = [Proposal(n, K.AMENDMENT, "Ek (X)", text) for n, text in ((1, "lila"), (2, ""))]
    [main] = proposition_order(Matter(BASE, tuple(same))).value.questions

    assert [each.text for each in main.alternatives[1:]] == [
        "bifall till yrkandet från Ek (X) (lila)",
        "bifall till yrkandet från Ek (X) (nummer 2)",
    ]


def test_an_opinion_on_an_addition_stands_in_its_question_alone():
    proposals = (
        moved(1, K.ADDITION),
        moved(2, K.APPROVAL, target=1),
        moved(3, K.REJECTION, target=1),
    )
    main, addition = proposition_order(Matter(BASE, proposals)).value.questions

    assert [each.key for each in main.alternatives] == ["base"]
    assert [each.proposals for each in addition.alternatives] == [(1, 2), (3,)]


def test_the_rejection_of_a_referral_is_for_deciding_today():
    proposals = (moved(1, K.REFERRAL_BACK), moved(2, K.REJECTION, target=1))
    [back, main] = proposition_order(Matter(BASE, proposals)).value.questions

    assert [each.proposals for each in back.alternatives] == [(2,), (1,)]
    assert len(main.alternatives) == 1


@pytest.mark.parametrize(("base", "against"), [(BASE, "base"), (None, "reject")])
def test_the_rejection_of_an_amendment_is_for_the_base_where_there_is_one(base, against):
    proposals = (moved(1, K.AMENDMENT), moved(2, K.REJECTION, target=1))
    [main] = proposition_order(Matter(base, proposals)).value.questions

    assert {each.key: each.proposals for each in main.alternatives} == {"p1": (1,), against: (2,)}


@given(matters())
def test_no_live_proposal_is_left_out(matter):
    order = proposition_order(matter).value
    put = {i for q in order.questions for a in q.alternatives for i in a.proposals}

    assert put == {p.id for p in matter.live}


@given(matters())
def test_every_motion_stands_in_one_question_only(matter):
    motions = {p.id for p in matter.live if p.kind not in (K.APPROVAL, K.REJECTION)}
    questions = proposition_order(matter).value.questions
    put = [i for q in questions for a in q.alternatives for i in a.proposals if i in motions]

    assert sorted(put) == sorted(motions)


@given(matters())
def test_questions_and_their_alternatives_have_keys_of_their_own(matter):
    questions = proposition_order(matter).value.questions

    assert len({each.key for each in questions}) == len(questions)
    for question in questions:
        assert len({each.key for each in question.alternatives}) == len(question.alternatives)


def test_an_order_is_told_in_full():
    proposals = (
        moved(1, K.TABLING),
        moved(2, K.REFERRAL_BACK),
        moved(3, K.AMENDMENT, point=1),
        moved(4, K.ADDITION),
    )
    matter = Matter(BASE, proposals, points=1, by_point=True, body=Body.BOARD)

    assert in_full(proposition_order(matter)) == [
        "Ordföranden lägger fram förslagen så att de kan besvaras med ja eller nej. "
        "[5 kap. 53 § kommunallagen (2017:725)]",
        "Samma regler gäller i nämnd. [6 kap. 33 § kommunallagen (2017:725)]",
        "Formella yrkanden prövas först, vart och ett för sig och aldrig mot varandra. "
        "Det är praxis, inte lag.",
        "Ett ändringsyrkande på en punkt prövas mot förslagets egen text, som jämställda. "
        "Det är praxis, inte lag.",
        "Tilläggsyrkanden prövas sist, bifall mot avslag, när huvudfrågan är avgjord. "
        "Det är praxis, inte lag.",
        "! I vilken ordning formella yrkanden prövas sinsemellan är Samverks förval. "
        "Mötet godkänner ordningen.",
        "! Proposition punkt för punkt är vanlig praxis men inte bekräftad som regel.",
    ]


def test_an_order_before_2018_cites_nothing_and_says_so():
    ruling = proposition_order(Matter(BASE, day=date(2017, 5, 1)))

    assert ruling.reasons[0].statute is None
    assert "5 kap. 53 §" in ruling.remarks[0].text


@pytest.mark.parametrize(
    ("build", "text"),
    [
        (
            lambda: Matter(BASE, formal_order=(ProposalKind.TABLING,)),
            "De formella yrkandenas ordning ska ha varje slag en gång.",
        ),
        (
            lambda: Matter(None, points=2),
            "Bara ett förslag kan ha punkter, och det finns inget.",
        ),
        (
            lambda: Matter(BASE, (moved(1, K.APPROVAL), moved(2, K.APPROVAL, target=1))),
            "Yrkandet från M2 kan inte gälla det yrkandet: lägg det som ett eget yrkande.",
        ),
        (
            lambda: Matter(BASE, (moved(1, K.AMENDMENT), moved(2, K.TABLING, target=1))),
            "Yrkandet från M2 kan inte gälla det yrkandet: lägg det som ett eget yrkande.",
        ),
        (
            lambda: Matter(BASE, (moved(1, K.ADDITION), moved(2, K.ADDITION, target=1))),
            "Yrkandet från M2 kan inte gälla det yrkandet: lägg det som ett eget yrkande.",
        ),
        (
            lambda: Matter(BASE, by_point=True),
            "Förslaget har inga punkter att ställa proposition på var för sig.",
        ),
        (
            lambda: Matter(BASE, (moved(1, K.ADDITION), moved(1, K.REJECTION))),
            "Två yrkanden har samma nummer, 1.",
        ),
        (
            lambda: Matter(BASE, (moved(1, K.AMENDMENT, point=2),), points=1),
            "Yrkandet från M1 gäller punkt 2, som inte finns i förslaget.",
        ),
        (
            lambda: Matter(BASE, (moved(1, K.ADDITION, target=7),)),
            "Yrkandet från M1 gäller ett yrkande som inte finns eller är återtaget.",
        ),
        (
            lambda: Matter(None, (moved(1, K.APPROVAL),)),
            "Yrkandet från M1 är bifall, men det finns inget förslag att bifalla.",
        ),
    ],
)
def test_proposals_that_do_not_hang_together_are_refused(build, text):
    with pytest.raises(ValueError) as refused:
        build()
    assert str(refused.value) == text
