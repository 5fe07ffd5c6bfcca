"""Flaws in the clinician’s letter."""

from __future__ import annotations

from requests_app.strength.trials.flaw import GONE, Flaw, flaw

LETTER = "stated_facts[0]"

LETTER_FLAWS: tuple[Flaw, ...] = (
    flaw(
        "no letter of a clinician",
        "clinician-letter",
        "stated_facts",
        ("stated_facts[0]", GONE),
        also=("insurer-test",),
    ),
    flaw(
        "a letter on paper that nobody typed in",
        "letter-typed",
        "stated_facts[CLINICIAN]",
        ("stated_facts[0]", GONE),
        (
            "papers",
            [
                {
                    "kind": "CLINICIAN_LETTER",
                    "received_at": "2026-11-12T18:00:00Z",
                    "sha256": "b" * 64,
                    "in_packet": True,
                }
            ],
        ),
    ),
    flaw(
        "letter without a name",
        "letter-signed",
        "stated_facts[CLINICIAN].stated_by",
        (f"{LETTER}.stated_by", ""),
    ),
    flaw(
        "letter without a date",
        "letter-signed",
        "stated_facts[CLINICIAN].stated_on",
        (f"{LETTER}.stated_on", None),
    ),
    flaw(
        "letter without a diagnosis code",
        "letter-codes",
        "stated_facts[CLINICIAN].diagnosis_codes",
        (f"{LETTER}.diagnosis_codes", []),
    ),
    flaw(
        "letter without service codes",
        "letter-codes",
        "stated_facts[CLINICIAN].service_codes",
        (f"{LETTER}.service_codes", []),
    ),
    flaw(
        "letter without the specialty",
        "letter-specialty",
        "stated_facts[CLINICIAN].specialty",
        (f"{LETTER}.specialty", ""),
    ),
    flaw(
        "letter silent about waiting",
        "letter-harm",
        "stated_facts[CLINICIAN].waiting_harms",
        (f"{LETTER}.waiting_harms", ""),
    ),
)
