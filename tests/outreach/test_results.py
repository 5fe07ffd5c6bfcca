from __future__ import annotations

import pytest

from requests_app.models.outreach import OutreachResult
from requests_app.outreach.results import (
    GROUP_LABELS,
    RULES,
    FollowUp,
    OfficeResult,
    ReasonGroup,
    groups_covered,
    is_an_offer,
    is_real_option,
    packet_sentence,
    reason_group,
    set_aside,
)


def test_every_result_has_its_rule_and_every_group_its_label() -> None:
    assert set(RULES) == set(OutreachResult.values)
    assert set(GROUP_LABELS) == set(ReasonGroup)


@pytest.mark.parametrize(
    ("code", "follow_up"),
    [
        ("WAIT_TOO_LONG", FollowUp.FIRST_OPEN_VISIT),
        ("TOO_FAR", FollowUp.DISTANCE),
        ("NO_ANSWER", FollowUp.TRIES),
        ("CAN_SEE_ME", FollowUp.ALL_CARE),
        ("NOT_TAKING", FollowUp.NONE),
    ],
)
def test_only_the_one_question_that_fits_is_asked(code: str, follow_up: FollowUp) -> None:
    assert RULES[code].follow_up == follow_up


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("WAIT_TOO_LONG", ReasonGroup.WAIT),
        ("TOO_FAR", ReasonGroup.DISTANCE),
        ("NOT_TAKING", ReasonGroup.NOT_TAKING),
        ("DOES_NOT_TREAT", ReasonGroup.DOES_NOT_TREAT),
        ("WRONG_AGE", ReasonGroup.DOES_NOT_TREAT),
        ("NOT_IN_NETWORK", ReasonGroup.WRONG_LISTING),
        ("WRONG_NUMBER", ReasonGroup.WRONG_LISTING),
        ("WEB_FORM_ONLY", None),
        ("OTHER", None),
        ("CAN_SEE_ME", None),
    ],
)
def test_a_result_counts_to_the_gap_it_shows(code: str, group: ReasonGroup | None) -> None:
    assert reason_group(OfficeResult(code)) == group


def test_no_answer_shows_a_wrong_listing_only_after_three_tries() -> None:
    assert reason_group(OfficeResult("NO_ANSWER", tries=2)) is None
    assert reason_group(OfficeResult("NO_ANSWER", tries=3)) == ReasonGroup.WRONG_LISTING


def test_an_office_that_lacks_part_of_the_care_shows_a_gap_and_is_no_real_option() -> None:
    partly = OfficeResult("CAN_SEE_ME", gives_all_care=False)

    assert reason_group(partly) == ReasonGroup.DOES_NOT_TREAT
    assert not is_real_option(partly)
    assert is_real_option(OfficeResult("CAN_SEE_ME"))


def test_the_strip_counts_every_gap_once_per_office() -> None:
    offices = [OfficeResult("WAIT_TOO_LONG"), OfficeResult("WAIT_TOO_LONG"), OfficeResult("OTHER")]

    assert groups_covered(offices) == {
        ReasonGroup.WAIT: 2,
        ReasonGroup.DISTANCE: 0,
        ReasonGroup.NOT_TAKING: 0,
        ReasonGroup.DOES_NOT_TREAT: 0,
        ReasonGroup.WRONG_LISTING: 0,
    }


@pytest.mark.parametrize(
    ("code", "facts", "sentence"),
    [
        ("WAIT_TOO_LONG", {"date": "March 27, 2026"}, "Offered first visit on March 27, 2026"),
        ("WAIT_TOO_LONG", {"refused": "yes"}, "Said there is a wait and gave no date"),
        ("WAIT_TOO_LONG", {}, "Wait too long, as the patient reports"),
        ("TOO_FAR", {"distance": "64 miles"}, "64 miles away, one way"),
        (
            "NO_ANSWER",
            {"dates": "June 1 and June 2"},
            "No answer or no call back. Tried on June 1 and June 2",
        ),
        ("OTHER", {"said": "100% booked, call in May"}, "Other result: 100% booked, call in May"),
        ("NOT_TAKING", {"date": "March 27, 2026"}, "Said it is not taking new patients"),
    ],
)
def test_the_packet_says_what_happened_in_one_neutral_sentence(
    code: str, facts: dict[str, str], sentence: str
) -> None:
    assert packet_sentence(code, facts) == sentence


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_missing_fact_never_leaves_a_hole_in_the_packet(code: str) -> None:
    sentence = packet_sentence(code, {})

    assert sentence
    assert "%" not in sentence


def test_an_offered_date_alone_shows_no_gap_and_is_never_hidden_as_one() -> None:
    offered = OfficeResult("OFFERED_DATE")

    assert reason_group(offered) is None
    assert is_an_offer(offered)
    assert not is_real_option(offered)
    assert (
        packet_sentence("OFFERED_DATE", {"date": "March 27, 2026"}) == "Offered first visit on March 27, 2026"
    )
    assert packet_sentence("OFFERED_DATE", {"refused": "yes"}) == (
        "Said it can offer a first visit and gave no date"
    )


def test_an_offered_date_without_all_of_the_care_lacks_the_care() -> None:
    partly = OfficeResult("OFFERED_DATE", gives_all_care=False)

    assert reason_group(partly) == ReasonGroup.DOES_NOT_TREAT
    assert not is_an_offer(partly)


@pytest.mark.parametrize(
    ("code", "gives_all_care", "stands"),
    [
        ("WAIT_TOO_LONG", "", {"first_open_on", "gave_no_date", "visit_mode", "declined_why"}),
        ("TOO_FAR", "", {"first_open_on", "visit_mode", "declined_why"}),
        ("CAN_SEE_ME", "YES", {"first_open_on", "visit_mode", "declined_why", "gives_all_care"}),
        (
            "OFFERED_DATE",
            "NO",
            {"first_open_on", "gave_no_date", "visit_mode", "declined_why", "gives_all_care", "missing_care"},
        ),
        ("OTHER", "", {"result_text"}),
        ("NOT_TAKING", "NO", set()),
        ("", "", set()),
    ],
)
def test_a_result_lets_only_its_own_answers_stand(code: str, gives_all_care: str, stands: set[str]) -> None:
    every = {
        "first_open_on",
        "gave_no_date",
        "visit_mode",
        "declined_why",
        "gives_all_care",
        "missing_care",
        "result_text",
    }

    assert every - set_aside(code, gives_all_care=gives_all_care) == stands
