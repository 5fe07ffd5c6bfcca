"""What a seeded facility holds: cases in every state, with what the queue, the pages and the charts read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from requests_app import models
from requests_app.cases.references import ALPHABET
from requests_app.management.scale.rows import chance, insert, pick

FIRST = ("Ana", "José", "Mei", "Omar", "Zoë", "Luis", "Inés", "Tomás", "Ruth", "Sam", "Noor", "Petra", "Ivo")
LAST = ("Sample", "Muñoz", "Example", "Demo", "Peña", "Öster", "García", "Tester", "Trial", "Beispiel")
STATES = ("AZ", "CA", "TX", "NY", "FL", "OH", "WA", "IL")
PROVIDERS = ("Example Recovery Center", "Sample Clinic", "Ejemplo Centro Médico", "Demo Specialty Care")
REASONS = ("NETWORK", "NECESSITY", "NOT_COVERED", "LATE", "PAPERS", "OTHER")
IS_SENT = "status IN ('SENT', 'ANSWERED', 'APPEALING') OR (status = 'CLOSED' AND outcome <> '')"
STATUS = f"""CASE WHEN {chance(1, 100)} < 34 THEN 'PREPARING' WHEN {chance(1, 100)} < 52 THEN 'SENT'
    WHEN {chance(1, 100)} < 62 THEN 'ANSWERED' WHEN {chance(1, 100)} < 66 THEN 'APPEALING'
    ELSE 'CLOSED' END"""
OUTCOME = f"""CASE WHEN s IN ('PREPARING', 'SENT') THEN '' WHEN s = 'APPEALING' THEN 'DENIED'
    WHEN s = 'CLOSED' AND {chance(3, 10)} < 3 THEN ''
    ELSE {pick(("APPROVED", "APPROVED", "PARTLY", "DENIED", "DENIED"), chance(2, 5))} END"""
# Every case is told apart by g, its number among all seeded ones; its day of opening lies in the last 400.
_MIXED = f"(g * 7919 %% {22**6})"
_LETTERS = [f"substr('{ALPHABET}', (1 + ({_MIXED} / {22**place}) %% 22)::int, 1)" for place in range(6)]
REFERENCE = " || ".join([*_LETTERS[:4], "'-'", *_LETTERS[4:]])
NUMBERS = f"""(SELECT g, s, {OUTCOME} AS o, now() - make_interval(days => {chance(4, 400)}::int) AS opened
    FROM (SELECT g, {STATUS} AS s
          FROM generate_series(%(first)s::bigint, %(last)s) AS g) AS drawn) AS cases"""  # noqa: S608
FIRST_NAME = pick(FIRST, chance(21, 9973))
LAST_NAME = f"{pick(LAST, chance(22, 9949))} || ' ' || (g %% 9000 + 1000)"
INSURER = f"'Sample Health Plan ' || (1 + {chance(25, 17)})"
DECIDED = f"CURRENT_DATE - {chance(5, 200)}::int"
CASES = {
    "organization_id": "%(organization)s",
    "reference": REFERENCE,
    "status": "s",
    "outcome": "o",
    "outcome_on": f"CASE WHEN o <> '' THEN {DECIDED} END",
    # What triggers would find out below is said at once, or each case would be written several times.
    "sort_name": f"app_plain({LAST_NAME} || ' ' || {FIRST_NAME})",
    "sort_plan": f"app_plain({INSURER})",
    "approval_ends_on": f"CASE WHEN o IN ('APPROVED', 'PARTLY') THEN {DECIDED} + 90 END",
    "appeal_by": f"CASE WHEN o = 'DENIED' AND s <> 'CLOSED' THEN {DECIDED} + 180 END",
    "opened_by_id": "%(patient)s",
    "owner_id": f"CASE WHEN {chance(6, 4)} > 0 THEN (%(staff)s)[1 + {chance(7, 97)} %% %(heads)s] END",
    "language": f"CASE WHEN {chance(8, 8)} = 0 THEN 'es' ELSE 'en' END",
    "keep_until": "CURRENT_DATE + 2000",
    "is_urgent": f"{chance(9, 11)} = 0",
    "next_action": """CASE s WHEN 'PREPARING' THEN (ARRAY['FILL_IN','CALL_1','CALL_OFFICES','MAKE_PACKET',
        'SEND'])[1 + g %% 5] WHEN 'SENT' THEN (ARRAY['CALL_2', 'CALL_3'])[1 + g %% 2] WHEN 'ANSWERED'
        THEN CASE o WHEN 'DENIED' THEN 'APPEAL' ELSE 'CHOOSE' END
        WHEN 'APPEALING' THEN 'APPEAL_CHECK' ELSE 'NONE' END""",
    "waiting_on": "CASE WHEN s IN ('SENT', 'APPEALING') THEN 'PLAN' WHEN g %% 5 = 0 THEN 'CLINICIAN' "
    "WHEN g %% 3 = 0 THEN 'US' ELSE 'PATIENT' END",
    "waiting_since": f"now() - make_interval(days => {chance(10, 30)}::int)",
    "due_on": f"CASE WHEN s = 'CLOSED' OR (s = 'PREPARING' AND g %% 3 > 0) THEN NULL "
    f"ELSE CURRENT_DATE + {chance(11, 29)}::int - 9 END",
    "last_contact_at": f"now() - make_interval(hours => {chance(12, 300)}::int)",
    "unanswered_since": f"CASE WHEN s <> 'CLOSED' AND {chance(13, 50)} = 0 THEN "
    f"now() - make_interval(hours => {chance(14, 90)}::int) END",
    "snoozed_until": f"CASE WHEN s <> 'CLOSED' AND {chance(15, 40)} = 0 THEN "
    f"CURRENT_DATE + {chance(16, 14)}::int END",
    "created_at": "opened",
    "changed_at": "opened",
}
# The seeded cases of this facility again, with their numbers.
THERE = """(SELECT c.*, c.id AS case_id, row_number() OVER (ORDER BY c.id) + %(first)s - 1 AS g
    FROM requests_app_case c WHERE c.organization_id = %(organization)s AND c.opened_by_id = %(patient)s)"""


def fill(values: Mapping[str, Any]) -> dict[str, int]:
    """All rows of one facility, in the order that keys ask for. Returns how many of each table."""
    made = {"Case": insert(models.Case, CASES, of=NUMBERS, values=values)}
    for model, columns, condition in (*_sections(), *_events(), *_answers()):
        of = f"{THERE} AS there WHERE {condition}"
        made[model.__name__] = made.get(model.__name__, 0) + insert(model, columns, of=of, values=values)
    for model, columns, source in _below():
        made[model.__name__] = insert(model, columns, of=source, values=values)
    return made


def _own(**columns: str) -> dict[str, str]:
    return {
        "organization_id": "%(organization)s",
        "case_id": "case_id",
        "created_at": "created_at",
        **columns,
    }


def _sections() -> list[tuple[Any, dict[str, str], str]]:
    phone = f"'602-555-01' || lpad({chance(20, 100)}::text, 2, '0')"
    return [
        (
            models.PatientDetails,
            _own(
                first_name=FIRST_NAME,
                last_name=LAST_NAME,
                phone=phone,
                state=pick(STATES, chance(23, 97)),
                birth_date=f"CURRENT_DATE - {chance(24, 20000)}::int - 6000",
                speaking_language="CASE WHEN language = 'es' THEN 'Spanish' ELSE '' END",
            ),
            "true",
        ),
        (
            models.Coverage,
            _own(
                insurer=INSURER,
                member_id="'SHP' || lpad((g * 7919 %% 1000000000)::text, 9, '0')",
                plan_state=pick(STATES, chance(23, 97)),
                source="'JOB'",
            ),
            "true",
        ),
        (models.CareRequest, _own(kind="'OTHER'", description="'Outpatient treatment'"), "true"),
        (
            models.RequestedProvider,
            _own(name=f"{pick(PROVIDERS, chance(26, 97))} || ' ' || (g %% 40 + 1)", phone=phone),
            "true",
        ),
        (models.Story, _own(), "true"),
        (
            models.CaseAccess,
            _own(user_id="%(patient)s", relation="'PATIENT'", level="'EDIT'"),
            "true",
        ),
    ]


def _packet(at: str) -> dict[str, str]:
    """The columns of a packet that is ready, without its file."""
    return _own(
        number="1",
        state="'READY'",
        contents="'{}'::jsonb",
        contents_sha256="repeat('0', 64)",
        template_version="'seed'",
        signed_name="'Ana Sample'",
        signed_by_id="%(patient)s",
        signed_at=at,
        file_key="'packets/seed/' || case_id",
        pdf_sha256="repeat('0', 64)",
        pdf_bytes="1000",
        pdf_pages="9",
        ready_at=at,
    )


def _events() -> list[tuple[Any, dict[str, str], str]]:
    sent = f"created_at + make_interval(days => {chance(30, 25)}::int + 2)"
    return [
        (
            models.CaseTransition,
            _own(from_status="'PREPARING'", to_status="'SENT'", event="'sent'", actor="'job:seed'", at=sent),
            IS_SENT,
        ),
        (
            models.CaseTransition,
            _own(
                from_status="'SENT'",
                to_status="'ANSWERED'",
                event="'answered'",
                actor="'job:seed'",
                at=f"{sent} + make_interval(days => {chance(31, 20)}::int + 3)",
            ),
            "outcome <> ''",
        ),
        (
            models.WaitingSpan,
            _own(waiting_on="'PATIENT'", since="created_at", until=sent),
            IS_SENT,
        ),
        (models.WaitingSpan, _own(waiting_on="waiting_on", since="waiting_since"), "status <> 'CLOSED'"),
        (
            models.OutreachOffice,
            _own(name="'Example Office ' || (g %% 900)", result=pick(("NOT_TAKING", "TOO_FAR"), "g")),
            "g %% 3 < 2",
        ),
        (
            models.Packet,
            _packet(sent),
            IS_SENT,
        ),
        (
            models.AuditEntry,
            {
                "organization_id": "%(organization)s",
                "actor": "'user:' || %(patient)s",
                "user_id": "%(patient)s",
                "action": "'cases.opened'",
                "target": "'Case'",
                "target_id": "public_id",
                "case_id": "public_id",
                "at": "created_at",
            },
            "true",
        ),
    ]


def _answers() -> list[tuple[Any, dict[str, str], str]]:
    return [
        (
            models.Decision,
            _own(
                answer="outcome",
                heard_on="outcome_on",
                decided_on="outcome_on",
                is_in_writing="g %% 5 > 0",
                reason=f"CASE outcome WHEN 'DENIED' THEN {pick(REASONS, chance(40, 97))} ELSE '' END",
                starts_on="CASE WHEN outcome <> 'DENIED' THEN outcome_on END",
                ends_on="CASE WHEN outcome <> 'DENIED' THEN outcome_on + 90 END",
                appeal_by="CASE WHEN outcome = 'DENIED' THEN outcome_on + 180 END",
                recorded_by_id="%(patient)s",
                recorded_at="now()",
            ),
            "outcome <> ''",
        ),
        (
            models.FollowUp,
            _own(kind="'APPEAL_BY'", due_on="outcome_on + 180"),
            "outcome = 'DENIED' AND status <> 'CLOSED'",
        ),
        (
            models.CaseMessage,
            _own(
                side="'PATIENT'",
                author_id="%(patient)s",
                text="'When will I hear from you?'",
                written_at="unanswered_since",
                send_at="unanswered_since",
                sent_at="unanswered_since",
            ),
            "unanswered_since IS NOT NULL",
        ),
    ]


def _below() -> list[tuple[Any, dict[str, str], str]]:
    """Rows that hang on rows made just before."""
    mine = "organization_id = %(organization)s"
    return [
        (
            models.Submission,
            _own(packet_id="id", sent_on="ready_at::date", way="'FAX'", recorded_at="ready_at"),
            f"requests_app_packet WHERE {mine}",
        ),
        (
            models.Appeal,
            _own(
                decision_id="d.id",
                case_id="d.case_id",
                created_at="d.created_at",
                level="'INTERNAL'",
                state="'SENT'",
                started_by_id="%(patient)s",
                started_at="now()",
                sent_on="d.heard_on",
            ),
            f"requests_app_decision d JOIN requests_app_case c ON c.id = d.case_id "
            f"WHERE d.{mine} AND c.status = 'APPEALING'",
        ),
        (
            models.OutreachAttempt,
            {
                "organization_id": "%(organization)s",
                "office_id": "id",
                "contacted_on": "created_at::date",
                "channel": "'PHONE'",
                "created_at": "created_at",
            },
            f"requests_app_outreachoffice WHERE {mine}",
        ),
    ]
