"""The pages of the office log: the lists, and the short pages of one office."""

from requests_app.outreach.views.calls import call_mode, call_office
from requests_app.outreach.views.imports import import_drop, import_preview, import_start
from requests_app.outreach.views.lists import (
    call_sheet,
    office_detail,
    office_list,
    office_names,
    office_remove,
    part_done,
)
from requests_app.outreach.views.npi import npi_find
from requests_app.outreach.views.statement import statement_page as statement
from requests_app.outreach.views.steps import office_add, office_check, office_step

__all__ = [
    "call_mode",
    "call_office",
    "call_sheet",
    "import_drop",
    "import_preview",
    "import_start",
    "npi_find",
    "office_add",
    "office_check",
    "office_detail",
    "office_list",
    "office_names",
    "office_remove",
    "office_step",
    "part_done",
    "statement",
]
