"""The pages of a claim sent back, as people meet them."""

from __future__ import annotations

import re
from datetime import date

from django.urls import reverse
from django.utils import timezone

from requests_app.models import Appeal, Case, CaseAccess, Decision, ExplanationOfBenefits, Reprocessing
from tests.factories.bills import make_eob, make_wrong_eob
from tests.factories.people import make_user
from tests.intake.pages import fill_in, hidden
from tests.reprocessing.claims import asked, begun, decided
from tests.tracks.pages import text_of

BOX, VALUE = re.compile(r"<input[^>]*name=\"points\"[^>]*>"), re.compile(r"value=\"([^\"]+)\"")


def typed(name: str, day: date) -> dict[str, str]:
    return {f"{name}_month": str(day.month), f"{name}_day": str(day.day), f"{name}_year": str(day.year)}


def url(name: str, case: Case, *more) -> str:
    return reverse(f"reprocessing:{name}", args=[case.public_id, *more])


def start(case: Case, client, answers: dict[str, object] | None = None) -> Reprocessing:
    eob = make_wrong_eob(case)
    page = url("start", case, eob.public_id)
    boxes = BOX.findall(client.get(page).content.decode())
    ticked = [value for box in boxes if "checked" in box for value in VALUE.findall(box)]
    fill_in(client, page, answers or {"points": ticked})
    return Reprocessing.objects.get(case=case)


def test_what_does_not_match_is_ticked_already_and_leads_to_the_next_thing(case, client) -> None:
    back = start(case, client)

    assert {"network", "deductible", "rate", "balance"} == {one["kind"] for one in back.points}
    text = text_of(client.get(url("detail", case, back.public_id)))
    assert "See what to say" in text
    assert "We cannot see your plan’s records." in text
    assert "Money in question" in text


def test_without_a_point_the_words_are_asked_for(case, client) -> None:
    eob = make_eob(case)
    page = url("start", case, eob.public_id)
    assert "We found no point that differs" in text_of(client.get(page))

    answer = fill_in(client, page, {"points": ["own-words"]})

    back = Reprocessing.objects.get(case=case)
    assert answer["Location"] == url("statement", case, back.public_id)
    empty = fill_in(client, answer["Location"], {"statement": "", "send_to": ""})
    assert empty.status_code == 422
    assert "Say what does not look right" in text_of(empty)


def test_points_and_own_words_exclude_each_other(case, client) -> None:
    eob = make_wrong_eob(case)
    page = url("start", case, eob.public_id)

    answer = fill_in(client, page, {"points": ["network.out.1.2", "own-words"]})

    assert answer.status_code == 422
    assert not Reprocessing.objects.exists()


def test_one_that_is_begun_is_shown_and_not_begun_twice(case, client) -> None:
    back = begun(case)

    assert client.get(url("start", case, back.eob.public_id))["Location"] == url(
        "detail", case, back.public_id
    )


def test_of_a_claim_that_is_still_typed_nothing_is_asked(case, client) -> None:
    eob = make_eob(case, is_finished=False)

    answer = client.get(url("start", case, eob.public_id))

    assert answer["Location"] == reverse("eobs:eob_detail", args=[case.public_id, eob.public_id])


def test_a_day_needs_to_say_where_it_comes_from(case, client) -> None:
    back = begun(case)
    page = url("asked", case, back.public_id)
    days = typed("sent_on", date(2026, 11, 23)) | typed("answer_due_on", date(2026, 12, 4))
    told = {"way": "PHONE", **days}

    answer = fill_in(client, page, told)

    assert answer.status_code == 422
    assert "Say where the day comes from" in text_of(answer)
    fill_in(client, page, {**told, "answer_due_from": "Jo, on the phone"})
    text = text_of(client.get(url("detail", case, back.public_id)))
    assert "The plan named Friday, December 4. Where that comes from: Jo, on the phone." in text


def test_our_own_day_is_said_to_be_ours(case, client) -> None:
    text = text_of(client.get(url("detail", case, asked(begun(case)).public_id)))

    assert "We know no rule that names a day for this. The day is ours, to ask; it is not a promise." in text
    assert "Thursday, November 26 is a holiday and does not count." in text
    assert "3 business days later is Friday, November 27" in text


def test_a_corrected_statement_that_came_is_offered_as_the_answer(case, client) -> None:
    back = asked(begun(case))
    ExplanationOfBenefits.objects.filter(pk=back.eob.pk).update(replaced_at=timezone.now())
    right = make_eob(case, claim_number="CLM-7", replaces=back.eob, processed_on=date(2026, 11, 23))

    text = text_of(client.get(url("detail", case, back.public_id)))
    assert "A corrected statement is here. We found nothing in it that does not match." in text
    page = url("outcome", case, back.public_id)
    assert 'value="CORRECTED" checked' in client.get(page).content.decode().replace("  ", " ")

    fill_in(client, page, {"outcome": "CORRECTED", **typed("decided_on", date(2026, 11, 23))})

    back.refresh_from_db()
    assert (back.state, back.corrected) == ("DECIDED", right)


def test_one_that_is_still_wrong_can_be_sent_back_again(case, client) -> None:
    back = asked(begun(case))
    ExplanationOfBenefits.objects.filter(pk=back.eob.pk).update(replaced_at=timezone.now())
    still = make_wrong_eob(case, claim_number="CLM-8", replaces=back.eob)
    decided(back, "CORRECTED")

    text = text_of(client.get(url("detail", case, back.public_id)))

    assert "The corrected statement still does not match your approval." in text
    assert url("start", case, still.public_id) in text


def test_a_no_leads_to_an_appeal_and_changes_nothing_else(case, client) -> None:
    back = decided(asked(begun(case)), "REFUSED", answer="Processed correctly.")
    page = url("appeal", case, back.public_id)
    shown = client.get(page).content.decode()
    assert "Processed correctly." in shown, "known already"

    answer = fill_in(
        client,
        page,
        {
            **typed("heard_on", date(2026, 11, 23)),
            "is_in_writing": "YES",
            **typed("letter_dated_on", date(2026, 11, 20)),
            "reason_words": "Processed correctly.",
        },
    )

    denial = Decision.objects.get(eob=back.eob)
    assert (
        answer["Location"] == f"{reverse('appeals:start', args=[case.public_id])}?answer={denial.public_id}"
    )
    assert Case.objects.get(pk=case.pk).outcome == case.outcome
    fill_in(client, answer["Location"], {"level": "INTERNAL"})
    appeal = Appeal.objects.get(case=case)
    text = text_of(client.get(url("detail", case, back.public_id)))
    assert reverse("appeals:appeal_detail", args=[case.public_id, appeal.public_id]) in text
    assert client.get(page)["Location"] == answer["Location"], "the no is written down once"


def test_the_way_to_the_letter_names_the_claim(case, client) -> None:
    back = begun(case)

    text = text_of(client.get(url("detail", case, back.public_id)))

    assert f"for=BILL&about={back.public_id}" in text


def test_the_call_says_the_numbers_and_only_what_was_chosen(case, client) -> None:
    back = begun(case)

    text = text_of(client.get(url("script", case, back.public_id)))

    assert "claim CLM-2026-0002 for November 10, 2026 from Example Desert Program" in text
    assert "The authorization number is AUTH-7788." in text
    assert "Which rate did you use?" in text
    assert "Which other claim do you see" not in text


def test_somebody_else_changed_it_meanwhile(case, client) -> None:
    back = begun(case)
    page = url("statement", case, back.public_id)
    stale = hidden(client.get(page))
    Reprocessing.objects.filter(pk=back.pk).update(statement="From Sam.")

    answer = client.post(page, {**stale, "statement": "From Ana.", "send_to": ""})

    assert answer.status_code == 422
    assert "From Sam." in text_of(answer)
    assert "From Ana." in text_of(answer)


def test_a_helper_who_may_only_look_changes_nothing(case, client_for) -> None:
    back = asked(begun(case))
    helper = make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    client = client_for(helper)

    text = text_of(client.get(url("detail", case, back.public_id)))

    assert "They answered" not in text
    assert client.get(url("asked", case, back.public_id)).status_code == 403


def test_no_title_names_anybody(case, client) -> None:
    back = asked(begun(case))
    for name in ("detail", "points", "script", "asked", "office_told", "answer_due", "outcome", "withdraw"):
        answer = client.get(url(name, case, back.public_id), follow=True)
        title = answer.content.decode().split("<title>", 1)[1].split("</title>", 1)[0]
        assert not {"Ana", "Example Desert", "Sample Health", "CLM"} & set(title.split()), title
