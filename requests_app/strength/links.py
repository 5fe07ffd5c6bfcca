"""The pages that mend what a check finds. Names only: several of them belong to areas above this one."""

from __future__ import annotations

from requests_app.strength.findings import Link


def step(task: str, key: str) -> Link:
    """One question page of the wizard."""
    return Link("intake:step", {"task": task, "step": key})


def call(kind: str) -> Link:
    """An empty card for this call."""
    return Link("insurer_calls:call_card", {"kind": kind})


CODES = Link("intake:codes")
OFFICES = Link("outreach:office_list")
NAMES = Link("outreach:office_names")
STATEMENT = Link("outreach:statement")
CALLS = Link("insurer_calls:call_list")
LISTINGS = Link("listings:listing_list")
QUESTION = Link("listings:question_add")
TRACKS = Link("tracks:track_list")
RULES_PAGE = Link("evidence:rules")
SAME_STORY = Link("strength:same_story")
ASK_LETTER = Link("clinicians:ask_list")
LETTER = Link("strength:stated", {"source": "letter"})
FORM = Link("strength:stated", {"source": "form"})
