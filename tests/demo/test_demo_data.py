"""The demonstration: invented people and cases, and never outside of one."""

from __future__ import annotations

import io
import json
import stat
from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from requests_app.casefile.reader import read_case_file
from requests_app.management.demo import dates, secrets
from requests_app.management.demo.people import AUDITOR, LEAD, PATIENTS, SLUG, STAFF
from requests_app.models import (
    AuditEntry,
    Case,
    CaseAccess,
    FollowUp,
    Membership,
    Organization,
    PacketState,
    User,
)
from tests.casefile.test_examples import example
from tests.databases import see_everything

JUST_SENT = ("maya@example.com", "theo@example.com", "avery@example.com")


@pytest.fixture(autouse=True)
def _demonstration(settings, tmp_path):
    settings.DEMO = True
    settings.DATA_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with time_machine.travel("2026-11-22T18:00:00Z", tick=True):
        yield


def run(*words, **options):
    out = io.StringIO()
    try:
        call_command(*words, stdout=out, **options)
    finally:
        see_everything()
    return out.getvalue()


def counts():
    return [model.objects.count() for model in (User, Organization, Case, AuditEntry, Authenticator)]


@pytest.mark.parametrize("words", [["demo_data"], ["demo_data", "--many", "3"], ["demo_code", LEAD]])
def test_outside_a_demonstration_nothing_is_made(words, db, settings):
    settings.DEMO = False
    before = counts()
    with pytest.raises(CommandError, match="DEMO=1"):
        run(*words)
    assert counts() == before
    assert not secrets.file().exists()


def test_the_cases_are_there_at_every_stage_and_a_second_run_changes_nothing(transactional_db):
    see_everything()
    first = run("demo_data")
    stages = {
        case.opened_by.email: (case.status, case.next_action, case.owner and case.owner.email)
        for case in Case.objects.select_related("opened_by", "owner")
    }
    assert stages == {
        "maya@example.com": ("SENT", "CALL_2", "worker@example.org"),
        "jordan@example.com": ("PREPARING", "SEND", "lead@example.org"),
        "theo@example.com": ("SENT", "CALL_2", None),
        "carla@example.com": ("PREPARING", "MAKE_PACKET", None),
        "avery@example.com": ("SENT", "CALL_3", "worker@example.org"),
        "maria@example.com": ("PREPARING", "MAKE_PACKET", None),
        "rosa@example.com": ("ANSWERED", "RENEW", "worker@example.org"),
        "petra@example.com": ("ANSWERED", "CALL_4", None),
        "dana@example.com": ("ANSWERED", "APPEAL", "lead@example.org"),
        "omar@example.com": ("APPEALING", "APPEAL_CHECK", None),
        "sam@example.com": ("SENT", "CALL_3", "worker@example.org"),
        "noor@example.com": ("SENT", "CALL_3", None),
        # opened on the phone for somebody without an account
        "worker@example.org": ("PREPARING", "FILL_IN", None),
        "ines@example.com": ("ANSWERED", "FIX_BILL", "worker@example.org"),
    }
    decided = dict(Case.objects.exclude(outcome="").values_list("opened_by__email", "outcome"))
    assert decided == {
        "rosa@example.com": "APPROVED",
        "petra@example.com": "PARTLY",
        "dana@example.com": "DENIED",
        "omar@example.com": "DENIED",
        "ines@example.com": "APPROVED",
    }
    assert {packet.state for case in Case.objects.all() for packet in case.packets.all()} == {
        PacketState.READY
    }
    waiting = FollowUp.objects.filter(state="OPEN", case__opened_by__email__in=JUST_SENT)
    due = waiting.order_by("due_on").values_list("case__due_on", "due_on")
    assert [day for _queue, day in due] == [date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 25)]
    assert all(queue == day for queue, day in due)
    assert set(Case.objects.filter(organization__slug=SLUG).values_list("opened_by__email", flat=True)) == {
        "maya@example.com",
        "jordan@example.com",
        "avery@example.com",
        "maria@example.com",
        *decided,
        "sam@example.com",
        "noor@example.com",
        "worker@example.org",
    }
    helper = CaseAccess.objects.get(relation="HELPER")
    assert (helper.user.email, helper.level) == ("lena@example.com", "VIEW")
    assert CaseAccess.objects.get(user__email="carla@example.com").relation == "CAREGIVER"

    before = counts()
    assert run("demo_data") == first
    assert counts() == before


def test_staff_can_sign_in_with_what_is_printed_and_nobody_else_has_a_password(db, monkeypatch):
    monkeypatch.setattr("requests_app.management.demo.cases.SCENARIOS", ())
    text = run("demo_data")
    for person in STAFF:
        user = User.objects.get(email=person.email)
        (line,) = [line for line in text.splitlines() if person.email in line]
        assert user.check_password(line.split("password ")[1].split()[0])
        code = run("demo_code", person.email).strip()
        assert Authenticator.objects.get(user=user).wrap().validate_code(code)
    assert not User.objects.get(email="maya@example.com").has_usable_password()
    roles = dict(Membership.objects.values_list("user__email", "role"))
    assert roles == {
        LEAD: "LEAD",
        "worker@example.org": "CASE_WORKER",
        AUDITOR: "AUDITOR",
        "admin@example.org": "ADMIN",
        "intake@example.org": "INTAKE",
        "liaison@example.org": "LIAISON",
    }


def test_passwords_are_made_for_each_installation_and_kept_where_only_the_owner_reads(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "one"
    one = secrets.load([LEAD])
    assert secrets.load([LEAD]) == one
    assert stat.S_IMODE(secrets.file().stat().st_mode) == 0o600
    settings.DATA_DIR = tmp_path / "two"
    assert secrets.load([LEAD]) != one


def test_everybody_has_agreed_so_signing_in_leads_to_the_pages(db, monkeypatch):
    monkeypatch.setattr("requests_app.management.demo.cases.SCENARIOS", ())
    run("demo_data")
    assert all(User.objects.get(email=person.email).agreed_at for person in PATIENTS)
    assert User.objects.get(email="maria@example.com").language == "es"


def test_demo_code_needs_demo_data_first(db):
    with pytest.raises(CommandError, match="demo_data first"):
        run("demo_code", LEAD)


def test_many_light_cases_are_made_once(db):
    assert "40 light cases" in run("demo_data", many=40)
    assert "0 light cases" in run("demo_data", many=40)
    assert "10 light cases" in run("demo_data", many=50)
    cases = Case.objects.filter(organization__slug=SLUG).select_related("patient", "care", "story")
    assert len({case.reference for case in cases}) == 50
    assert len({case.patient.first_name for case in cases}) == 50
    assert len({case.next_action for case in cases}) > 5


@example
def test_examples_moved_by_weeks_are_still_in_the_format(path):
    today = date(2027, 3, 3)
    by = dates.weeks_since(today)
    data = json.loads(path.read_text())
    file = read_case_file(json.dumps(dates.moved(data, by)), today=today)
    plain = read_case_file(json.dumps(data), today=dates.WRITTEN_FOR)
    assert by == timedelta(weeks=14)
    assert plain.care.starts_on
    assert file.care.starts_on == plain.care.starts_on + by
    assert file.patient.birth_date == plain.patient.birth_date
    assert (
        file.offices[0].attempts[0].contacted_on.weekday()
        == plain.offices[0].attempts[0].contacted_on.weekday()
    )


@pytest.mark.parametrize(
    "today", [date(2025, 1, 1), date(2026, 11, 21), date(2026, 11, 22), date(2030, 6, 5)]
)
def test_contacts_stay_in_the_past_whenever_the_demonstration_runs(today):
    moved = dates.WRITTEN_FOR + dates.weeks_since(today)
    assert today - timedelta(days=6) <= moved <= today
