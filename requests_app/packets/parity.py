"""Equal terms for mental and physical health: the rule, what the log shows, and what the plan is asked.

Only for behavioral care, only with a rule that surely applies, and only for an appeal whose maker wants it.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from requests_app.casefile import schema
from requests_app.casefile.about_bills import is_about_bill
from requests_app.knowledge.vocabulary import BEHAVIORAL
from requests_app.packets import reasons, wording
from requests_app.packets.denial import appeal_in
from requests_app.packets.more_parts import Parity
from requests_app.packets.parts import Options
from requests_app.packets.proof import Proof
from requests_app.packets.relied_rules import PARITY


def parity(case: schema.CaseFile, options: Options, proof: Proof) -> Parity | None:
    rule, appeal = proof.rule(PARITY), appeal_in(case, options.about)
    if appeal is not None and is_about_bill(case, appeal):
        return None
    if rule is None or case.care.kind != BEHAVIORAL or (appeal is not None and appeal.parity == "NO"):
        return None
    plan = {"plan": wording.plan_name(case)}
    return Parity(
        intro=_(
            "The care asked for is for mental health or substance use. This page quotes the rule on equal "
            "terms and asks the plan to compare. It claims no result."
        ),
        rule=rule,
        shown=tuple(f"{one.label}: {one.number}." for one in reasons.reasons(case, proof) if one.anchor),
        asked_intro=_("I ask %(plan)s to say in writing:") % plan,
        asked=(
            _("how it fills a gap in its network for medical or surgical care of the same class of benefits"),
            _("how it fills a gap in its network for mental-health and substance-use care"),
            _("which standards for waits and distances it uses for each, and how it checks them"),
            _("and to send its written comparison of these limits (comparative analysis)"),
        ),
        note=_("Parity is a comparison. It is for the reader to make."),
    )
