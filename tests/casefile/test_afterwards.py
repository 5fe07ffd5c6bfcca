"""What follows a sending, in a case file: each row with its values and what it points at."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.utils import timezone

from requests_app.casefile.export import case_file, file_text
from requests_app.casefile.importer import import_case
from requests_app.casefile.reader import CaseFileRefused, read_case_file
from requests_app.common.actor import job
from requests_app.models import Document
from tests.factories.afterwards import everything_after
from tests.factories.cases import make_case

TODAY = date(2026, 11, 22)
LISTS = (
    "decisions",
    "appeals",
    "peer_to_peers",
    "complaints",
    "agreements",
    "units_used",
    "renewals",
    "coverage_changes",
    "escalations",
    "clock_pauses",
    "clock_extensions",
)


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def letter(case):
    return Document.objects.create(
        organization=case.organization,
        case=case,
        kind="DENIAL_LETTER",
        media_type="application/pdf",
        byte_size=10,
        sha256="ab" * 32,
        file_key="documents/sample/original",
        pages=1,
        received_at=timezone.now(),
        added_by=case.opened_by,
    )


def test_each_row_is_told_with_what_it_points_at(case, letter):
    rows = everything_after(case, letter)

    found = case_file(case)

    decision = found.decisions[0]
    assert (decision.track, decision.about, decision.is_current) == ("GAP", "REQUEST", True)
    assert (decision.letter_sha256, decision.left_out, decision.reason) == ("ab" * 32, ["DATES"], "NETWORK")
    assert [(one.code, one.units, str(one.rate)) for one in decision.lines] == [("H0015", 12, "350.00")]
    assert [(one.what, one.due_on) for one in decision.wanted] == [("Treatment plan", date(2026, 12, 1))]
    assert found.appeals[0].decision_key == decision.key == rows["decision"].public_id
    assert found.complaints[0].appeal_key == found.appeals[0].key
    assert found.peer_to_peers[0].decision_key == decision.key
    assert found.agreements[0].signed_copy_sha256 == "ab" * 32
    assert str(found.agreements[0].offers[0].rates[0].rate) == "310.50"
    assert found.units_used[0].line_key == decision.lines[0].key
    assert found.renewals[0].decision_key == decision.key
    assert found.escalations[0].track == found.clock_pauses[0].track == "GAP"
    assert all(len(getattr(found, name)) == 1 for name in LISTS)


def test_an_answer_that_another_replaced_stays_and_is_told_as_replaced(case):
    rows = everything_after(case)
    type(rows["decision"]).objects.update(replaced_at=timezone.now())

    assert [one.is_current for one in case_file(case).decisions] == [False]


def test_what_was_removed_is_left_out(case):
    rows = everything_after(case)
    now = timezone.now()
    for name in ("line", "wanted", "peer", "offer", "used", "change", "escalation", "pause", "extension"):
        type(rows[name]).objects.update(removed_at=now)

    found = case_file(case)

    assert found.decisions[0].lines == found.decisions[0].wanted == found.agreements[0].offers == []
    assert [name for name in LISTS if getattr(found, name)] == [
        "decisions",
        "appeals",
        "complaints",
        "agreements",
        "renewals",
    ]


def test_the_file_reads_again_and_an_import_leaves_out_what_followed_the_sending(case, letter):
    everything_after(case, letter)
    written = case_file(case)

    again = read_case_file(file_text(written), today=TODAY)
    by = job("test", scope=frozenset({case.organization_id}))
    imported = import_case(
        again, organization=case.organization, user=case.opened_by, by=by, at=timezone.now()
    )

    assert again == written
    assert [name for name in LISTS if getattr(case_file(imported), name)] == []


FAULTS = {
    "heard tomorrow": (
        {"decisions": [{"answer": "DENIED", "heard_on": "2026-11-23"}]},
        "decisions[0].heard_on",
    ),
    "ends before it starts": (
        {
            "decisions": [
                {
                    "answer": "APPROVED",
                    "heard_on": "2026-11-20",
                    "starts_on": "2026-12-07",
                    "ends_on": "2026-12-06",
                }
            ]
        },
        "decisions[0].ends_on",
    ),
    "no such rung": (
        {"escalations": [{"rung": "PRESIDENT", "done_on": "2026-11-20"}]},
        "escalations[0].rung",
    ),
    "less than nothing paid": (
        {
            "agreements": [
                {
                    "offers": [
                        {
                            "made_by": "PLAN",
                            "offered_on": "2026-11-20",
                            "rates": [{"code": "H0015", "rate": "-1.00", "unit": "DAYS"}],
                        }
                    ]
                }
            ]
        },
        "agreements[0].offers[0].rates[0].rate",
    ),
    "decided before it was sent": (
        {"appeals": [{"level": "INTERNAL", "sent_on": "2026-11-20", "decided_on": "2026-11-19"}]},
        "appeals[0].decided_on",
    ),
}


@pytest.mark.parametrize(("data", "place"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_at_its_place(data, place):
    text = json.dumps({"format": "sca-portal-case", "version": 4, **data})
    with pytest.raises(CaseFileRefused) as refusal:
        read_case_file(text, today=TODAY)
    assert [path for path, _text in refusal.value.faults] == [f"$.{place}"]
