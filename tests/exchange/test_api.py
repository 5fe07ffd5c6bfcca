"""A facility's own system opens a case once, reads where it stands, and fetches the packet."""

from __future__ import annotations

import copy
import hashlib
import json

import pytest
from django.urls import reverse
from openapi_spec_validator import validate

from requests_app.exchange.api_document import document
from requests_app.exchange.api_presenters import EXAMPLE
from requests_app.models import AuditEntry, Case, Consent, Invitation, OutgoingEmail, OutsideKey, Packet
from requests_app.packets import files
from tests.conftest import PortalClient
from tests.factories.cases import make_case
from tests.factories.exchange import make_token
from tests.factories.people import make_facility, make_member, make_user


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def admin(facility):
    return make_member(facility, role="ADMIN")


@pytest.fixture
def headers(facility, admin):
    return {"Authorization": f"Bearer {make_token(facility, admin)[1]}"}


def send(body, headers, **more):
    return PortalClient().post(
        reverse("api:cases"),
        body if isinstance(body, str) else json.dumps(body),
        content_type="application/json",
        headers={**headers, **more},
    )


def read(headers, **asked):
    return PortalClient().get(reverse("api:cases"), asked, headers=headers)


def changed(**parts):
    body = copy.deepcopy(EXAMPLE)
    for path, value in parts.items():
        place = body
        *outer, last = path.split("__")
        for name in outer:
            place = place[name]
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return body


def test_the_example_of_the_guide_opens_a_case_as_a_call_would(facility, admin, headers):
    response = send(EXAMPLE, headers)

    assert response.status_code == 201, response.content
    case = Case.objects.select_related("patient", "coverage").get(public_id=response.json()["id"])
    assert response.headers["Location"] == reverse("api:case", args=[case.public_id])
    assert (case.organization, case.opened_by, case.waiting_on) == (facility, admin, "US")
    assert (case.patient.first_name, case.coverage.member_id) == ("Ana", "XEX000000001")
    assert set(Consent.objects.filter(case=case).values_list("to_what", "given_by", "how")) == {
        ("KEEP", "Ana Sample", "VERBAL"),
        ("MAIL", "Ana Sample", "VERBAL"),
    }
    assert not case.access.exists()
    assert Invitation.objects.get(case=case).email == "ana@example.com"
    assert OutgoingEmail.objects.filter(template="staff/invitation").count() == 1
    assert {entry.actor[:4] for entry in AuditEntry.objects.filter(case_id=case.public_id)} == {"key:"}


def test_asking_twice_opens_one_case(headers):
    first, second = send(EXAMPLE, headers), send(changed(patient__first_name="Other"), headers)
    by_header = send(changed(outside_id=None), headers, **{"Idempotency-Key": "k1"})
    again = send(changed(outside_id=None), headers, **{"Idempotency-Key": "k1"})

    assert [one.status_code for one in (first, second, by_header, again)] == [201, 200, 201, 200]
    assert first.json()["id"] == second.json()["id"] != by_header.json()["id"] == again.json()["id"]
    assert Case.objects.count() == 2
    assert first.json()["outside_ids"] == [EXAMPLE["outside_id"]]
    assert by_header.json()["outside_ids"] == []


def test_the_same_name_in_another_facility_is_another_case(headers):
    other = make_facility()
    theirs = {"Authorization": f"Bearer {make_token(other, make_member(other, role='ADMIN'))[1]}"}

    assert send(EXAMPLE, headers).json()["id"] != send(EXAMPLE, theirs).json()["id"]
    assert OutsideKey.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (changed(consent=None), "/consent"),
        (changed(consent__given=False), "/consent/given"),
        (changed(consent__to=["MAIL"]), ""),
        (changed(consent__given_at="2999-01-01T00:00:00Z"), "/consent/given_at"),
        (changed(consent__given_at="2026-11-20T15:04:00"), "/consent/given_at"),
        (changed(outside_id=None), "/outside_id"),
        (changed(patient__email=None, patient__phone=None), ""),
        (changed(patient__state="ZZ"), ""),
        (changed(patient__first_name="A\u0000"), "/patient/first_name"),
        (changed(patient__last_name="x" * 101), "/patient/last_name"),
        (changed(plan__insurer=7), "/plan/insurer"),
        (changed(site_id="7c9e6679-7425-40de-944b-e07fc1f90ae7"), "/site_id"),
        (changed(diagnosis="F33.2"), "/diagnosis"),
        ("{", ""),
        ("[]", ""),
    ],
)
def test_what_is_not_right_is_named_by_its_place_and_nothing_is_saved(body, pointer, headers):
    response = send(body, headers)

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert [one["pointer"] for one in response.json()["errors"]] == [pointer]
    assert "F33.2" not in response.content.decode()
    assert not Case.objects.exists()


def test_only_json_is_taken(headers):
    url = reverse("api:cases")

    assert PortalClient().post(url, {"a": "b"}, headers=headers).status_code == 415


def test_a_list_goes_on_where_it_ended_and_misses_none(facility, headers):
    made = [make_case(user=make_user(), facility=facility) for _ in range(5)]

    seen, after = [], ""
    while True:
        answer = read(headers, limit="2", **({"after": after} if after else {})).json()
        seen += [one["reference"] for one in answer["cases"]]
        after = answer["next"]
        if after is None:
            break

    assert seen == [case.reference for case in Case.objects.order_by("changed_at", "pk")]
    again = read(headers, changed_since=answer["read_until"]).json()["cases"]
    assert [one["reference"] for one in again] == seen
    assert set(seen) == {case.reference for case in made}


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"limit": "0"}, "?limit"),
        ({"limit": "201"}, "?limit"),
        ({"limit": "9" * 40}, "?limit"),
        ({"status": "open"}, "?status"),
        ({"after": "x"}, "?after"),
        ({"changed_since": "2026-11-01"}, "?changed_since"),
        ({"name": "Ana"}, "?"),
    ],
)
def test_what_is_asked_wrongly_is_named(asked, pointer, headers):
    response = read(headers, **asked)

    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, pointer)


def test_nothing_clinical_comes_out(facility, headers):
    case = make_case(user=make_user(), facility=facility)

    text = PortalClient().get(reverse("api:case", args=[case.public_id]), headers=headers).content.decode()

    for word in ("Ana", "Sample", "depression", "Psychiatry", case.coverage.member_id, case.provider.name):
        assert word not in text


def test_a_packet_that_is_ready_is_handed_out_as_it_was_signed(facility, admin, headers):
    case = make_case(user=make_user(), facility=facility)
    packet = Packet.objects.create(
        organization=facility, case=case, number=1, contents={}, contents_sha256="0" * 64,
        template_version="1", signed_name="Ana Sample", signed_by=admin, signed_at=case.created_at,
    )  # fmt: skip
    url = reverse("api:packet", args=[case.public_id, packet.public_id])
    assert PortalClient().get(url, headers=headers).status_code == 404
    data = b"%PDF-1.7 sample"
    files.write_whole("packets/one.pdf", data)
    sha256 = hashlib.sha256(data).hexdigest()
    Packet.objects.filter(pk=packet.pk).update(
        state="READY", file_key="packets/one.pdf", pdf_bytes=15, pdf_pages=1, ready_at=case.created_at,
        pdf_sha256=sha256,
    )  # fmt: skip

    (told,) = (
        PortalClient().get(reverse("api:case", args=[case.public_id]), headers=headers).json()["packets"]
    )
    response = PortalClient().get(url, headers=headers)
    assert (told["id"], told["sha256"]) == (str(packet.public_id), sha256)
    assert (response.status_code, b"".join(response.streaming_content)) == (200, data)
    assert AuditEntry.objects.filter(action="packets.downloaded", actor__startswith="key:").count() == 1

    files.write_whole("packets/one.pdf", b"something else")
    assert PortalClient().get(url, headers=headers).status_code == 409


def test_the_document_is_openapi_and_the_guide_says_the_words_of_consent(client, facility):
    validate(document())

    assert client.get(reverse("api:openapi")).json()["openapi"] == "3.1.0"
    guide = client.get(reverse("api:guide")).content.decode()
    assert "may keep what you tell us" in guide


NONSENSE = [
    b"",
    b"null",
    b"\xff\xfe{",
    b'"\\ud800"',
    b"[" * 100_000,
    b'{"a":' * 5_000,
    json.dumps(changed(patient__birth_date="0000-00-00")).encode(),
    json.dumps(changed(patient__birth_date=-1e308)).encode(),
    json.dumps(changed(consent__given_at=10**400)).encode(),
    json.dumps(changed(consent__to=["KEEP"] * 10_000 + ["X"])).encode(),
    json.dumps(changed(patient__first_name={"$ne": None})).encode(),
    json.dumps(changed(outside_id__value="\u202e" * 81)).encode(),
    json.dumps(EXAMPLE).replace('"Ana"', "NaN").encode(),
    json.dumps(changed(patient__first_name="x" * 3_000_000)).encode(),
]


def test_nonsense_is_refused_in_words_and_saves_nothing(headers):
    answers = [
        PortalClient(raise_request_exception=False).post(
            reverse("api:cases"), body, content_type="application/json", headers=headers
        )
        for body in NONSENSE
    ]

    assert {one.status_code for one in answers} <= {400, 413, 415, 422}
    assert max(len(one.content) for one in answers if one.status_code == 422) < 20_000
    assert not Case.objects.exists()
