"""The insurer’s own tests. Those of any insurer are among the other checks, and in the list below them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.strength import links, sources
from requests_app.strength.facts import Facts
from requests_app.strength.findings import STRONGER, Outcome, Verdict, rule
from requests_app.strength.readiness import MET, MISSING, states


@rule(
    "insurer-test",
    group=STRONGER,
    title=_("This insurer looks for it: %(text)s"),
    good=_("This insurer looks for it: %(text)s"),
    reason=_("It is the insurer’s own practice, not a law. Below you see where we read it, and when."),
    source=sources.REVIEW,
    link=links.RULES_PAGE,
    place="readiness",
)
def insurer_test(facts: Facts) -> Outcome:
    return tuple(
        Verdict(
            one.state == MET,
            place=f"readiness[{one.test.id}]",
            values={"text": str(one.test.text)},
            link=one.link,
            source=one.test.record_id,
            part=one.test.id,
        )
        for one in states(facts)
        if one.test.insurer and one.state in (MET, MISSING)
    )
