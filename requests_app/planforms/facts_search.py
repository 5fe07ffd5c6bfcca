"""Facts about the search in the network and the calls with the plan."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from requests_app.casefile.offices import Office
from requests_app.planforms import spellings as spell
from requests_app.planforms.fact_kinds import MOST_OFFICES, Fact, Told, english
from requests_app.planforms.spellings import NOTHING, Spellings


def _of_office(place: int, value: Callable[[Office], Spellings]) -> Callable[[Told], Spellings]:
    def spelled(told: Told) -> Spellings:
        return value(told.offices[place]) if place < len(told.offices) else NOTHING

    return spelled


def _result(office: Office) -> str:
    return office.result_text or english("offices.result", office.result)


def _last_person(office: Office) -> str:
    return next((one.spoke_with for one in reversed(office.attempts) if one.spoke_with), "")


def _last_day(office: Office) -> Spellings:
    return spell.day(max((one.contacted_on for one in office.attempts), default=None))


def _distance(office: Office) -> Spellings:
    unit = {"MILES": "miles", "MINUTES": "minutes"}.get(office.distance_unit, "")
    return NOTHING if office.distance is None else spell.joined((f"{office.distance.normalize():f}", unit))


def _search(told: Told) -> Spellings:
    """One line for each office; all of them, so the addendum may have to take it."""
    return spell.joined(
        [
            ", ".join(part for part in (one.name, one.phone, *_last_day(one)[:1], _result(one)) if part)
            for one in told.offices
        ],
        "\n",
    )


_OFFICE_FACTS: dict[str, Callable[[Office], Spellings]] = {
    "name": lambda one: spell.plain(one.name),
    "phone": lambda one: spell.phone(one.phone),
    "npi": lambda one: spell.plain(one.npi),
    "specialty": lambda one: spell.plain(one.specialty),
    "date": _last_day,
    "person": lambda one: spell.plain(_last_person(one)),
    "result": lambda one: spell.plain(_result(one)),
    "first_open": lambda one: spell.day(one.first_open_on),
    "distance": _distance,
}
_OFFICE_LABELS = {
    "name": _("Office {number}: name"),
    "phone": _("Office {number}: phone"),
    "npi": _("Office {number}: NPI"),
    "specialty": _("Office {number}: specialty"),
    "date": _("Office {number}: day of contact"),
    "person": _("Office {number}: person"),
    "result": _("Office {number}: result"),
    "first_open": _("Office {number}: first open date"),
    "distance": _("Office {number}: distance"),
}
NETWORK = [
    Fact(
        "network.count",
        _("How many offices were asked"),
        "offices",
        lambda t: spell.number(len(t.offices) or None),
    ),
    Fact("network.all", _("All offices, one line each"), "offices", _search),
    *(
        Fact(
            f"network.{n + 1}.{name}",
            format_lazy(_OFFICE_LABELS[name], number=n + 1),
            "offices",
            _of_office(n, value),
        )
        for n in range(MOST_OFFICES)
        for name, value in _OFFICE_FACTS.items()
    ),
]


def _latest(name: str) -> Callable[[Told], Spellings]:
    def spelled(told: Told) -> Spellings:
        found = (str(getattr(call, name)) for call in reversed(told.case.insurer_calls))
        return spell.plain(next((one for one in found if one), ""))

    return spelled


def _last_call_day(told: Told) -> Spellings:
    calls = [call.called_on for call in told.case.insurer_calls if call.kind != "PROVIDER"]
    return spell.day(calls[-1] if calls else None)


def _authorization(told: Told) -> Spellings:
    tracks = [one for one in told.case.tracks if one.kind == "PRIOR_AUTH"]
    return spell.plain(next((one.authorization_number or one.reference for one in tracks), ""))


CALLS = [
    Fact("calls.reference", _("Reference number of the last call"), "calls", _latest("reference")),
    Fact("calls.request_number", _("The plan’s request or case number"), "calls", _latest("request_number")),
    Fact("calls.person", _("Who we talked to last"), "calls", _latest("person")),
    Fact("calls.date", _("Day of the last call"), "calls", _last_call_day),
    Fact("calls.authorization", _("Prior authorization number"), "tracks", _authorization),
]
