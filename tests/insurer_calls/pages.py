"""Shared by the tests of the call pages: addresses, and forms as a browser sends them."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from django.urls import reverse
from django.utils import timezone

from requests_app.cases.call_cards import FieldKind
from requests_app.insurer_calls.cards import CARDS
from tests.outreach.pages import hidden_fields, send, shown

__all__ = ["END", "fill_in", "hidden_fields", "make_call", "promise", "send", "shown", "url"]

_numbers = count(100)
END = {"called_on": "yesterday", "reference": "REF-0042", "then": "end"}


def url(name, case, *args) -> str:
    return reverse(f"insurer_calls:{name}", args=[case.public_id, *args])


def make_call(client, case, kind, **more):
    """Fill in a new card and end it; returns the call."""
    data = {**END, "reference": f"REF-{next(_numbers)}", **more}
    if kind == "PROVIDER":
        data.pop("reference")
    answer = send(client, url("call_card", case, kind), data)
    assert answer.status_code == 302, answer.content.decode()
    return case.insurer_calls.order_by("-id").first()


def fill_in(kind) -> dict[str, str]:
    """Something plausible in every box of a card, as posted."""
    by_kind = {
        FieldKind.TICK: "yes",
        FieldKind.PHONE: "602-555-0160",
        FieldKind.MONEY: "$1,250.5",
        FieldKind.NUMBER: "12",
    }
    data: dict[str, str] = {}
    for field in CARDS[kind].fields:
        if field.options:
            data[field.key] = field.options[0][0]
        elif field.kind == FieldKind.DATE:
            data |= {f"{field.key}_month": "June", f"{field.key}_day": "3", f"{field.key}_year": "2026"}
        else:
            data[field.key] = by_kind.get(field.kind, f"Said about {field.key}"[: field.max_length])
    if kind == "PROVIDER":
        data |= {"npi": "1234567893", "tax_id": "12-3456789", "clinician_email": "kim@example.org"}
    return data


def promise(days) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {
        "promised": "Call me back",
        "promised_on_month": str(day.month),
        "promised_on_day": str(day.day),
        "promised_on_year": str(day.year),
    }
