"""A number, a code typed back, a yes; and a no that holds at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings

from requests_app.models import AuditEntry, OutgoingText, TextChoice
from requests_app.texts import answers, services
from requests_app.texts.choices import BY_PAGE, Typed, opt_out
from requests_app.texts.services import TextsRefused
from tests.factories.people import actor_for, make_user
from tests.followups.moments import NOW
from tests.texts.phones import PHONE, bodies, opted_in, sweep_all

A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def user(db):
    return make_user(email="ana@example.com")


def ask(user, *, at=NOW, phone="602-555-0142") -> str:
    services.ask_for_code(phone=phone, by=actor_for(user), at=at)
    sweep_all(at)
    found = re.search(r"code is (\d{6})", bodies()[-1])
    assert found
    return found[1]


def type_in(user, code, *, at=NOW + A_MINUTE) -> Typed:
    return services.type_code(code=code, by=actor_for(user), at=at)


def wrong(code: str) -> str:
    return str((int(code) + 1) % 1_000_000).zfill(6)


def queue(user, *, at=NOW):
    return services.queue_text(
        user=user, template="reminder_day", context={"day": "May 4, 2027"}, organization_id=None, at=at
    )


def test_the_typed_code_turns_texts_on(user):
    code = ask(user)
    assert type_in(user, code) is Typed.RIGHT
    sweep_all(NOW + A_MINUTE)

    choice = TextChoice.objects.get(user=user)
    assert (choice.phone, choice.code_hash) == (PHONE, "")
    assert choice.confirmed_at == choice.opted_in_at == NOW + A_MINUTE
    assert "Reply HELP for help, STOP to stop." in bodies()[-1]
    assert AuditEntry.objects.filter(action="texts.opted_in", user_id=user.pk).exists()


def test_no_code_is_kept_anywhere_once_it_is_out(user):
    code = ask(user)
    assert code not in str(list(TextChoice.objects.values())) + str(list(OutgoingText.objects.values()))


def test_before_the_code_is_typed_nothing_else_is_queued(user):
    ask(user)
    assert queue(user) is None


def test_a_code_is_guessed_five_times_at_most(user):
    code = ask(user)
    assert [type_in(user, wrong(code)) for _ in range(5)] == [Typed.WRONG] * 5
    assert type_in(user, code) is Typed.OVER


def test_a_code_runs_out(user):
    code = ask(user)
    assert type_in(user, code, at=NOW + settings.TEXT_CODE_LIVES + A_MINUTE) is Typed.OVER


def test_a_code_that_waited_too_long_is_not_sent(user):
    services.ask_for_code(phone="602-555-0142", by=actor_for(user), at=NOW)
    sweep_all(NOW + settings.TEXT_CODE_LIVES + A_MINUTE)
    assert bodies() == []
    assert OutgoingText.objects.get().state == "STOPPED"


def test_codes_are_not_sent_without_end(user):
    ask(user)
    with pytest.raises(TextsRefused):
        ask(user, at=NOW + timedelta(seconds=5))
    for turn in range(1, 5):
        ask(user, at=NOW + turn * A_MINUTE)
    with pytest.raises(TextsRefused):
        ask(user, at=NOW + 6 * A_MINUTE)
    ask(user, at=NOW + timedelta(days=1, minutes=5))


def test_another_number_needs_a_code_of_its_own(user):
    opted_in(user, at=NOW - timedelta(days=9))
    ask(user, phone="602-555-0143")
    assert queue(user) is None


@pytest.mark.parametrize("phone", ["876-555-0142", "+52 55 1234 5678", "900-555-0142"])
def test_no_code_goes_abroad_or_to_paid_lines(user, phone):
    with pytest.raises(TextsRefused):
        services.ask_for_code(phone=phone, by=actor_for(user), at=NOW)
    assert not OutgoingText.objects.exists()


def test_without_a_service_nobody_is_asked_and_nothing_is_queued(user, settings):
    settings.DEMO, settings.TEXT_URL = False, ""
    opted_in(user, at=NOW)
    assert queue(user) is None
    with pytest.raises(TextsRefused):
        services.ask_for_code(phone="602-555-0142", by=actor_for(user), at=NOW)


def test_stop_on_the_page_takes_back_what_still_waits(user):
    opted_in(user, at=NOW)
    text = queue(user)
    services.stop(by=actor_for(user), at=NOW)
    sweep_all(NOW)
    text.refresh_from_db()
    assert (text.state, text.context, bodies()) == ("STOPPED", {}, [])


def hear(body, *, key="SM1", phone=PHONE, told=""):
    return answers.hear(service_id=key, from_phone=phone, body=body, told=told, at=NOW)


def test_stop_by_text_holds_at_once_for_everybody_with_that_phone(user):
    for person in (user, make_user()):
        opted_in(person, at=NOW)
        queue(person)
    assert hear("Stop")[0] == "stopped"
    sweep_all(NOW)
    assert bodies() == []
    assert not TextChoice.objects.filter(opted_out_at__isnull=True).exists()


def test_start_turns_on_only_what_was_stopped_by_text(user):
    other = make_user()
    opted_in(user, at=NOW)
    choice = opted_in(other, at=NOW)
    opt_out(choice, how=BY_PAGE, by=actor_for(other), at=NOW)
    hear("STOP", key="SM1")
    hear("START", key="SM2")
    assert queue(user) is not None
    assert queue(other) is None


def test_start_from_a_number_nobody_confirmed_turns_on_nothing(user):
    TextChoice.objects.create(user=user, phone=PHONE, opted_out_at=NOW, opted_out_by="TEXT")
    hear("START")
    assert queue(user) is None


def test_no_code_goes_to_a_phone_that_said_stop_until_it_says_start(user):
    hear("STOP", key="SM1")
    services.ask_for_code(phone="602-555-0142", by=actor_for(user), at=NOW)
    sweep_all(NOW)
    assert bodies() == []
    assert OutgoingText.objects.get().state == "STOPPED"
    hear("START", key="SM2")
    assert type_in(user, ask(user, at=NOW + A_MINUTE), at=NOW + 2 * A_MINUTE) is Typed.RIGHT


def test_start_says_on_again_only_where_it_is_so(user):
    assert hear("START", key="SM1")[0] == "help"
    opted_in(user, at=NOW)
    hear("STOP", key="SM2")
    assert hear("START", key="SM3")[0] == "started"


def test_one_message_told_twice_is_one(user):
    opted_in(user, at=NOW)
    hear("STOP", key="SM1")
    hear("START", key="SM2")
    hear("STOP", key="SM1")
    assert queue(user) is not None


def test_the_services_own_word_for_it_counts(user):
    opted_in(user, at=NOW)
    hear("arrêt", told="STOP")
    assert queue(user) is None


def test_hidden_previews_leave_the_day_out(user):
    opted_in(user, at=NOW)
    services.hide_previews(hides=True, by=actor_for(user), at=NOW)
    user.refresh_from_db()
    queue(user)
    sweep_all(NOW)
    assert bodies()[-1].startswith(f"{settings.SERVICE_NAME}: you have a message.")
    assert "2027" not in bodies()[-1]
