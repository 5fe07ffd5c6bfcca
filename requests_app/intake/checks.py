"""What a check page lists: every answer of a task, with the way back to its question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.intake import steps
from requests_app.intake.steps import Step
from requests_app.models import CareCode, Case

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BACK_TO_CHECK = "back=check"


@dataclass(frozen=True)
class Row:
    label: str
    value: str
    change_url: str
    change_hidden: str = ""


def rows(case: Case, found: list[Step], today: date) -> list[Row]:
    return [
        Row(label, value, step_url(case, step, to_change=True), _change_text(label))
        for step in found
        for label, value in step.make_form(None, case=case, today=today).rows()
    ]


def code_row(case: Case, codes: list[CareCode]) -> Row:
    """The codes themselves; without any, the question about them has said why."""
    url = reverse("intake:codes", kwargs={"case_id": case.public_id})
    return Row(_("Codes"), "\n".join(code_text(code) for code in codes), url, _("the codes"))


def code_text(code: CareCode) -> str:
    text = "-".join(part for part in (code.code, code.modifier) if part)
    return f"{text}, {code.own_words}" if code.own_words else text


def set_aside(case: Case, task: str, today: date) -> list[StrOrPromise]:
    """The titles of pages whose answers are kept but do not count now."""
    return [step.title(case, today) for step in steps.set_aside(case, task)]


def step_url(case: Case, step: Step, *, to_change: bool = False) -> str:
    url = reverse("intake:step", kwargs={"case_id": case.public_id, "task": step.task, "step": step.key})
    return f"{url}?{BACK_TO_CHECK}" if to_change else url


def check_url(case: Case, task: str) -> str:
    return reverse("intake:check", kwargs={"case_id": case.public_id, "task": task})


def _change_text(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
