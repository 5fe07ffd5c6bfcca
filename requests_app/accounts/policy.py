"""Who may ask for which address with which method. Deny by default: a route without a row is closed.

PolicyMiddleware enforces the column `who` as far as it can without the case; the view's
`get_case_or_404` and the service's permission check do the rest. `tests/architecture/test_access_policy.py`
walks the URL resolver and asks every route with every method as every kind of actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Who(Enum):
    PUBLIC = "anybody"
    SIGNED_IN = "anybody signed in"
    CASE_VIEW = "people of the case, helpers who may only look and auditors included"
    CASE_EDIT = "people of the case who may type"
    PATIENT_SIDE = "the patient or the caregiver, nobody else"
    CLINICIAN = "whoever typed the code of a clinician’s link, for that one letter"
    STAFF = "staff with a second factor"
    STAFF_EDIT = "staff with a second factor who may change things"
    DEMO = "anybody, in the demonstration only"


STAFF_ONLY = {Who.STAFF, Who.STAFF_EDIT}
ONLY_LOOKING = {"AUDITOR"}
# Of a clinician’s pages, those that still open after a no: it may not have been their patient.
AFTER_A_NO = {"clinicians:declined", "clinicians:leave"}


@dataclass(frozen=True)
class Row:
    """`takes_files`: files sent to any other route are dropped unread (`accounts.uploads`)."""

    methods: tuple[str, ...]
    who: Who
    takes_files: bool = False


GET = ("GET",)
POST = ("POST",)
FORM = ("GET", "POST")

ROWS: dict[str, Row] = {
    # public
    "home": Row(GET, Who.PUBLIC),
    "healthz": Row(GET, Who.PUBLIC),
    "language": Row(POST, Who.PUBLIC),
    "signed_out": Row(GET, Who.PUBLIC),
    "how_it_works": Row(GET, Who.PUBLIC),
    "privacy": Row(GET, Who.PUBLIC),
    "accessibility": Row(GET, Who.PUBLIC),
    "help": Row(GET, Who.PUBLIC),
    "terms": Row(GET, Who.PUBLIC),
    "caught_mail": Row(GET, Who.DEMO),
    "caught_texts": Row(GET, Who.DEMO),
    # triage
    "triage:question": Row(FORM, Who.PUBLIC),
    "triage:result": Row(GET, Who.PUBLIC),
    "triage:emergency": Row(FORM, Who.PUBLIC),
    "triage:other_path": Row(FORM, Who.PUBLIC),
    "triage:start_over": Row(POST, Who.PUBLIC),
    "triage:worth": Row(FORM, Who.PUBLIC),
    # knowledge: the source behind a sentence, and who regulates a plan
    "knowledge:why": Row(GET, Who.PUBLIC),
    "knowledge:who_regulates": Row(FORM, Who.PUBLIC),
    "knowledge:regulator": Row(GET, Who.PUBLIC),
    "knowledge:help_directory": Row(GET, Who.PUBLIC),
    "knowledge:help_state": Row(GET, Who.PUBLIC),
    # accounts: sign-in (allauth's own names, because allauth reverses them)
    "account_login": Row(FORM, Who.PUBLIC),
    "account_logout": Row(FORM, Who.PUBLIC),
    "account_inactive": Row(GET, Who.PUBLIC),
    "account_request_login_code": Row(FORM, Who.PUBLIC),
    "account_confirm_login_code": Row(FORM, Who.PUBLIC),
    "account_reauthenticate": Row(FORM, Who.SIGNED_IN),
    "account_change_password": Row(FORM, Who.SIGNED_IN),
    "account_set_password": Row(FORM, Who.SIGNED_IN),
    "mfa_index": Row(GET, Who.SIGNED_IN),
    "mfa_authenticate": Row(FORM, Who.PUBLIC),
    "mfa_reauthenticate": Row(FORM, Who.SIGNED_IN),
    "mfa_activate_totp": Row(FORM, Who.SIGNED_IN),
    "mfa_deactivate_totp": Row(FORM, Who.SIGNED_IN),
    "mfa_view_recovery_codes": Row(GET, Who.SIGNED_IN),
    "mfa_generate_recovery_codes": Row(FORM, Who.SIGNED_IN),
    "mfa_download_recovery_codes": Row(GET, Who.SIGNED_IN),
    "mfa_list_webauthn": Row(GET, Who.SIGNED_IN),
    "mfa_add_webauthn": Row(FORM, Who.SIGNED_IN),
    "mfa_remove_webauthn": Row(FORM, Who.SIGNED_IN),
    "mfa_edit_webauthn": Row(FORM, Who.SIGNED_IN),
    "mfa_reauthenticate_webauthn": Row(FORM, Who.SIGNED_IN),
    "mfa_login_webauthn": Row(FORM, Who.PUBLIC),
    "staff_second_factor": Row(GET, Who.SIGNED_IN),
    # intake: account steps and opening a case
    "intake:save": Row(FORM, Who.PUBLIC),
    "intake:facility": Row(FORM, Who.PUBLIC),
    "intake:invitation": Row(FORM, Who.PUBLIC),
    "intake:agree": Row(FORM, Who.SIGNED_IN),
    "intake:passkey_offer": Row(GET, Who.SIGNED_IN),
    # intake: the question pages
    "intake:step": Row(FORM, Who.CASE_EDIT),
    "intake:check": Row(FORM, Who.CASE_EDIT),
    "intake:read": Row(GET, Who.CASE_VIEW),
    "intake:codes": Row(GET, Who.CASE_EDIT),
    "intake:code_add": Row(FORM, Who.CASE_EDIT),
    "intake:code_remove": Row(FORM, Who.CASE_EDIT),
    "intake:code_find": Row(FORM, Who.CASE_EDIT),
    # tracker
    "tracker:my_cases": Row(GET, Who.SIGNED_IN),
    "tracker:task_list": Row(GET, Who.CASE_VIEW),
    "tracker:timeline": Row(GET, Who.CASE_VIEW),
    "tracker:standing": Row(GET, Who.CASE_VIEW),
    "tracker:settings": Row(FORM, Who.CASE_EDIT),
    "tracker:helpers": Row(GET, Who.PATIENT_SIDE),
    "tracker:helper_add": Row(FORM, Who.PATIENT_SIDE),
    "tracker:helper_remove": Row(FORM, Who.PATIENT_SIDE),
    "tracker:download_case": Row(GET, Who.CASE_VIEW),
    "tracker:close": Row(FORM, Who.CASE_EDIT),
    "tracker:reopen": Row(POST, Who.CASE_EDIT),
    # outreach
    "outreach:office_list": Row(GET, Who.CASE_VIEW),
    "outreach:office_names": Row(FORM, Who.CASE_EDIT),
    "outreach:office_add": Row(FORM, Who.CASE_EDIT),
    "outreach:office_step": Row(FORM, Who.CASE_EDIT),
    "outreach:office_check": Row(FORM, Who.CASE_EDIT),
    "outreach:office_detail": Row(GET, Who.CASE_VIEW),
    "outreach:office_remove": Row(FORM, Who.CASE_EDIT),
    "outreach:part_done": Row(POST, Who.CASE_EDIT),
    "outreach:call_sheet": Row(GET, Who.CASE_VIEW),
    "outreach:call_mode": Row(GET, Who.CASE_EDIT),
    "outreach:call_office": Row(FORM, Who.CASE_EDIT),
    "outreach:statement": Row(FORM, Who.CASE_EDIT),
    "outreach:import_start": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "outreach:import_preview": Row(FORM, Who.CASE_EDIT),
    "outreach:import_drop": Row(POST, Who.CASE_EDIT),
    "outreach:npi_find": Row(FORM, Who.CASE_EDIT),
    # listings: directory pages kept, and the written question
    "listings:listing_list": Row(GET, Who.CASE_VIEW),
    "listings:capture_add": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "listings:capture_detail": Row(GET, Who.CASE_VIEW),
    "listings:capture_edit": Row(FORM, Who.CASE_EDIT),
    "listings:capture_file": Row(GET, Who.CASE_VIEW),
    "listings:capture_page": Row(GET, Who.CASE_VIEW),
    "listings:capture_turn": Row(POST, Who.CASE_EDIT),
    "listings:capture_remove": Row(FORM, Who.CASE_EDIT),
    "listings:question_add": Row(FORM, Who.CASE_EDIT),
    "listings:question_letter": Row(GET, Who.CASE_VIEW),
    "listings:question_answer": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "listings:answer_file": Row(GET, Who.CASE_VIEW),
    "listings:question_remove": Row(FORM, Who.CASE_EDIT),
    # evidence: the picture, and the rules that apply
    "evidence:picture": Row(GET, Who.CASE_VIEW),
    "evidence:rules": Row(GET, Who.CASE_VIEW),
    # strength
    "strength:check": Row(GET, Who.CASE_VIEW),
    "strength:same_story": Row(GET, Who.CASE_VIEW),
    "strength:stated": Row(FORM, Who.CASE_EDIT),
    "strength:settle": Row(POST, Who.CASE_EDIT),
    # what it costs, and the three things a plan can be asked for
    "costs:worth": Row(GET, Who.CASE_VIEW),
    "costs:edit": Row(FORM, Who.CASE_EDIT),
    "tracks:track_list": Row(GET, Who.CASE_VIEW),
    "tracks:track_edit": Row(FORM, Who.CASE_EDIT),
    "tracks:clock": Row(GET, Who.CASE_VIEW),
    "tracks:clock_start": Row(FORM, Who.CASE_EDIT),
    "tracks:fast_path": Row(FORM, Who.CASE_EDIT),
    "tracks:pause_add": Row(FORM, Who.CASE_EDIT),
    "tracks:pause_end": Row(FORM, Who.CASE_EDIT),
    "tracks:extension_add": Row(FORM, Who.CASE_EDIT),
    "tracks:clock_entry_remove": Row(FORM, Who.CASE_EDIT),
    # the stall ladder
    "ladder:rungs": Row(GET, Who.CASE_VIEW),
    "ladder:rung": Row(FORM, Who.CASE_EDIT),
    "ladder:entry_edit": Row(FORM, Who.CASE_EDIT),
    "ladder:entry_remove": Row(FORM, Who.CASE_EDIT),
    # decisions: what the plan said, line by line
    "decisions:answer_list": Row(GET, Who.CASE_VIEW),
    "decisions:answer_add": Row(FORM, Who.CASE_EDIT),
    "decisions:answer_detail": Row(GET, Who.CASE_VIEW),
    "decisions:answer_edit": Row(FORM, Who.CASE_EDIT),
    "decisions:answer_remove": Row(FORM, Who.CASE_EDIT),
    "decisions:letter_add": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "decisions:terms": Row(FORM, Who.CASE_EDIT),
    "decisions:line_add": Row(FORM, Who.CASE_EDIT),
    "decisions:line_edit": Row(FORM, Who.CASE_EDIT),
    "decisions:line_remove": Row(FORM, Who.CASE_EDIT),
    "decisions:left_out": Row(FORM, Who.CASE_EDIT),
    "decisions:denial": Row(FORM, Who.CASE_EDIT),
    "decisions:script": Row(GET, Who.CASE_VIEW),
    "decisions:wanted_add": Row(FORM, Who.CASE_EDIT),
    "decisions:wanted_edit": Row(FORM, Who.CASE_EDIT),
    "decisions:wanted_done": Row(POST, Who.CASE_EDIT),
    "decisions:wanted_remove": Row(FORM, Who.CASE_EDIT),
    # the single case agreement
    "agreements:agreement": Row(GET, Who.CASE_VIEW),
    "agreements:terms": Row(FORM, Who.CASE_EDIT),
    "agreements:offer_add": Row(FORM, Who.CASE_EDIT),
    "agreements:offer_detail": Row(GET, Who.CASE_VIEW),
    "agreements:offer_edit": Row(FORM, Who.CASE_EDIT),
    "agreements:offer_answer": Row(FORM, Who.CASE_EDIT),
    "agreements:offer_remove": Row(FORM, Who.CASE_EDIT),
    "agreements:rate_add": Row(FORM, Who.CASE_EDIT),
    "agreements:rate_edit": Row(FORM, Who.CASE_EDIT),
    "agreements:rate_remove": Row(FORM, Who.CASE_EDIT),
    "agreements:signed": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "agreements:end": Row(FORM, Who.CASE_EDIT),
    # renewal and continuity
    "renewals:overview": Row(GET, Who.CASE_VIEW),
    "renewals:used_add": Row(FORM, Who.CASE_EDIT),
    "renewals:used_remove": Row(FORM, Who.CASE_EDIT),
    "renewals:start": Row(FORM, Who.CASE_EDIT),
    "renewals:renewal_detail": Row(GET, Who.CASE_VIEW),
    "renewals:what_next": Row(FORM, Who.CASE_EDIT),
    "renewals:retest": Row(FORM, Who.CASE_EDIT),
    "renewals:progress": Row(FORM, Who.CASE_EDIT),
    "renewals:withdraw": Row(FORM, Who.CASE_EDIT),
    "renewals:change_add": Row(FORM, Who.CASE_EDIT),
    "renewals:change_detail": Row(GET, Who.CASE_VIEW),
    "renewals:change_edit": Row(FORM, Who.CASE_EDIT),
    "renewals:change_remove": Row(FORM, Who.CASE_EDIT),
    # appeals and the call between the doctors
    "appeals:appeal_list": Row(GET, Who.CASE_VIEW),
    "appeals:start": Row(FORM, Who.CASE_EDIT),
    "appeals:appeal_detail": Row(GET, Who.CASE_VIEW),
    "appeals:deadline": Row(FORM, Who.CASE_EDIT),
    "appeals:claim_file": Row(FORM, Who.CASE_EDIT),
    "appeals:proof": Row(FORM, Who.CASE_EDIT),
    "appeals:statement": Row(FORM, Who.CASE_EDIT),
    "appeals:route": Row(FORM, Who.CASE_EDIT),
    "appeals:answer_due": Row(FORM, Who.CASE_EDIT),
    "appeals:outcome": Row(FORM, Who.CASE_EDIT),
    "appeals:withdraw": Row(FORM, Who.CASE_EDIT),
    "appeals:peer": Row(GET, Who.CASE_VIEW),
    "appeals:peer_edit": Row(FORM, Who.CASE_EDIT),
    "appeals:peer_held": Row(FORM, Who.CASE_EDIT),
    # complaints
    "complaints:complaint_list": Row(GET, Who.CASE_VIEW),
    "complaints:start": Row(FORM, Who.CASE_EDIT),
    "complaints:complaint_detail": Row(GET, Who.CASE_VIEW),
    "complaints:statement": Row(FORM, Who.CASE_EDIT),
    "complaints:sent": Row(FORM, Who.CASE_EDIT),
    "complaints:answered": Row(FORM, Who.CASE_EDIT),
    "complaints:withdraw": Row(FORM, Who.CASE_EDIT),
    # insurers: how to reach them, and what they look for
    "insurers:plan_contacts": Row(GET, Who.CASE_VIEW),
    "insurers:contact_list": Row(GET, Who.STAFF),
    "insurers:contact_add": Row(FORM, Who.STAFF_EDIT),
    "insurers:contact_edit": Row(FORM, Who.STAFF_EDIT),
    "insurers:contact_checked": Row(POST, Who.STAFF_EDIT),
    "insurers:contact_remove": Row(FORM, Who.STAFF_EDIT),
    # insurer calls
    "insurer_calls:call_list": Row(GET, Who.CASE_VIEW),
    "insurer_calls:call_card": Row(FORM, Who.CASE_EDIT),
    "insurer_calls:call_detail": Row(GET, Who.CASE_VIEW),
    "insurer_calls:call_edit": Row(FORM, Who.CASE_EDIT),
    "insurer_calls:call_remove": Row(FORM, Who.CASE_EDIT),
    "insurer_calls:promise_reminder": Row(POST, Who.CASE_EDIT),
    # papers: what was uploaded, and what is still wanted
    "papers:paper_list": Row(GET, Who.CASE_VIEW),
    "papers:paper_add": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "papers:paper_detail": Row(GET, Who.CASE_VIEW),
    "papers:paper_edit": Row(FORM, Who.CASE_EDIT),
    "papers:paper_turn": Row(POST, Who.CASE_EDIT),
    "papers:paper_move": Row(POST, Who.CASE_EDIT),
    "papers:paper_use": Row(POST, Who.CASE_EDIT),
    "papers:paper_remove": Row(FORM, Who.CASE_EDIT),
    "papers:paper_file": Row(GET, Who.CASE_VIEW),
    "papers:paper_page": Row(GET, Who.CASE_VIEW),
    "papers:want": Row(FORM, Who.CASE_EDIT),
    # clinicians: what the case asks of them
    "clinicians:ask_list": Row(GET, Who.CASE_VIEW),
    "clinicians:ask_add": Row(FORM, Who.CASE_EDIT),
    "clinicians:ask_detail": Row(GET, Who.CASE_VIEW),
    "clinicians:ask_edit": Row(FORM, Who.CASE_EDIT),
    "clinicians:ask_send": Row(POST, Who.CASE_EDIT),
    "clinicians:ask_revoke": Row(FORM, Who.CASE_EDIT),
    "clinicians:ask_sheet": Row(GET, Who.CASE_VIEW),
    "clinicians:ask_message": Row(FORM, Who.CASE_EDIT),
    "clinicians:letter": Row(GET, Who.CASE_VIEW),
    "clinicians:letter_file": Row(GET, Who.CASE_VIEW),
    # clinicians: their own pages; the first ones show nothing of anybody
    "clinicians:link": Row(GET, Who.PUBLIC),
    "clinicians:landing": Row(GET, Who.PUBLIC),
    "clinicians:send_code": Row(POST, Who.PUBLIC),
    "clinicians:code": Row(FORM, Who.PUBLIC),
    "clinicians:gone": Row(GET, Who.PUBLIC),
    "clinicians:overview": Row(GET, Who.CLINICIAN),
    "clinicians:form_step": Row(FORM, Who.CLINICIAN, takes_files=True),
    "clinicians:find_code": Row(FORM, Who.CLINICIAN),
    "clinicians:review": Row(FORM, Who.CLINICIAN),
    "clinicians:done": Row(GET, Who.CLINICIAN),
    "clinicians:done_file": Row(GET, Who.CLINICIAN),
    "clinicians:new_version": Row(POST, Who.CLINICIAN),
    "clinicians:upload": Row(FORM, Who.CLINICIAN, takes_files=True),
    "clinicians:decline": Row(FORM, Who.CLINICIAN),
    "clinicians:declined": Row(GET, Who.CLINICIAN),
    "clinicians:question": Row(FORM, Who.CLINICIAN),
    "clinicians:leave": Row(POST, Who.CLINICIAN),
    # the plan’s own forms: of a facility for all its cases, or of one case
    "planforms:form_list": Row(GET, Who.STAFF),
    "planforms:form_add": Row(FORM, Who.STAFF_EDIT, takes_files=True),
    "planforms:form_detail": Row(GET, Who.STAFF),
    "planforms:form_map": Row(FORM, Who.STAFF_EDIT),
    "planforms:form_remove": Row(FORM, Who.STAFF_EDIT),
    "planforms:form_file": Row(GET, Who.STAFF),
    "planforms:form_page": Row(GET, Who.STAFF),
    "planforms:case_form": Row(GET, Who.CASE_VIEW),
    "planforms:case_form_add": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "planforms:case_form_map": Row(FORM, Who.CASE_EDIT),
    "planforms:case_form_remove": Row(FORM, Who.CASE_EDIT),
    "planforms:case_form_file": Row(GET, Who.CASE_VIEW),
    "planforms:case_form_page": Row(GET, Who.CASE_VIEW),
    # packets
    "packets:packet_list": Row(GET, Who.CASE_VIEW),
    "packets:options": Row(FORM, Who.CASE_EDIT),
    "packets:review": Row(GET, Who.CASE_VIEW),
    "packets:sign": Row(FORM, Who.CASE_EDIT),
    "packets:packet_detail": Row(GET, Who.CASE_VIEW),
    "packets:packet_retry": Row(POST, Who.CASE_EDIT),
    "packets:download": Row(GET, Who.CASE_VIEW),
    "packets:packet_copy": Row(GET, Who.CASE_VIEW),
    "packets:sheet": Row(GET, Who.CASE_VIEW),
    # submissions and follow-up
    "submissions:send": Row(GET, Who.CASE_VIEW),
    "submissions:record": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "submissions:confirmation": Row(GET, Who.CASE_VIEW),
    "submissions:proof_add": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "submissions:proof_file": Row(GET, Who.CASE_VIEW),
    "submissions:fax": Row(FORM, Who.STAFF_EDIT),
    "submissions:fax_detail": Row(GET, Who.STAFF),
    "submissions:fax_settle": Row(FORM, Who.STAFF_EDIT),
    "followups:follow_up_list": Row(GET, Who.CASE_VIEW),
    "followups:reminder_add": Row(FORM, Who.CASE_EDIT),
    "followups:follow_up_move": Row(FORM, Who.CASE_EDIT),
    "followups:follow_up_done": Row(POST, Who.CASE_EDIT),
    "followups:follow_up_cancel": Row(FORM, Who.CASE_EDIT),
    "followups:pause": Row(POST, Who.CASE_EDIT),
    "followups:interval": Row(FORM, Who.CASE_EDIT),
    "followups:event_file": Row(GET, Who.CASE_VIEW),
    # how a person is reached: their own settings, and what machines of others ask
    "texts:contact": Row(GET, Who.SIGNED_IN),
    "texts:number": Row(FORM, Who.SIGNED_IN),
    "texts:number_code": Row(FORM, Who.SIGNED_IN),
    "texts:stop": Row(POST, Who.SIGNED_IN),
    "texts:previews": Row(POST, Who.SIGNED_IN),
    "texts:incoming": Row(POST, Who.PUBLIC),
    "texts:status": Row(POST, Who.PUBLIC),
    "calendars:feed": Row(FORM, Who.SIGNED_IN),
    "calendars:feed_file": Row(GET, Who.PUBLIC),
    # staff
    "staff:queue": Row(GET, Who.STAFF),
    "staff:case": Row(GET, Who.STAFF),
    "staff:assign": Row(FORM, Who.STAFF_EDIT),
    "staff:next_action": Row(FORM, Who.STAFF_EDIT),
    "staff:note_add": Row(FORM, Who.STAFF_EDIT),
    "staff:invite": Row(FORM, Who.STAFF_EDIT),
    "staff:calendar": Row(FORM, Who.STAFF_EDIT),
    "staff:closed_day_remove": Row(FORM, Who.STAFF_EDIT),
    "staff:call_interval": Row(FORM, Who.STAFF_EDIT),
    "staff:delays": Row(GET, Who.STAFF),
}
