"""The one order of the lists in a case file, so that the same case always gives the same file."""

from __future__ import annotations

from datetime import date

from requests_app.casefile.schema import Attempt, CareCode, CaseFile, InsurerCall, Office

CODE_ORDER = {"DIAGNOSIS": 0, "SERVICE": 1, "REVENUE": 2}


def in_order(file: CaseFile) -> CaseFile:
    """Offices by first contact (names still to call last), tries and calls by date, codes by kind.

    What is equal stays in the order in which it was written down.
    """
    offices = [
        office.model_copy(update={"attempts": sorted(office.attempts, key=_contacted)})
        for office in file.offices
    ]
    care = file.care.model_copy(update={"codes": sorted(file.care.codes, key=_kind)})
    return file.model_copy(
        update={
            "care": care,
            "offices": sorted(offices, key=_first_contact),
            "insurer_calls": sorted(file.insurer_calls, key=_called),
        }
    )


def _contacted(attempt: Attempt) -> date:
    return attempt.contacted_on


def _first_contact(office: Office) -> date:
    return office.attempts[0].contacted_on if office.attempts else date.max


def _called(call: InsurerCall) -> date:
    return call.called_on


def _kind(code: CareCode) -> int:
    return CODE_ORDER[code.kind]
