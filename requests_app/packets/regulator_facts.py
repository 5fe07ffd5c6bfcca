"""Who watches over the plan, as the library says on the day of a complaint. Frozen with the packet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import override

from requests_app.casefile import schema
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.regulators import Place, regulators_for


def regulator_facts(case: schema.CaseFile, *, on: date) -> dict[str, Any]:
    """In English, as the regulator reads it."""
    with override("en"):
        found = regulators_for(plan_facts_of(case.coverage, case.care), on)
        return {
            "is_certain": found.is_certain and all(one.record.is_printable for one in found.main),
            "main": [_place(one) for one in found.main],
            "offices": {one.record.id: _place(one) for one in (*found.main, *found.also)},
            "why": [str(one) for one in found.why],
            "ask": [str(one) for one in found.ask],
        }


def _place(place: Place) -> dict[str, Any]:
    """Ways that still need a call to be sure are shown on pages and never printed."""
    reach = place.reach
    phones = [one.number for one in reach.phones]
    ways = (*phones, reach.fax, reach.address, reach.complaint_url or reach.website)
    return {
        "name": str(reach.name),
        "ways": [str(one) for one in ways if one] if place.record.is_printable else [],
        "checked_on": place.record.checked_on.isoformat(),
    }
