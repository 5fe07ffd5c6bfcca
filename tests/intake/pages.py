"""Answers for every page of the wizard, and how to post them as a browser would."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.urls import reverse

from requests_app.intake.steps import STEPS

GOOD: dict[tuple[str, str], dict[str, object]] = {
    ("you", "name"): {
        "first_name": "José-Luis O’Example",
        "last_name": "",
        "birth_date_month": "Mar",
        "birth_date_day": "27",
        "birth_date_year": "1984",
    },
    ("you", "caregiver"): {"caregiver_name": "Eva Sample", "caregiver_relation": "mother"},
    ("you", "address"): {
        "street": "12 Example Street",
        "unit": "4B",
        "city": "Phoenix",
        "state": "AZ",
        "zip_code": "85004 1234",
        "phone": "(602) 555-0142",
    },
    ("you", "language"): {
        "reading_language": "es",
        "speaking_language": "Español",
        "access_needs": "Large print",
    },
    ("plan", "source"): {"source": "JOB", "plan_state": "AZ"},
    ("plan", "insurer"): {"insurer": "Sample Health Plan", "plan_phone": "800-555-0111"},
    ("plan", "member"): {"member_id": "SHP123456789", "group_number": "GRP-001"},
    ("plan", "main-person"): {"is_subscriber": "NO"},
    ("plan", "subscriber"): {
        "subscriber_first_name": "Pat",
        "subscriber_last_name": "Sample",
        "subscriber_birth_date_month": "1",
        "subscriber_birth_date_day": "2",
        "subscriber_birth_date_year": "1960",
        "relation_to_subscriber": "CHILD",
    },
    ("plan", "type"): {"plan_kind": "UNSURE"},
    ("plan", "detail"): {"source_detail": "CHURCH_JOB"},
    ("plan", "funding"): {"is_self_funded": "UNSURE"},
    ("care", "kind"): {"kind": "OTHER", "kind_text": "Pain care"},
    ("care", "timing"): {"timing": "NOT_STARTED", "how_soon": "WEEKS_2"},
    ("care", "reasons"): {"gap_reasons": ["WAIT", "DISTANCE"]},
    ("care", "need"): {
        "description": "three days a week of treatment for depression",
        "specialty": "Psychiatry",
        "level_of_care": "OUTPATIENT_PROGRAM",
    },
    ("care", "dates"): {
        "starts_on_month": "12",
        "starts_on_day": "7",
        "starts_on_year": "2099",
        "ends_on_month": "12",
        "ends_on_day": "30",
        "ends_on_year": "2099",
        "amount": "36",
        "amount_unit": "DAYS",
        "frequency": "3 days a week",
    },
    ("care", "harm"): {"clinician_says_waiting_harms": "YES"},
    ("care", "codes-known"): {"codes_known": "CLINICIAN"},
    ("provider", "name"): {
        "name": "Example Desert Program",
        "credentials": "LCSW",
        "specialty": "Psychiatry",
    },
    ("provider", "numbers"): {"npi": "1234567893", "tax_id": "12-3456789"},
    ("provider", "place"): {
        "street": "400 Sample Road",
        "unit": "",
        "city": "Scottsdale",
        "state": "AZ",
        "zip_code": "85251",
        "phone": "480-555-0155",
        "fax": "480-555-0156",
    },
    ("provider", "agreed"): {
        "agreed": "YES",
        "agreed_on_month": "11",
        "agreed_on_day": "2",
        "agreed_on_year": "2025",
        "first_date_month": "12",
        "first_date_day": "7",
        "first_date_year": "2099",
        "price": "$1,250",
    },
    ("provider", "agreement"): {
        "accepts_agreement": "YES",
        "agreement_contact": "Billing office, 480-555-0157",
        "will_not_bill_rest": "UNSURE",
    },
    ("why", "reasons"): {"reasons": ["TREATS_THIS", "SOONEST"], "why_text": "They can start on December 7."},
    ("story", "need"): {"need_now": "My clinician asked me to start in December."},
    ("story", "tried"): {"tried": "I called four offices in November."},
    ("story", "waiting"): {"waiting": "I cannot work while I wait."},
}
LONG = "x" * 900
NONSENSE: dict[tuple[str, str], dict[str, object]] = {
    ("you", "name"): {**GOOD["you", "name"], "birth_date_month": "Foo", "birth_date_day": "45"},
    ("you", "caregiver"): {"caregiver_name": LONG, "caregiver_relation": "mother"},
    ("you", "address"): {**GOOD["you", "address"], "zip_code": "850", "state": "ZZ", "phone": "12"},
    ("you", "language"): {**GOOD["you", "language"], "reading_language": "xx"},
    ("plan", "source"): {"source": "NOPE", "plan_state": "AZ"},
    ("plan", "insurer"): {"insurer": "S", "plan_phone": "call me"},
    ("plan", "member"): {"member_id": "!!", "group_number": LONG},
    ("plan", "main-person"): {"is_subscriber": "PERHAPS"},
    ("plan", "subscriber"): {**GOOD["plan", "subscriber"], "relation_to_subscriber": "BOSS"},
    ("plan", "type"): {"plan_kind": "ABC"},
    ("plan", "detail"): {"source_detail": "TRICARE"},
    ("plan", "funding"): {"is_self_funded": "MAYBE"},
    ("care", "kind"): {"kind": "MAGIC"},
    ("care", "timing"): {"timing": "SOON", "how_soon": "WEEKS_2"},
    ("care", "reasons"): {"gap_reasons": ["WAIT", "NOT_LOOKED"]},
    ("care", "need"): {**GOOD["care", "need"], "description": LONG},
    ("care", "dates"): {**GOOD["care", "dates"], "ends_on_year": "2098", "amount": "0"},
    ("care", "harm"): {"clinician_says_waiting_harms": "SURE"},
    ("care", "codes-known"): {"codes_known": "ALL"},
    ("provider", "name"): {**GOOD["provider", "name"], "name": "X"},
    ("provider", "numbers"): {"npi": "123", "tax_id": "12"},
    ("provider", "place"): {**GOOD["provider", "place"], "fax": "no"},
    ("provider", "agreed"): {**GOOD["provider", "agreed"], "price": "a lot"},
    ("provider", "agreement"): {**GOOD["provider", "agreement"], "will_not_bill_rest": "X"},
    ("why", "reasons"): {"reasons": ["FAME"], "why_text": LONG},
    ("story", "need"): {"need_now": LONG},
    ("story", "tried"): {"tried": LONG},
    ("story", "waiting"): {"waiting": LONG},
}
ALL = [(step.task, step.key) for step in STEPS]
# Nothing there has to be answered.
ALL_OPTIONAL = {("provider", "numbers"), ("story", "need"), ("story", "tried"), ("story", "waiting")}


def step_url(case, task: str, key: str) -> str:
    return reverse("intake:step", kwargs={"case_id": case.public_id, "task": task, "step": key})


def check_url(case, task: str) -> str:
    return reverse("intake:check", kwargs={"case_id": case.public_id, "task": task})


def task_list_url(case) -> str:
    return reverse("tracker:task_list", kwargs={"case_id": case.public_id})


def hidden(response) -> dict[str, str]:
    """The hidden fields of the page's form, as a browser sends them back."""
    html = response.content.decode()
    form = html[html.index('id="main-form"') :]
    found = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', form))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def fill_in(client, url: str, answers: Mapping[str, object], **more: object):
    """Open the page and post these answers with its hidden fields."""
    return client.post(url, {**hidden(client.get(url)), **answers, **more})
