from __future__ import annotations

from django.db import models

from requests_app.models.cases import Case
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.tenancy import TenantModel


def _dollars() -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)


def _percent() -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)


class CostFacts(TenantModel):
    """What the plan makes the person pay, in and out of network, this plan year. Empty means not known.

    Dollars, and percent of the allowed amount. Made when the first fact is written down.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="costs")
    in_deductible = _dollars()
    in_deductible_met = _dollars()
    in_max = _dollars()
    in_max_met = _dollars()
    in_copay = _dollars()
    in_coinsurance = _percent()
    has_out_benefits = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    out_deductible = _dollars()
    out_deductible_met = _dollars()
    out_max = _dollars()
    out_max_met = _dollars()
    out_coinsurance = _percent()
    plan_allows = _dollars()
    needs_approval = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    as_of = models.DateField(null=True, blank=True)
