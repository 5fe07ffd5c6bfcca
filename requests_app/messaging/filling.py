"""Words with blanks: what a template may leave open, and what stands there for one case.

Blanks of a message inside the app are filled from the case; of a notice that leaves it, only the neutral
name and the address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from requests_app.models import Case, TemplateUse, TemplateVersion

INSIDE = ("first_name", "team", "phone", "reference")
OUTSIDE = ("service", "url")
_BLANK = re.compile(r"\{([^{}]*)\}")


def blanks_for(use: str) -> tuple[str, ...]:
    return INSIDE if use == TemplateUse.IN_APP else OUTSIDE


def unknown_blanks(text: str, use: str) -> list[str]:
    """What stands in curly brackets and nobody can fill in, each once."""
    known = blanks_for(use)
    return list(dict.fromkeys(f"{{{name}}}" for name in _BLANK.findall(text) if name not in known))


def filled(text: str, facts: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda found: facts.get(found[1], found[0]), text)


def facts_of(case: Case) -> dict[str, str]:
    organization = case.organization
    return {
        "first_name": case.patient.first_name,
        "team": organization.name,
        "phone": organization.phone,
        "reference": case.reference,
    }


def text_for(version: TemplateVersion, case: Case) -> tuple[str, str]:
    """The words of a template for this case, in its language, and that language."""
    language = case.language
    text = version.text_es if language == "es" else version.text_en
    return filled(text, facts_of(case)), language
