"""The seeded flaws: one thing wrong in an otherwise clean request."""

from __future__ import annotations

from requests_app.strength.trials.flaw import Flaw
from requests_app.strength.trials.flaws_about_care import CARE_FLAWS
from requests_app.strength.trials.flaws_about_letters import LETTER_FLAWS
from requests_app.strength.trials.flaws_about_offices import OFFICE_FLAWS
from requests_app.strength.trials.flaws_about_papers import PAPER_FLAWS

FLAWS: tuple[Flaw, ...] = (*CARE_FLAWS, *OFFICE_FLAWS, *LETTER_FLAWS, *PAPER_FLAWS)
