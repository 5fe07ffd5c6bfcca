"""The evidence in a case file: offices, tries to reach them, listings kept, questions asked in writing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from requests_app.casefile.fields import (
    Npi,
    OfficeName,
    Part,
    Sha256,
    State,
    Text40,
    Text50,
    Text60,
    Text100,
    Text150,
    Text200,
    Text300,
    Text500,
    Text2000,
    YesNo,
    Zip,
)


class Attempt(Part):
    """One try to reach an office."""

    contacted_on: date
    day_part: Literal["", "MORNING", "AFTERNOON", "EVENING"] = ""
    channel: Literal["PHONE", "ONLINE", "EMAIL", "WALKED_IN"] = "PHONE"
    spoke_with: Text100 = ""
    outcome: Literal["", "REACHED", "LEFT_MESSAGE", "NO_ANSWER", "BUSY", "DEAD_NUMBER"] = ""


class Capture(Part):
    """A picture or PDF of a directory page. The file itself is not in the case file; its SHA-256 is.

    `received_at` is the moment the file came in (UTC), `seen_on` the day the person looked.
    """

    seen_on: date
    received_at: datetime
    sha256: Sha256
    media_type: Text40 = ""
    pages: Annotated[int, Field(ge=1, le=500)] = 1
    page_keys: list[Text200] = []
    found_at: Text300 = ""
    shows: Text300 = ""
    in_packet: bool = True


class NetworkQuestion(Part):
    """The written question “is this provider in network?”, the day an answer was due, and the answer."""

    about_name: OfficeName
    about_npi: Npi = ""
    asked_on: date
    way: Literal["PORTAL", "EMAIL", "FAX", "MAIL"]
    sent_to: Text150 = ""
    due_on: date | None = None
    due_rule: Text60 = ""
    answer: Literal["", "IN_NETWORK", "NOT_IN_NETWORK", "UNCLEAR"] = ""
    answered_on: date | None = None
    answer_text: Text500 = ""
    reference: Text50 = ""


class CallsStatement(Part):
    """“I made these calls”, as it was signed. `covers` is the log in the words that were read."""

    number: Annotated[int, Field(ge=1)]
    covers: list[Text500] = []
    covers_sha256: Sha256
    signed_name: Text200
    signed_at: datetime


class Office(Part):
    """One in-network office. An empty result is a name still to call."""

    name: OfficeName
    kind: Literal["", "PERSON", "FACILITY"] = ""
    npi: Npi = ""
    phone: Text40 = ""
    street: Text150 = ""
    city: Text100 = ""
    state: State = ""
    zip_code: Zip = ""
    specialty: Text100 = ""
    found_in: Literal["", "PLAN_WEBSITE", "PLAN_PHONE", "LETTER", "OTHER"] = ""
    found_on: date | None = None
    found_at: Text300 = ""
    listed_accepting: Literal["", "YES", "EXISTING_ONLY", "NO"] = ""
    attempts: list[Attempt] = []
    result: Literal[
        "",
        "DOES_NOT_TREAT",
        "NOT_TAKING",
        "WAIT_TOO_LONG",
        "TOO_FAR",
        "NOT_IN_NETWORK",
        "WRONG_NUMBER",
        "NO_ANSWER",
        "WEB_FORM_ONLY",
        "CAN_SEE_ME",
        "WRONG_AGE",
        "OFFERED_DATE",
        "OTHER",
    ] = ""
    result_text: Text300 = ""
    gave_no_date: bool = False
    first_open_on: date | None = None
    visit_mode: Literal["", "IN_PERSON", "VIDEO", "EITHER"] = ""
    distance: Annotated[Decimal, Field(ge=0, le=500, decimal_places=1)] | None = None
    distance_unit: Literal["", "MILES", "MINUTES"] = ""
    gives_all_care: YesNo = ""
    missing_care: Text300 = ""
    declined_why: Text300 = ""
    proof_note: Text300 = ""
    notes: Text2000 = ""
    captures: list[Capture] = []
    questions: list[NetworkQuestion] = []
