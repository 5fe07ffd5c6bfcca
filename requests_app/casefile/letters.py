"""Papers kept with a case, and what a clinician signed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from requests_app.casefile.fields import (
    Code,
    Modifier,
    Npi,
    Part,
    Sha256,
    State,
    Text30,
    Text40,
    Text60,
    Text80,
    Text100,
    Text120,
    Text150,
    Text200,
    Text600,
)


class Paper(Part):
    """One uploaded paper. The file itself is not in the case file; its SHA-256 is.

    `received_at` is the moment the file came in (UTC), `dated_on` the day that stands on the paper.
    """

    kind: Literal[
        "INSURANCE_CARD",
        "DENIAL_LETTER",
        "CLINICIAN_LETTER",
        "REFERRAL",
        "PLAN_FORM",
        "EOB",
        "PLAN_ANSWER",
        "NOTES",
        "PROOF_OF_SENDING",
        "OTHER",
    ]
    title: Text120 = ""
    dated_on: date | None = None
    received_at: datetime
    sha256: Sha256
    media_type: Text40 = ""
    pages: Annotated[int, Field(ge=1, le=500)] = 1
    page_keys: list[Text200] = []
    in_packet: bool = False
    is_from_clinician: bool = False


class LetterCode(Part):
    """A code as the clinician confirmed or added it."""

    kind: Literal["DIAGNOSIS", "SERVICE", "REVENUE"]
    code: Code
    modifier: Modifier = ""
    own_words: Text120 = ""
    units: Annotated[int, Field(ge=1, le=999)] | None = None


class ClinicianAnswers(Part):
    """What the clinician’s form asks, page by page: you, diagnosis, services, why.

    `progress` is asked of a letter for a renewal only.
    """

    name: Text150 = ""
    credentials: Text60 = ""
    specialty: Text100 = ""
    license_state: State = ""
    license_number: Text30 = ""
    npi: Npi = ""
    phone: Text40 = ""
    peer_times: Text120 = ""
    diagnoses: list[LetterCode] = []
    since: Text80 = ""
    services: list[LetterCode] = []
    starts_on: date | None = None
    ends_on: date | None = None
    amount: Annotated[int, Field(ge=1, le=999)] | None = None
    amount_unit: Literal["", "VISITS", "DAYS", "HOURS", "UNITS"] = ""
    frequency: Text60 = ""
    level_of_care: Literal[
        "", "VISIT", "OUTPATIENT_PROGRAM", "DAY_PROGRAM", "RESIDENTIAL", "SURGERY", "OTHER"
    ] = ""
    care_specialty: Text100 = ""
    progress: Text600 = ""
    need: Text600 = ""
    why_not_network: Text600 = ""
    why_provider: Text600 = ""
    delay: Text600 = ""
    is_urgent: bool = False
    urgent_reason: Text600 = ""


class ClinicianLetter(Part):
    """A signed letter. `text` is the letter in the words that were signed; empty when it was uploaded.

    An uploaded letter is among the papers, with the same SHA-256.
    """

    number: Annotated[int, Field(ge=1)]
    answers: ClinicianAnswers = ClinicianAnswers()
    text: list[str] = []
    sha256: Sha256
    is_uploaded: bool = False
    signed_name: Text200
    signed_at: datetime
