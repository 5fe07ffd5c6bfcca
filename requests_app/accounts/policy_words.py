"""What a row of the access policy is made of."""

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
    STAFF_LEAD = "leads and admins with a second factor"
    STAFF_ADMIN = "admins with a second factor"
    STAFF_AUDIT = "auditors, leads and admins with a second factor"
    API = "a facility’s own system, by a key with the scope for it"
    DEMO = "anybody, in the demonstration only"


@dataclass(frozen=True)
class Row:
    """`takes_files`: files sent to any other route are dropped unread (`accounts.uploads`).

    `never_kept`: what is typed there is not even held for a moment, as other pages do for a language switch.
    """

    methods: tuple[str, ...]
    who: Who
    takes_files: bool = False
    never_kept: bool = False


GET = ("GET",)
POST = ("POST",)
FORM = ("GET", "POST")
