"""The rows of the access policy for bills; see `accounts.policy`."""

from __future__ import annotations

from requests_app.accounts.policy_words import FORM, GET, POST, Row, Who

BILLS: dict[str, Row] = {
    # the bills of a case: typed, with a photo beside them, or from a file
    "eobs:eob_list": Row(GET, Who.CASE_VIEW),
    "eobs:eob_picture": Row(GET, Who.CASE_VIEW),
    "eobs:eob_add": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "eobs:eob_detail": Row(GET, Who.CASE_VIEW),
    "eobs:claim_edit": Row(FORM, Who.CASE_EDIT),
    "eobs:line_list": Row(GET, Who.CASE_VIEW),
    "eobs:line_add": Row(FORM, Who.CASE_EDIT),
    "eobs:line_edit": Row(FORM, Who.CASE_EDIT),
    "eobs:line_remove": Row(FORM, Who.CASE_EDIT),
    "eobs:look_over": Row(FORM, Who.CASE_EDIT),
    "eobs:photo_add": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "eobs:provider_bill": Row(FORM, Who.CASE_EDIT),
    "eobs:eob_remove": Row(FORM, Who.CASE_EDIT),
    "eobs:file_add": Row(FORM, Who.CASE_EDIT, takes_files=True),
    "eobs:file_preview": Row(FORM, Who.CASE_EDIT),
    "eobs:file_drop": Row(POST, Who.CASE_EDIT),
    # a facility's remittance files, and the claims of its cases that do not match
    "bills_desk:desk": Row(GET, Who.STAFF),
    "bills_desk:remittance_add": Row(FORM, Who.STAFF_EDIT, takes_files=True),
    "bills_desk:remittance_preview": Row(FORM, Who.STAFF_EDIT),
    "bills_desk:remittance_drop": Row(POST, Who.STAFF_EDIT),
    # a claim sent back to the plan
    "reprocessing:start": Row(FORM, Who.CASE_EDIT),
    "reprocessing:detail": Row(GET, Who.CASE_VIEW),
    "reprocessing:points": Row(FORM, Who.CASE_EDIT),
    "reprocessing:statement": Row(FORM, Who.CASE_EDIT),
    "reprocessing:script": Row(GET, Who.CASE_VIEW),
    "reprocessing:asked": Row(FORM, Who.CASE_EDIT),
    "reprocessing:office_told": Row(FORM, Who.CASE_EDIT),
    "reprocessing:answer_due": Row(FORM, Who.CASE_EDIT),
    "reprocessing:outcome": Row(FORM, Who.CASE_EDIT),
    "reprocessing:withdraw": Row(FORM, Who.CASE_EDIT),
    "reprocessing:appeal": Row(FORM, Who.CASE_EDIT),
    # the check for everyone: nothing is stored before the visitor says so
    "eobcheck:start": Row(FORM, Who.PUBLIC, takes_files=True, never_kept=True),
    "eobcheck:review": Row(POST, Who.PUBLIC, never_kept=True),
    "eobcheck:keep": Row(POST, Who.PUBLIC, never_kept=True),
}
