"""The offices of a case file that were asked: numbered as every list numbers them, with what still counts.

One definition for evidence, strength check and packet, so that row 4 is the same office everywhere.
"""

from __future__ import annotations

from typing import Any

from requests_app.casefile.offices import Office
from requests_app.casefile.schema import CaseFile
from requests_app.outreach.results import OfficeResult, ReasonGroup, reason_group, set_aside

_NOT_SAID: dict[str, Any] = {"first_open_on": None, "gave_no_date": False}


def logged(case: CaseFile) -> list[Office]:
    """Offices with a result, in the order in which they are numbered, with what goes with that result."""
    return [stated(office) for office in case.offices if office.result]


def stated(office: Office) -> Office:
    """Without the answers that another result has set aside: kept, but said by nobody now."""
    names = set_aside(office.result, gives_all_care=office.gives_all_care)
    unsaid = {name: _NOT_SAID.get(name, "") for name in names}
    unsaid = {name: value for name, value in unsaid.items() if getattr(office, name) != value}
    return office.model_copy(update=unsaid) if unsaid else office


def result_of(office: Office) -> OfficeResult:
    return OfficeResult(
        code=office.result, tries=len(office.attempts), gives_all_care=office.gives_all_care != "NO"
    )


def group_of(office: Office) -> ReasonGroup | None:
    return reason_group(result_of(office))
