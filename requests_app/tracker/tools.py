"""Pages that help at any time and are never “done”: what a reviewer looks for, the numbers, the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from requests_app.models import Case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Tool:
    title: StrOrPromise
    text: StrOrPromise
    url: str


_TOOLS: tuple[tuple[str, StrOrPromise, StrOrPromise], ...] = (
    (
        "evidence:picture",
        _("The picture of your search"),
        _("Every office you asked: how long the wait, how far the way."),
    ),
    (
        "strength:same_story",
        _("Do all papers say the same?"),
        _("Codes, dates and names, side by side."),
    ),
    (
        "listings:listing_list",
        _("Directory pages and written questions"),
        _("Keep what the plan’s directory says, and ask the plan in writing."),
    ),
    (
        "costs:worth",
        _("Is it worth it?"),
        _("Your numbers, in and out of network, with the arithmetic."),
    ),
    (
        "benefits:check_list",
        _("Benefits, as the plan told them"),
        _("Who said what on which day: network, deductible, approval before care."),
    ),
    (
        "insurers:plan_contacts",
        _("How to reach your plan"),
        _("Numbers and addresses, and what this plan looks for."),
    ),
    (
        "evidence:rules",
        _("Rules for your plan"),
        _("Who watches over it, and which limits for waits and distances are on file."),
    ),
)


def tools(case: Case) -> list[Tool]:
    own = {"case_id": case.public_id}
    return [Tool(title, text, reverse(name, kwargs=own)) for name, title, text in _TOOLS]
