"""What was approved, as the check takes it: from the case’s answers and agreement, or typed by a visitor.

Empty and None mean not stated, which is not “no”. Rates and copays in US dollars, coinsurance in percent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Said(StrEnum):
    """What an approval says of one point. UNTOLD: nobody has looked, or it is not stated."""

    YES = "YES"
    NO = "NO"
    UNTOLD = ""


@dataclass(frozen=True)
class ApprovedService:
    """One approved line. `code` empty: the approval names no code here. `used`: units used before this claim.

    `covers`: FACILITY, PROFESSIONAL, BOTH or “”. `unit`, `rate_unit`: VISITS, DAYS, HOURS, UNITS or “”.
    `key` is whatever the caller knows the line by.
    """

    key: str = ""
    code: str = ""
    modifier: str = ""
    is_revenue: bool = False
    words: str = ""
    units: int | None = None
    unit: str = ""
    used: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    provider_name: str = ""
    covers: str = ""
    cost_share: str = ""
    rate: Decimal | None = None
    rate_unit: str = ""


@dataclass(frozen=True)
class CostShare:
    """What the person pays in network, as far as it is known, and how far the year has gone.

    None: not known. `as_of`: the day these were told.
    """

    copay: Decimal | None = None
    coinsurance: Decimal | None = None
    deductible: Decimal | None = None
    deductible_met: Decimal | None = None
    most: Decimal | None = None
    most_met: Decimal | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class Terms:
    """One approval with everything that was stated. `is_given` False: there is none, most cannot be told.

    `npis` and `tax_ids`: of the provider approved and of the agreement; empty: none is known. `names`: of the
    provider and the facility.
    """

    is_given: bool = False
    is_agreement: bool = False
    is_in_writing: bool = False
    authorization_number: str = ""
    approved_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    names: tuple[str, ...] = ()
    npis: frozenset[str] = frozenset()
    tax_ids: frozenset[str] = frozenset()
    in_network_cost_share: Said = Said.UNTOLD
    in_network_deductible: Said = Said.UNTOLD
    facility_fees: Said = Said.UNTOLD
    professional_fees: Said = Said.UNTOLD
    no_billing_the_rest: Said = Said.UNTOLD
    services: tuple[ApprovedService, ...] = ()
    cost_share: CostShare = field(default_factory=CostShare)
    # Kinds of coverage that decide which timely-filing and other rules may be named; “” when not known.
    plan_kind: str = ""
    state: str = ""


NOTHING_APPROVED = Terms()
