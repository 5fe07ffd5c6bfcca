"""The question page before the answer: which state, what kind of plan, who pays."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.knowledge.plan_kinds import CHOICES, NAMES_OF_FUNDING


class WhoRegulatesForm(PortalForm):
    heading = _("Who regulates my plan?")
    why = _("Each kind of plan has its own place for questions and complaints. No name is needed.")
    button = _("Show the answer")

    state = fields.StateField(
        label=_("Which state is the plan from?"),
        hint=_("For a plan you bought, the state you live in. For a job, ask the plan if you are not sure."),
        name=_("State"),
    )
    plan = fields.ChoiceField(
        label=_("What kind of plan is it?"),
        choices=[(choice.slug, choice.label) for choice in CHOICES],
        empty=_("Select the kind of plan"),
        name=_("Kind of plan"),
    )
    funding = fields.ChoiceField(
        label=_("Who pays the claims?"),
        hint=_("Only for plans through a job or a school. The plan’s booklet says it, or ask the plan."),
        choices=[(value, NAMES_OF_FUNDING[value]) for value in ("NO", "YES", "UNSURE")],
        empty=_("Select who pays the claims"),
        name=_("Who pays"),
        required=False,
    )
