"""What the arithmetic was made with, as the pages list it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.common.answers import answer_text
from requests_app.costs.amounts import AmountsForm
from requests_app.costs.presenters import percent
from requests_app.costs.queries import Heard
from requests_app.costs.texts import MISSING
from requests_app.costs.worth import CostNumbers
from requests_app.models import Case, YesNoUnsure

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PERCENTS = frozenset({"in_coinsurance", "out_coinsurance"})


@dataclass(frozen=True)
class Given:
    label: StrOrPromise
    value: str
    change_url: str = ""
    change_hidden: str = ""


@dataclass(frozen=True)
class GivenGroup:
    title: StrOrPromise
    rows: list[Given]


def given(numbers: CostNumbers, case: Case | None) -> list[GivenGroup]:
    """Every number the arithmetic was made with. `case` when the reader may change it there."""
    found = []
    for title, names in amounts_in_groups():
        url = reverse("costs:edit", args=[case.public_id]) if case else ""
        found.append(GivenGroup(title, [_given(name, numbers, url) for name in names]))
    found.append(
        GivenGroup(
            _("The provider and the care"),
            [
                Given(MISSING["price"], _text("price", numbers.price), _step(case, "provider", "agreed")),
                Given(MISSING["visits"], _text("visits", numbers.visits), _step(case, "care", "dates")),
                Given(
                    MISSING["accepts_agreement"],
                    _text("accepts_agreement", numbers.accepts_agreement),
                    _step(case, "provider", "agreement"),
                ),
                Given(
                    MISSING["will_not_bill_rest"],
                    _will_bill(numbers.will_not_bill_rest),
                    _step(case, "provider", "agreement"),
                ),
            ],
        )
    )
    return found


def amounts_in_groups() -> list[tuple[StrOrPromise, tuple[str, ...]]]:
    return [
        (_("In network"), AmountsForm.IN_NETWORK),
        (_("Out of network"), AmountsForm.OUT_OF_NETWORK),
        (_("This care"), AmountsForm.CARE),
    ]


def heard_rows(heard: Heard | None, stored: Mapping[str, Any], form: AmountsForm) -> list[Given]:
    """What the plan said on call 1 and is not written down here yet."""
    if heard is None:
        return []
    return [
        Given(form.fields[name].label or "", _text(name, value))
        for name, value in heard.values.items()
        if stored[name] in (None, "")
    ]


def checked_rows(checked: Heard | None, stored: Mapping[str, Any]) -> list[Given]:
    """What a check of the benefits fills in, and what stood there until now."""
    if checked is None:
        return []
    rows = []
    for name, value in checked.values.items():
        text, was = _text(name, value), _text(name, stored[name])
        if was and was != text:
            text = _("%(now)s (until now: %(before)s)") % {"now": text, "before": was}
        rows.append(Given(AmountsForm.base_fields[name].label or "", text))
    return rows


def in_words(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Kept values for the box “Saved meanwhile”, where a percentage is no amount of dollars."""
    return {
        name: percent(value) if name in PERCENTS and isinstance(value, Decimal) else value
        for name, value in stored.items()
    }


def _given(name: str, numbers: CostNumbers, url: str) -> Given:
    label = AmountsForm.base_fields[name].label or ""
    return Given(label, _text(name, getattr(numbers, name)), f"{url}#id_{name}" if url else "")


def _text(name: str, value: Any) -> str:
    if name in PERCENTS and isinstance(value, Decimal):
        return percent(value)
    return answer_text(value, YesNoUnsure.choices)


def _will_bill(will_not: str) -> str:
    """Kept as “will not bill the rest”, shown beside “Whether the provider would bill you the rest”."""
    opposite = {"YES": "NO", "NO": "YES"}.get(will_not, will_not)
    return answer_text(opposite, YesNoUnsure.choices)


def _step(case: Case | None, task: str, step: str) -> str:
    if case is None:
        return ""
    return reverse("intake:step", kwargs={"case_id": case.public_id, "task": task, "step": step})
