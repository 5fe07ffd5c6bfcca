"""What pages say about a list: why a file or a row is left out, what is odd, what each row would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.models.outreach import ListedAccepting
from requests_app.outreach.imports.rows import MOST_ROWS, Doubt, Fault, FileRefused, FoundOffice, Reason

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FAULTS: dict[Fault, StrOrPromise] = {
    Fault.TOO_LARGE: gettext_lazy(
        "“%(file)s” is larger than %(value)s MB. Make a smaller list, for example of your city only"
    ),
    Fault.TOO_MANY: gettext_lazy(
        "“%(file)s” has %(value)s offices. Up to %(most)s can be read at a time: pick those near you first"
    ),
    Fault.EMPTY: gettext_lazy("“%(file)s” is empty"),
    Fault.NOT_TEXT: gettext_lazy(
        "“%(file)s” is no text. Save the list as CSV in your spreadsheet, or as JSON, and try again"
    ),
    Fault.NOT_JSON: gettext_lazy("“%(file)s” is JSON that breaks off or has a mistake. Download it again"),
    Fault.FOREIGN: gettext_lazy(
        "“%(file)s” is another kind of file (%(value)s). It must be a directory Bundle (Plan-Net) or a "
        "providers.json"
    ),
    Fault.NO_NAME_COLUMN: gettext_lazy(
        "“%(file)s” has no column with names. Its first line says: %(value)s. Call one column “Name”"
    ),
    Fault.NO_OFFICES: gettext_lazy("“%(file)s” names no offices"),
}
REASONS: dict[Reason, StrOrPromise] = {
    Reason.NAME_MISSING: gettext_lazy("it has no name"),
    Reason.NAME_LENGTH: gettext_lazy("its name must have 2 to 150 characters"),
    Reason.FORMULA: gettext_lazy("a cell starts with a formula"),
    Reason.TWICE: gettext_lazy("the same office stands further up"),
    Reason.UNREADABLE: gettext_lazy("it cannot be read"),
    Reason.NOT_ACTIVE: gettext_lazy("the list says that it is no longer active"),
}
DOUBTS: dict[Doubt, StrOrPromise] = {
    Doubt.NPI_DIGIT: gettext_lazy("Check the NPI, one number looks wrong"),
    Doubt.NPI_SHAPE: gettext_lazy("NPI left out: it is not 10 numbers"),
    Doubt.PHONE: gettext_lazy("Phone left out: it is no number"),
    Doubt.ZIP: gettext_lazy("ZIP code left out: it is not 5 or 9 numbers"),
    Doubt.STATE: gettext_lazy("State left out: it is not known"),
    Doubt.SHORTENED: gettext_lazy("A long text was cut"),
}
CALL_TO_ASK = gettext_lazy("Call to ask if they take new patients")


def fault_text(refused: FileRefused, *, file: str) -> str:
    return FAULTS[refused.fault] % {"file": file[:60], "value": refused.value, "most": f"{MOST_ROWS:,}"}


def error_text(error: dict[str, Any]) -> str:
    values = {"number": error["number"], "reason": REASONS[Reason(error["reason"])], "name": error["name"]}
    if error["name"]:
        return _("Row %(number)s, %(name)s: %(reason)s") % values
    return _("Row %(number)s: %(reason)s") % values


def row_text(row: FoundOffice, *, is_known: bool) -> str:
    """Psychiatry · Phoenix, AZ 85004 · 602-555-0101 · Call to ask if they take new patients"""
    place = ", ".join(part for part in (row.city, f"{row.state} {row.zip_code}".strip()) if part)
    accepting = ListedAccepting(row.listed_accepting).label if row.listed_accepting else CALL_TO_ASK
    known = _("You already have this one") if is_known else ""
    doubts = (str(DOUBTS[Doubt(one)]) for one in row.doubts)
    return " · ".join(
        part for part in (known, row.specialty, place, row.phone, str(accepting), *doubts) if part
    )
