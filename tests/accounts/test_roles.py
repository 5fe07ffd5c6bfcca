"""The table of roles, as a person reads it: which role may change what."""

from __future__ import annotations

import pytest

from requests_app.accounts.roles import ONLY_LOOKING, Right, editors_of, roles_with

NEW, LETTERS, WORK, LEAD, ADMIN = "INTAKE", "LIAISON", "CASE_WORKER", "LEAD", "ADMIN"
TABLE = {
    "staff:case_new": {NEW, WORK, LEAD, ADMIN},
    "intake:step": {NEW, WORK, LEAD, ADMIN},
    "benefits:check_add": {NEW, WORK, LEAD, ADMIN},
    "messaging:staff_write": {NEW, LETTERS, WORK, LEAD, ADMIN},
    "staff:note_add": {NEW, LETTERS, WORK, LEAD, ADMIN},
    "staff:task_add": {NEW, LETTERS, WORK, LEAD, ADMIN},
    "papers:paper_add": {NEW, LETTERS, WORK, LEAD, ADMIN},
    "clinicians:ask_add": {LETTERS, WORK, LEAD, ADMIN},
    "appeals:peer_edit": {LETTERS, WORK, LEAD, ADMIN},
    "insurer_calls:step": {WORK, LEAD, ADMIN},
    "outreach:office_add": {WORK, LEAD, ADMIN},
    "packets:sign": {WORK, LEAD, ADMIN},
    "submissions:record": {WORK, LEAD, ADMIN},
    "decisions:answer_add": {WORK, LEAD, ADMIN},
    "appeals:start": {WORK, LEAD, ADMIN},
    "tracker:close": {WORK, LEAD, ADMIN},
    "bulk:confirm": {WORK, LEAD, ADMIN},
    "message_templates:template_edit": {LEAD, ADMIN},
    "exchange:import_add": {LEAD, ADMIN},
    "oversight:hold_add": {LEAD, ADMIN},
    "facilities:settings": {ADMIN},
    "facilities:staff_disable": {ADMIN},
    "exchange:token_add": {ADMIN},
    "oversight:erasure_confirm": {ADMIN},
    "nobody:thought_of_this": {ADMIN},
}


@pytest.mark.parametrize("route", TABLE)
def test_who_may_change_something_by_this_page(route):
    assert editors_of(route) == TABLE[route]


def test_an_auditor_changes_nothing_and_an_admin_may_all():
    assert all(not ONLY_LOOKING & editors_of(route) for route in TABLE)
    assert all(ADMIN in roles_with(right) for right in Right)
