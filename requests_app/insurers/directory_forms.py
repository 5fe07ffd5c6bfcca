from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.fields.days import When
from requests_app.common.forms import PortalForm
from requests_app.common.states import STATES
from requests_app.insurers.forms import ForAFacility
from requests_app.models import PlanKind

MOST_NAMES = 12
KINDS = [(one.value, one.label) for one in PlanKind if one is not PlanKind.UNSURE]


class InsurerForm(ForAFacility):
    """Everything about one insurer. A page for staff, so it asks several things at once."""

    button = _("Save this insurer")

    name = fields.TextField(
        label=_("Insurance company"),
        hint=_("As on the cards of its members"),
        empty=_("Enter the insurance company"),
        min_length=2,
        max_length=120,
        spellcheck=False,
    )
    other_names = fields.LongTextField(
        label=_("Other names it goes by"),
        hint=_("One on each line"),
        max_length=1_000,
        rows=3,
        required=False,
    )
    parent = fields.TextField(label=_("Who owns it?"), max_length=120, required=False, spellcheck=False)
    states = fields.TextField(
        label=_("In which states?"),
        hint=_("Two letters each, like AZ, NM. Leave it empty for all states"),
        max_length=250,
        required=False,
        spellcheck=False,
    )
    plan_kinds = fields.MultiChoiceField(
        label=_("Which kinds of plan does it have?"), choices=KINDS, required=False
    )
    calls_it = fields.TextField(
        label=_("What does it call a network gap exception?"),
        hint=_("The words that its staff understand on the phone"),
        max_length=200,
        required=False,
    )
    notes = fields.LongTextField(label=_("Notes"), max_length=1_000, rows=4, required=False)
    source = fields.TextField(
        label=_("Where did you read or hear it?"),
        hint=_("Like “provider manual 2026, page 12” or “Jo at provider services, by phone”"),
        empty=_("Enter a source"),
        name=_("Source"),
        max_length=300,
    )
    checked_on = fields.RecentDayField(
        label=_("When did you last make sure?"),
        empty=_("Select when you last made sure"),
        name=_("Checked date"),
    )
    check_again_on = fields.DayField(
        label=_("When should somebody check again?"),
        hint=_("Leave it empty for 180 days after the last check"),
        name=_("Day to check again"),
        when=When.TODAY_OR_FUTURE,
        required=False,
    )
    facility = fields.ChoiceField(
        label=_("Which facility is it for?"), choices=(), empty=_("Select the facility")
    )

    def clean(self) -> dict[str, Any]:
        """Lists are kept as lists, each name once and in the order typed."""
        cleaned = super().clean()
        if "other_names" in cleaned:
            lines = str(cleaned["other_names"]).splitlines()
            names = list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
            if len(names) > MOST_NAMES:
                self.add_error("other_names", _("Enter at most 12 other names"))
            cleaned["other_names"] = [name[:120] for name in names]
        if "states" in cleaned:
            codes = str(cleaned["states"]).upper().replace(",", " ").replace(";", " ").split()
            if any(code not in _CODES for code in codes):
                self.add_error("states", _("Enter states by their two letters, like AZ, NM"))
            cleaned["states"] = list(dict.fromkeys(codes))
        return cleaned


_CODES = frozenset(code for code, _name in STATES)


def shown_as_typed(stored: dict[str, Any]) -> dict[str, Any]:
    """What is kept as lists, as a person types it."""
    lists = {"other_names": "\n".join(stored["other_names"]), "states": ", ".join(stored["states"])}
    return {**stored, **lists}


class RemoveForm(PortalForm):
    heading = _("Remove this insurer from the directory?")
    button = _("Remove this insurer")
