"""Codes as the pages show them: with their official name, our words, and what may be added with one press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.intake import queries
from requests_app.knowledge.codes import CodeSuggestion, code_record, code_suggestions
from requests_app.knowledge.diagnoses import Diagnosis, diagnosis, find_diagnoses
from requests_app.knowledge.plans import plan_facts_of
from requests_app.models import CareCode, Case

ADDED_BY = {"STAFF": gettext_lazy("Care team"), "CLINICIAN": gettext_lazy("Clinician")}
MOST_FOUND = 20


@dataclass(frozen=True)
class FoundCode:
    """`form_key` makes a second press of the same button one change."""

    diagnosis: Diagnosis
    is_in_list: bool
    form_key: str


@dataclass(frozen=True)
class OfferedCode:
    suggestion: CodeSuggestion
    form_key: str


def found_codes(case: Case, words: str) -> list[FoundCode]:
    listed = {code.code for code in queries.codes_of(case)}
    return [
        FoundCode(found, found.code in listed, str(uuid4())) for found in find_diagnoses(words, MOST_FOUND)
    ]


def offered_codes(case: Case, listed: list[CareCode]) -> list[OfferedCode]:
    """What the level of care is often asked for with, but for codes that are in the list already."""
    there = {code.code for code in listed}
    offered = code_suggestions(
        case.care.level_of_care, case.care.kind, plan_facts_of(case.coverage, case.care)
    )
    return [OfferedCode(one, str(uuid4())) for one in offered if one.code not in there]


def code_card(case: Case, code: CareCode) -> dict[str, Any]:
    facts: list[dict[str, Any]] = [
        *_what_it_is(code),
        {"label": _("Modifier"), "value": code.modifier},
        {"label": _("Units"), "value": code.units},
        {"label": _("In your own words"), "value": code.own_words},
        {"label": _("Added by"), "value": ADDED_BY.get(code.added_by)},
    ]
    return {
        "title": f"{code.get_kind_display()}: {code.code}",
        "facts": [fact for fact in facts if fact["value"]],
        "remove_url": reverse(
            "intake:code_remove", kwargs={"case_id": case.public_id, "code_id": code.public_id}
        ),
    }


def _what_it_is(code: CareCode) -> list[dict[str, Any]]:
    if code.kind == CareCode.Kind.DIAGNOSIS:
        found = diagnosis(code.code)
        # The official names exist in English only.
        return [{"label": _("Official name"), "value": found.name, "lang": "en"}] if found else []
    known = code_record(code.code)
    return [{"label": _("What it stands for"), "value": str(known.text)}] if known else []
