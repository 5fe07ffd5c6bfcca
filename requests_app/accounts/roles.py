"""Who of a facility's staff may do what: one table of rights by role, and which right a route asks for.

The middleware asks “has such a role somewhere” and tells the actor which roles may change things on this
route; `accounts.permissions` then asks for the role in the facility of the very case. Seeing is not a right
of this table: every role sees the cases of its facility and sites.
"""

from __future__ import annotations

from enum import Enum

from requests_app.models import Role


class Right(Enum):
    OPEN = "open cases, invite patients, make links for them"
    FACTS = "write who the patient is, the plan, the care, the provider"
    BENEFITS = "verify benefits"
    MESSAGES = "write to the patient"
    NOTES = "notes, tasks, tags, next steps, snooze, who has a case"
    PAPERS = "papers and the files of a case"
    CLINICAL = "the clinician's part: letters, what they say, calls between doctors, progress"
    CALLS = "calls to offices and to the plan, follow-ups, proof of the network"
    PACKETS = "make, sign, check and send packets and forms"
    ANSWERS = "decisions, appeals, complaints, agreements, renewals, clocks, bills"
    CLOSE = "close a case and open it again"
    BULK = "one thing for many cases"
    DIRECTORY = "insurers and plan forms of the facility, closed days"
    TEAM = "templates, imports, holds, leave of colleagues, work of others"
    LOG = "read who did what"
    FACILITY = "settings, sites, people, keys, retention, copies of everything"


_INTAKE = {Right.OPEN, Right.FACTS, Right.BENEFITS, Right.MESSAGES, Right.NOTES, Right.PAPERS}
_LIAISON = {Right.CLINICAL, Right.PAPERS, Right.NOTES, Right.MESSAGES}
_CASE_WORKER = _INTAKE | {
    Right.CLINICAL,
    Right.CALLS,
    Right.PACKETS,
    Right.ANSWERS,
    Right.CLOSE,
    Right.BULK,
    Right.DIRECTORY,
}
_LEAD = _CASE_WORKER | {Right.TEAM, Right.LOG}

RIGHTS_OF: dict[str, frozenset[Right]] = {
    Role.INTAKE: frozenset(_INTAKE),
    Role.LIAISON: frozenset(_LIAISON),
    Role.CASE_WORKER: frozenset(_CASE_WORKER),
    Role.LEAD: frozenset(_LEAD),
    Role.AUDITOR: frozenset({Right.LOG}),
    Role.ADMIN: frozenset(Right),
}
# Roles that change nothing, whatever the page.
ONLY_LOOKING = frozenset({str(Role.AUDITOR)})

# What the pages of an area ask for, by the first part of the route's name.
OF_AREA: dict[str, Right] = {
    "agreements": Right.ANSWERS,
    "appeals": Right.ANSWERS,
    "benefits": Right.BENEFITS,
    "bills_desk": Right.ANSWERS,
    "bulk": Right.BULK,
    "clinicians": Right.CLINICAL,
    "complaints": Right.ANSWERS,
    "costs": Right.BENEFITS,
    "dashboards": Right.NOTES,
    "decisions": Right.ANSWERS,
    "desk": Right.NOTES,
    "eobs": Right.ANSWERS,
    "evidence": Right.CALLS,
    "exchange": Right.FACILITY,
    "facilities": Right.FACILITY,
    "followups": Right.CALLS,
    "insurer_calls": Right.CALLS,
    "insurers": Right.DIRECTORY,
    "intake": Right.FACTS,
    "ladder": Right.ANSWERS,
    "listings": Right.CALLS,
    "message_templates": Right.TEAM,
    "messaging": Right.MESSAGES,
    "outreach": Right.CALLS,
    "oversight": Right.FACILITY,
    "packets": Right.PACKETS,
    "papers": Right.PAPERS,
    "planforms": Right.PACKETS,
    "renewals": Right.ANSWERS,
    "reprocessing": Right.ANSWERS,
    "staff": Right.NOTES,
    "strength": Right.PACKETS,
    "submissions": Right.PACKETS,
    "tracker": Right.NOTES,
    "tracks": Right.ANSWERS,
}
# Single pages that ask for something else than the rest of their area.
OF_ROUTE: dict[str, Right] = {
    "appeals:peer": Right.CLINICAL,
    "appeals:peer_edit": Right.CLINICAL,
    "appeals:peer_held": Right.CLINICAL,
    "exchange:import_add": Right.TEAM,
    "exchange:import_drop": Right.TEAM,
    "exchange:import_list": Right.TEAM,
    "exchange:import_preview": Right.TEAM,
    "exchange:import_report": Right.TEAM,
    "exchange:import_template": Right.TEAM,
    "exchange:provider_add": Right.DIRECTORY,
    "exchange:provider_edit": Right.DIRECTORY,
    "exchange:provider_list": Right.DIRECTORY,
    "exchange:provider_remove": Right.DIRECTORY,
    "facilities:case_site": Right.NOTES,
    "facilities:leave_add": Right.NOTES,
    "facilities:leave_end": Right.NOTES,
    "facilities:link_add": Right.OPEN,
    "facilities:link_code": Right.OPEN,
    "facilities:link_end": Right.OPEN,
    "facilities:link_list": Right.OPEN,
    "facilities:link_poster": Right.OPEN,
    "followups:event_file": Right.NOTES,
    "followups:follow_up_cancel": Right.NOTES,
    "followups:follow_up_done": Right.NOTES,
    "followups:follow_up_list": Right.NOTES,
    "followups:follow_up_move": Right.NOTES,
    "followups:reminder_add": Right.NOTES,
    "oversight:audit_file": Right.LOG,
    "oversight:audit_log": Right.LOG,
    "oversight:erasure_list": Right.LOG,
    "oversight:erasure_proof": Right.LOG,
    "oversight:hold_add": Right.TEAM,
    "oversight:hold_end": Right.TEAM,
    "planforms:form_add": Right.DIRECTORY,
    "planforms:form_detail": Right.DIRECTORY,
    "planforms:form_file": Right.DIRECTORY,
    "planforms:form_list": Right.DIRECTORY,
    "planforms:form_map": Right.DIRECTORY,
    "planforms:form_page": Right.DIRECTORY,
    "planforms:form_remove": Right.DIRECTORY,
    "renewals:progress": Right.CLINICAL,
    "staff:calendar": Right.DIRECTORY,
    "staff:call_interval": Right.DIRECTORY,
    "staff:case_new": Right.OPEN,
    "staff:closed_day_remove": Right.DIRECTORY,
    "staff:consent_add": Right.OPEN,
    "staff:consent_end": Right.OPEN,
    "staff:consents": Right.OPEN,
    "staff:invite": Right.OPEN,
    "staff:invite_patient": Right.OPEN,
    "staff:packet_check": Right.PACKETS,
    "tracker:close": Right.CLOSE,
    "tracker:reopen": Right.CLOSE,
    "tracker:settings": Right.FACTS,
}


def right_of(route: str) -> Right | None:
    """What changing something by this route asks for; None: no such page is for staff."""
    return OF_ROUTE.get(route) or OF_AREA.get(route.partition(":")[0])


def roles_with(right: Right | None) -> frozenset[str]:
    """A route that nobody thought of is the admins' alone."""
    return frozenset(role for role, rights in RIGHTS_OF.items() if (right or Right.FACILITY) in rights)


def editors_of(route: str) -> frozenset[str]:
    """The roles that may change things by this route."""
    return roles_with(right_of(route)) - ONLY_LOOKING
