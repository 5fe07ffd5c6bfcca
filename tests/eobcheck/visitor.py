"""Somebody without an account, page by page, as a browser without scripts does it."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from requests_app.eobcheck.state import State, unseal

HIDDEN = re.compile(r'name="(state|at)" value="([^"]*)"')
HEADING = re.compile(r"<h1[^>]*>(?:<label[^>]*>)?(.*?)(?:</label>)?</h1>", re.S)


def day(name: str, year: int, month: int, number: int) -> dict[str, str]:
    return {f"{name}_year": str(year), f"{name}_month": str(month), f"{name}_day": str(number)}


NUMBERS = {
    **day("service_from", 2026, 3, 2),
    "network": "OUT_OF_NETWORK",
    "billed": "500",
    "allowed": "200",
    "plan_paid": "100",
    "patient_owes": "400",
}
PARTS = {"deductible": "100", "not_covered": "300", "code": "90837", "units": "1", "reasons": "PR-242"}
WHAT = {
    **day("starts_on", 2026, 1, 1),
    **day("ends_on", 2026, 12, 31),
    **day("said_on", 2025, 12, 20),
    "codes": "90837",
    "units": "20",
    "unit": "VISITS",
    "number": "A-100",
}
COST = {
    "in_network_cost_share": "YES",
    "in_network_deductible": "YES",
    "no_billing_the_rest": "YES",
    "copay": "30",
}
ASKED = {"has_bill": "YES", "provider_asks": "450"}
WHOLE_WAY = (NUMBERS, PARTS, {"said": "YES"}, WHAT, COST, ASKED)


def url(name: str = "start") -> str:
    return reverse(f"eobcheck:{name}")


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def heading(answer: HttpResponse) -> str:
    found = HEADING.search(text(answer))
    assert found, text(answer)
    return found[1]


def hidden(answer: HttpResponse) -> dict[str, str]:
    return dict(HIDDEN.findall(text(answer)))


def state_of(answer: HttpResponse) -> State:
    return unseal(hidden(answer)["state"])


def send(client: Any, shown: HttpResponse, given: dict[str, Any], *, to: str = "start") -> Any:
    """Fill in the page that is shown, and press its button."""
    return client.post(url(to), {**hidden(shown), **given})


def walk(client: Any, *pages: dict[str, Any]) -> Any:
    shown = client.get(url())
    for given in pages or WHOLE_WAY:
        shown = send(client, shown, given)
        assert shown.status_code == 200, text(shown)
    return shown
