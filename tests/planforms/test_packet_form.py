"""What a packet freezes of the plan’s form."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from requests_app.casefile.export import case_file
from requests_app.common import files
from requests_app.models import PlanForm
from requests_app.packets.letters_of_case import is_expedited
from requests_app.planforms.facts import Told
from requests_app.planforms.packet_form import FLAT_NOTE, LOST_NOTE, form_for_packet, remove_old_previews
from requests_app.planforms.queries import form_for
from requests_app.planforms.services import PlanFormRefused, remove_form
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user
from tests.factories.planforms import make_case_form, make_form
from tests.planforms.test_filling import values_in

pytestmark = pytest.mark.usefixtures("db")
AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def own_case(kind: str = "small", **options):
    user = make_user()
    case = make_case(user=user)
    make_case_form(case, by=user, kind=kind, **options)
    return case


def frozen(case, **options):
    return form_for_packet(case, case_file(case), at=AT, **options)


def test_a_case_without_a_form_freezes_nothing():
    assert frozen(make_case()) == {}


def test_the_filled_form_is_frozen_with_its_hash_pictures_and_what_they_say():
    case = own_case()

    got = frozen(case, signed_name="Ana Sample")

    pdf = files.read(got["file_key"])
    assert hashlib.sha256(pdf).hexdigest() == got["sha256"]
    assert values_in(pdf)["PrintedName"] == "Ana Sample"
    assert values_in(pdf)["LastName"] == "Sample"
    assert [hashlib.sha256(files.read(one["key"])).hexdigest() for one in got["pages"]] == [
        one["sha256"] for one in got["pages"]
    ]
    assert "Provider NPI: 1234567893" in got["pages"][0]["alt"]
    assert got["pages"][1]["alt"].endswith("No box of this page is filled in.")
    assert (got["source"], got["checked_on"]) == ("https://plan.example.com/forms", "2026-11-02")


def test_asking_twice_gives_the_same_and_another_signature_another_file():
    case = own_case()

    first = frozen(case, signed_name="Ana Sample")

    assert frozen(case, signed_name="Ana Sample") == first
    assert frozen(case, signed_name="A. Sample")["file_key"] != first["file_key"]


def test_a_form_changed_or_removed_later_changes_nothing_in_what_was_frozen():
    case = own_case()
    got = frozen(case, signed_name="Ana Sample")
    form = PlanForm.objects.get(case=case)

    remove_form(form=form, by=actor_for(case.opened_by), at=AT)

    assert hashlib.sha256(files.read(got["file_key"])).hexdigest() == got["sha256"]
    assert frozen(case, signed_name="Ana Sample") == {}


def test_a_preview_says_nothing_of_a_signer_and_is_gone_after_a_day():
    case = own_case()

    got = frozen(case)

    assert values_in(files.read(got["file_key"]))["PrintedName"] == ""
    assert remove_old_previews(now=datetime.now(tz=UTC)) == 0
    assert remove_old_previews(now=datetime.now(tz=UTC) + timedelta(days=2)) == 4
    assert files.read(got["file_key"]) is None


def test_a_form_without_boxes_says_that_our_page_stands_instead():
    got = frozen(own_case("flat"), signed_name="Ana Sample")

    assert (got["note"], got["pages"], got["file_key"]) == (FLAT_NOTE, [], "")


def test_a_lost_file_stops_the_packet_and_is_told_on_the_check_page():
    case = own_case()
    files.remove(PlanForm.objects.get(case=case).clean_key)

    assert frozen(case)["note"] == LOST_NOTE
    with pytest.raises(PlanFormRefused):
        frozen(case, signed_name="Ana Sample")


def test_the_form_of_the_facility_is_found_by_the_insurer_and_the_own_one_comes_first():
    facility, user = make_facility(), make_user()
    worker, elsewhere = make_member(facility), make_facility()
    case = make_case(user=user, facility=facility)
    make_form(elsewhere, by=make_member(elsewhere))
    make_form(facility, by=worker, insurer="Another Plan")
    assert form_for(case) is None

    kept = make_form(facility, by=worker, insurer="SAMPLE HEALTH PLAN")
    assert form_for(case) == kept

    own = make_case_form(case, by=user)
    assert form_for(case) == own


@pytest.mark.parametrize(("harm", "timing"), [("YES", "NOT_STARTED"), ("NO", "STARTED"), ("YES", "OVER")])
def test_the_form_and_the_packet_tell_the_same_of_urgency(harm, timing):
    case = make_case()
    case.care.clinician_says_waiting_harms, case.care.timing = harm, timing
    case.care.save()
    file = case_file(case)

    assert Told(file).is_urgent == is_expedited(file)
