"""All checks. The order here is the order on the page."""

from requests_app.strength.rules import (  # isort: skip
    plan,
    calls,
    care,
    words,
    provider,
    offices,
    reasons,
    standards,
    listings,
    letter,
    story,
    readiness,
)

__all__ = [
    "calls",
    "care",
    "letter",
    "listings",
    "offices",
    "plan",
    "provider",
    "readiness",
    "reasons",
    "standards",
    "story",
    "words",
]
