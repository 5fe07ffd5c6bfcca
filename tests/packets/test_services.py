from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from requests_app.casefile.export import case_file
from requests_app.cases.services import close_case
from requests_app.models import (
    AuditEntry,
    CaseAccess,
    OutreachOffice,
    Packet,
    PacketState,
    Promise,
    RequestedProvider,
)
from requests_app.packets import queries, services
from requests_app.packets.parts import Section
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user
from tests.factories.planforms import make_case_form
from tests.packets.making import ask, stored_case

pytestmark = pytest.mark.usefixtures("db")


def test_asking_freezes_the_case_and_promises_the_build():
    case = stored_case()
    packet = ask(case)
    assert (packet.number, packet.state, packet.sections) == (1, PacketState.ASKED, ["calls", "search"])
    assert packet.contents["coverage"]["member_id"] == "SMH204417890"
    assert packet.contents["reference"] == case.reference
    assert packet.contents_sha256 == services.contents_hash(packet.contents)
    promise = Promise.objects.get(kind="packet", subject_id=packet.pk)
    assert (promise.state, promise.organization_id) == ("WAITING", case.organization_id)
    assert AuditEntry.objects.filter(action="packets.asked", target_id=packet.public_id).exists()


def test_the_hash_does_not_depend_on_the_order_of_keys():
    assert services.contents_hash({"a": 1, "b": "ñ"}) == services.contents_hash({"b": "ñ", "a": 1})


def test_what_is_frozen_does_not_follow_the_case():
    case = stored_case()
    packet = ask(case)
    RequestedProvider.objects.filter(case=case).update(npi="1111111112")
    packet.refresh_from_db()
    assert packet.contents["provider"]["npi"] == "1234567893"


def test_a_later_change_makes_a_new_version_and_says_what_changed():
    case = stored_case()
    ask(case)
    RequestedProvider.objects.filter(case=case).update(tax_id="", fax="480-555-0199")
    office = OutreachOffice.objects.filter(case=case).latest("id")
    OutreachOffice.objects.filter(pk=office.pk).update(removed_at=timezone.now())
    packet = ask(case)
    assert packet.number == 2
    assert packet.changes == [
        {"path": "provider.tax_id", "kind": "removed", "item": "", "before": "123456789", "after": ""},
        {
            "path": "provider.fax",
            "kind": "changed",
            "item": "",
            "before": "480-555-0156",
            "after": "480-555-0199",
        },
        {"path": "offices", "kind": "removed", "item": office.name, "before": "", "after": ""},
    ]


def test_asking_again_for_the_same_gives_the_same_packet():
    case = stored_case()
    first = ask(case)
    assert ask(case) == first
    assert ask(case, name="Somebody Else").number == 2
    assert ask(case, sections=frozenset({Section.CALLS}), name="Somebody Else").number == 3
    assert Promise.objects.filter(kind="packet").count() == 3


def test_it_is_refused_until_plan_care_and_provider_are_told():
    case = make_case(filled=False)
    with pytest.raises(services.PacketRefused, match="Tell us about your plan, Describe the care"):
        ask(case)
    assert not Packet.objects.exists()


def test_it_is_refused_when_the_case_is_closed():
    case = stored_case()
    close_case(case=case, because="STOPPED", by=actor_for(case.opened_by), at=timezone.now())
    with pytest.raises(services.PacketRefused, match="closed"):
        ask(case)


def test_somebody_who_may_only_look_cannot_ask():
    case, helper = stored_case(), make_user()
    CaseAccess.objects.create(
        organization=case.organization, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    with pytest.raises(PermissionDenied):
        services.ask_for_packet(
            case=case, sections=[], signed_name="Helper", by=actor_for(helper), at=timezone.now()
        )


@pytest.mark.parametrize(
    "change",
    [{"contents": {}}, {"contents_sha256": "0" * 64}, {"signed_name": "Other"}, {"number": 9}],
    ids=lambda change: next(iter(change)),
)
def test_the_database_refuses_to_change_what_is_frozen(change):
    packet = ask(stored_case())
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Packet.objects.filter(pk=packet.pk).update(**change)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Packet.objects.filter(pk=packet.pk).delete()


def test_a_packet_that_could_not_be_made_is_asked_for_again_once():
    case = stored_case()
    packet = ask(case)
    Promise.objects.filter(kind="packet").update(state="FAILED")
    Packet.objects.filter(pk=packet.pk).update(state=PacketState.FAILED)
    packet.refresh_from_db()
    for _click in range(2):
        services.make_again(packet=packet, by=actor_for(case.opened_by), at=timezone.now())
    packet.refresh_from_db()
    assert packet.state == PacketState.ASKED
    assert Promise.objects.filter(kind="packet", state="WAITING").count() == 1


def test_a_packet_whose_worker_died_each_time_counts_as_failed():
    packet = ask(stored_case())
    assert not queries.has_failed(packet)
    Promise.objects.filter(kind="packet").update(state="FAILED")
    assert queries.has_failed(packet)


def test_nobody_signs_what_somebody_changed_after_the_check():
    case = stored_case()
    seen = services.mark_of(case, case_file(case))
    RequestedProvider.objects.filter(case=case).update(npi="1111111112")

    def sign(mark):
        return services.ask_for_packet(
            case=case,
            sections=[],
            signed_name="Maya Sample",
            seen=mark,
            by=actor_for(case.opened_by),
            at=timezone.now(),
        )

    with pytest.raises(services.PacketRefused, match="changed after you checked it"):
        sign(seen)
    assert not Packet.objects.exists()
    assert sign(services.mark_of(case, case_file(case))).contents["provider"]["npi"] == "1111111112"


def test_nobody_signs_a_plan_form_whose_boxes_were_decided_otherwise_after_the_check():
    case = make_case()
    form = make_case_form(case, by=case.opened_by)
    seen = services.mark_of(case, case_file(case))
    form.mapping = dict(list(form.mapping.items())[:1])
    form.save()

    with pytest.raises(services.PacketRefused, match="changed after you checked it"):
        services.ask_for_packet(
            case=case,
            sections=[Section.PLAN_FORM],
            signed_name="Ana Sample",
            seen=seen,
            by=actor_for(case.opened_by),
            at=timezone.now(),
        )
    assert not Packet.objects.exists()
