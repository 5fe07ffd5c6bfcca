"""What the pages say of each point of an agreement, and what to ask for where it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.agreements.points import Point, Standing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: dict[Point, StrOrPromise] = {
    Point.RATES: _("A rate for each code"),
    Point.FIRST_DAY: _("The first day"),
    Point.LAST_DAY: _("The last day"),
    Point.AMOUNT: _("How much care"),
    Point.FACILITY: _("The facility’s bill"),
    Point.PROFESSIONAL: _("The bills of the doctors and therapists"),
    Point.COST_SHARE: _("Only your in-network share"),
    Point.NO_BILLING: _("No bill for the rest"),
    Point.NUMBER: _("A number to put on the bills"),
}
STANDINGS: dict[Standing, StrOrPromise] = {
    Standing.SETTLED: _("Settled"),
    Standing.OPEN: _("Still open"),
    Standing.LESS: _("Less than you asked for"),
}
# To say aloud, to whoever talks about the agreement.
SAY: dict[Point, StrOrPromise] = {
    Point.RATES: _("“Which rate do you agree on for each of these codes, and for one of what?”"),
    Point.FIRST_DAY: _("“From which day does the agreement hold?”"),
    Point.LAST_DAY: _("“Until which day does the agreement hold?”"),
    Point.AMOUNT: _("“How many visits or days does it cover?”"),
    Point.FACILITY: _("“Does the rate cover the facility’s bill?”"),
    Point.PROFESSIONAL: _("“Does the rate cover the bills of the doctors and therapists, too?”"),
    Point.COST_SHARE: _(
        "“Will this count as in-network for the copay, the deductible and the yearly limit?”"
    ),
    Point.NO_BILLING: _(
        "“Can the agreement say that the rate is payment in full, and that the patient is not billed "
        "the rest?”"
    ),
    Point.NUMBER: _("“Which number do we put on the bills?”"),
}
