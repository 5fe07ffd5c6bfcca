"""Flaws in the calls with the plan, the proof, and between two papers."""

from __future__ import annotations

from requests_app.strength.trials.flaw import GONE, Flaw, flaw
from requests_app.strength.trials.flaws_about_care import SPANISH
from requests_app.strength.trials.offices import HARBOR

LETTER, FORM = "stated_facts[0]", "stated_facts[1]"
KEPT_OURS = {
    "topic": "amount",
    "source": "CLINICIAN",
    "choice": "OURS",
    "ours": "36 DAYS",
    "theirs": "24 DAYS",
    "owed_by": "CLINICIAN",
}

PAPER_FLAWS: tuple[Flaw, ...] = (
    # the calls
    flaw(
        "the plan was never called",
        "request-opened",
        "insurer_calls",
        ("insurer_calls[2]", GONE),
        ("insurer_calls[0]", GONE),
        also=("wait-standard",),
    ),
    flaw(
        "the plan did not open the request",
        "request-opened",
        "insurer_calls",
        ("insurer_calls[0].answers.request_opened", "NO"),
        ("insurer_calls[2].answers.request_opened", "NO"),
    ),
    flaw(
        "no number of the request",
        "request-number",
        "insurer_calls",
        ("insurer_calls[0].request_number", ""),
    ),
    flaw(
        "a call without its reference",
        "call-reference",
        "insurer_calls[0].reference",
        ("insurer_calls[0].reference", ""),
    ),
    flaw(
        "a promise that is overdue",
        "promise-overdue",
        "insurer_calls[2].promised_on",
        ("insurer_calls[2].promised_on", "2026-11-13"),
    ),
    flaw(
        "plan not asked for names",
        "plan-list-asked",
        "insurer_calls",
        ("insurer_calls[0].answers.provider_names", ""),
        ("insurer_calls[2].answers.could_not_name_anyone", False),
        ("offices[1].found_in", "LETTER"),
        ("offices[2].found_in", "LETTER"),
    ),
    flaw(
        "an office the plan named was not called",
        "plan-names-called",
        "offices",
        ("insurer_calls[0].answers.provider_names", "Sample Meadow Clinic 312-555-0177"),
    ),
    flaw("the plan’s form is not filled in", "plan-form", "stated_facts", ("stated_facts[1]", GONE)),
    flaw(
        "unknown if the plan has a form",
        "plan-form",
        "stated_facts",
        ("stated_facts[1]", GONE),
        ("insurer_calls[0].answers.has_form", ""),
    ),
    flaw("approval needed, nobody asks for it", "prior-authorization", "tracks", ("tracks", [])),
    flaw(
        "unknown if approval is needed",
        "prior-authorization",
        "tracks",
        ("tracks", []),
        ("insurer_calls[0].answers.needs_approval", ""),
    ),
    # proof
    flaw(
        "no picture of the wrong listing",
        "listing-kept",
        f"offices[{HARBOR}].captures",
        (f"offices[{HARBOR}].captures", []),
    ),
    flaw(
        "not asked in writing if it is in network",
        "network-question",
        f"offices[{HARBOR}].questions",
        (f"offices[{HARBOR}].questions", []),
    ),
    flaw(
        "written question overdue",
        "network-question-late",
        f"offices[{HARBOR}].questions[0]",
        (f"offices[{HARBOR}].questions[0].answer", ""),
        (f"offices[{HARBOR}].questions[0].answered_on", None),
    ),
    flaw(
        "the plan says the wanted provider is in network",
        "provider-in-network",
        "questions[0]",
        (
            "questions",
            [
                {
                    "about_name": "Example Desert Program",
                    "about_npi": "1234567893",
                    "asked_on": "2026-11-09",
                    "way": "EMAIL",
                    "answer": "IN_NETWORK",
                    "answered_on": "2026-11-10",
                }
            ],
        ),
    ),
    flaw("no statement of calls", "calls-statement", "calls_statement", ("calls_statement", None)),
    flaw(
        "statement of calls that no longer fits the log",
        "calls-statement",
        "calls_statement",
        ("calls_statement.covers_sha256", "c" * 64),
    ),
    # two papers
    flaw(
        "another diagnosis in the letter",
        "same-diagnosis-codes",
        "same_story.diagnosis_codes.CLINICIAN",
        (f"{LETTER}.diagnosis_codes", ["F41.1"]),
    ),
    flaw(
        "another service in the form",
        "same-service-codes",
        "same_story.service_codes.PLAN_FORM",
        (f"{FORM}.service_codes", ["H0035"]),
    ),
    flaw(
        "another service said by the provider",
        "same-service-codes",
        "same_story.service_codes.LOG",
        ("insurer_calls[1].answers.service_codes", "H0015"),
    ),
    flaw(
        "another start in the letter",
        "same-starts-on",
        "same_story.starts_on.CLINICIAN",
        (f"{LETTER}.starts_on", "2026-12-14"),
    ),
    flaw(
        "another end in the form",
        "same-ends-on",
        "same_story.ends_on.PLAN_FORM",
        (f"{FORM}.ends_on", "2027-03-26"),
    ),
    flaw(
        "other visits in the letter",
        "same-amount",
        "same_story.amount.CLINICIAN",
        (f"{LETTER}.amount", 24),
    ),
    flaw(
        "a letter that still has to be corrected",
        "correction-owed",
        "same_story.amount.CLINICIAN",
        (f"{LETTER}.amount", 24),
        ("settlements", [KEPT_OURS]),
        on=("adult", "rural"),
    ),
    flaw(
        "other visits said by the provider",
        "same-amount",
        "same_story.amount.LOG",
        ("insurer_calls[1].answers.amount", "24 days"),
    ),
    flaw(
        "another provider in the form",
        "same-provider-name",
        "same_story.provider_name.PLAN_FORM",
        (f"{FORM}.provider_name", "Placeholder Hills Hospital"),
    ),
    flaw(
        "another NPI in the form",
        "same-provider-npi",
        "same_story.provider_npi.PLAN_FORM",
        (f"{FORM}.provider_npi", "2000004004"),
    ),
    flaw(
        "another NPI said by the provider",
        "same-provider-npi",
        "same_story.provider_npi.LOG",
        ("insurer_calls[1].answers.npi", "2000 0040 04"),
    ),
    flaw(
        "another tax ID said by the provider",
        "same-provider-tax-id",
        "same_story.provider_tax_id.LOG",
        ("insurer_calls[1].answers.tax_id", "98-7654321"),
    ),
    flaw(
        "another specialty in the letter",
        "same-specialty",
        "same_story.specialty.CLINICIAN",
        (f"{LETTER}.specialty", "Dermatology"),
    ),
    flaw(
        "another level of care in the letter",
        "same-level-of-care",
        "same_story.level_of_care.CLINICIAN",
        (f"{LETTER}.level_of_care", "RESIDENTIAL"),
    ),
    flaw(
        "letter that says waiting does no harm",
        "same-urgency",
        "same_story.urgency.CLINICIAN",
        (f"{LETTER}.waiting_harms", "NO"),
    ),
    # the insurer's own tests
    flaw(
        "insurer wants three offices",
        "insurer-test",
        "readiness[cigna-three-contacted]",
        ("offices[6]", GONE),
        ("offices[5]", GONE),
        ("offices[2]", GONE),
        ("offices[1]", GONE),
        ("offices[0]", GONE),
        ("insurer_calls[0].answers.provider_names", ""),
        on=SPANISH,
        also=("offices-contacted",),
    ),
    flaw(
        "insurer wants to hear why video does not do",
        "insurer-test",
        "readiness[cigna-in-person]",
        ("offices[5].result", "WAIT_TOO_LONG"),
        ("offices[5].gives_all_care", ""),
        ("offices[5].missing_care", ""),
        on=SPANISH,
    ),
)
