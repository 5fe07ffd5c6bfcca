"""What the amounts of a claim or line mean: categories of CARIN Blue Button, variables of Medicare.

Medicare writes both beside each other, and its variable is the exact one: of three “submitted” amounts only
one is what was billed. Where both are known and contradict each other, the amount is not taken.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from requests_app.claims.readers.base import dollars
from requests_app.claims.readers.fhir_values import Coding, Currency, codings, dicts, money

CATEGORIES = {
    "submitted": "billed",
    "eligible": "allowed",
    "allowed": "allowed",
    "benefit": "benefit",
    "paidtoprovider": "to_provider",
    "paidtopatient": "to_patient",
    "priorpayerpaid": "other_paid",
    "deductible": "deductible",
    "copay": "copay",
    "coinsurance": "coinsurance",
    "noncovered": "noncovered",
    "memberliability": "patient_owes",
}
# Known, and not an amount a claim is checked by.
PASSED_OVER = {
    "discount", "drugcost", "paidbypatient", "paidbypatientcash", "paidbypatientother", "tax",
    "unallocdeduct", "eligpercent",
}  # fmt: skip
VARIABLES = {
    "line_sbmtd_chrg_amt": "billed",
    "line_alowd_chrg_amt": "allowed",
    "line_nch_pmt_amt": "benefit",
    "line_prvdr_pmt_amt": "to_provider",
    "line_bene_pmt_amt": "to_patient",
    "line_bene_ptb_ddctbl_amt": "deductible",
    "line_coinsrnc_amt": "coinsurance",
    "line_bene_prmry_pyr_pd_amt": "other_paid",
    "rev_cntr_tot_chrg_amt": "billed",
    "rev_cntr_prvdr_pmt_amt": "to_provider",
    "rev_cntr_bene_pmt_amt": "to_patient",
    "rev_cntr_blood_ddctbl_amt": "deductible",
    "rev_cntr_cash_ddctbl_amt": "deductible",
    "rev_cntr_coinsrnc_wge_adjstd_c": "coinsurance",
    "rev_cntr_1st_msp_pd_amt": "other_paid",
    "rev_cntr_2nd_msp_pd_amt": "other_paid",
    "rev_cntr_ncvrd_chrg_amt": "noncovered",
    "clm_tot_chrg_amt": "billed",
    "clm_pmt_amt": "benefit",
    "prpayamt": "other_paid",
    "nch_carr_clm_sbmtd_chrg_amt": "billed",
    "nch_carr_clm_alowd_amt": "allowed",
    "carr_clm_cash_ddctbl_apld_amt": "deductible",
    "nch_clm_prvdr_pmt_amt": "to_provider",
    "nch_clm_bene_pmt_amt": "to_patient",
    "clm_op_prvdr_pmt_amt": "to_provider",
    "clm_op_bene_pmt_amt": "to_patient",
    "nch_bene_ip_ddctbl_amt": "deductible",
    "nch_bene_ptb_ddctbl_amt": "deductible",
    "nch_bene_blood_ddctbl_lblty_am": "deductible",
    "nch_bene_ptb_coinsrnc_amt": "coinsurance",
    "nch_bene_pta_coinsrnc_lblty_amt": "coinsurance",
    "cvrd_d_plan_pd_amt": "benefit",
    "ncvrd_plan_pd_amt": "benefit",
}
# Medicare’s, named “submitted”, “coinsurance” and so on beside the amount that is meant.
VARIABLES_PASSED_OVER = {
    "rev_cntr_rate_amt", "rev_cntr_pmt_amt_amt", "rev_cntr_rdcd_coinsrnc_amt", "rev_cntr_ptnt_rspnsblty_pmt",
    "line_prmry_alowd_chrg_amt", "gdc_blw_oopt_amt", "gdc_abv_oopt_amt", "ptnt_pay_amt", "othr_troop_amt",
    "plro_amt", "lics_amt", "tot_rx_cst_amt", "rptd_gap_dscnt_num",
}  # fmt: skip
MEDICARE = "https://bluebutton.cms.gov/resources/"
# Categories that tell something else than an amount, though one may stand beside them.
NO_AMOUNT = ("/C4BBAdjudicationDiscriminator", "/C4BBPayerAdjudicationStatus")
GENERAL = ("/CodeSystem/adjudication", "/fhir/adjudication", "/C4BBAdjudication", "/carin-bb-adjudication")


@dataclass
class Amounts:
    """The amounts of one claim or line, and what was not taken: categories unknown, and told twice."""

    told: dict[str, Decimal] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)

    def get(self, name: str) -> Decimal | None:
        return self.told.get(name)

    @property
    def plan_paid(self) -> Decimal | None:
        """What is payable under the plan; where that is not told, what it paid to provider and person.

        Payable comes first: the part paid to the provider alone leaves out what the person was sent.
        """
        return self.told.get("benefit", self.paid_out)

    @property
    def paid_out(self) -> Decimal | None:
        paid = [self.told[name] for name in ("to_provider", "to_patient") if name in self.told]
        return dollars(sum(paid, Decimal(0))) if paid else None

    @property
    def owed_beyond_cost_share(self) -> Decimal | None:
        """Charges not covered, where the file shows that the person owes them: they are in what is owed."""
        not_covered, owed = self.told.get("noncovered"), self.told.get("patient_owes")
        if not_covered is None or (owed is None and not_covered):
            return None
        return not_covered if not not_covered or self.cost_share + not_covered == owed else None

    @property
    def cost_share(self) -> Decimal:
        return sum(
            (self.told[name] for name in ("deductible", "copay", "coinsurance") if name in self.told),
            Decimal(0),
        )


def amounts_of(adjudications: Any, currency: Currency) -> Amounts:
    """Of `adjudication` or `total`: their shape is the same."""
    seen = _Seen()
    for one in dicts(adjudications):
        amount = money(one.get("amount"), currency)
        if amount is not None:
            seen.take(codings(one.get("category")), amount)
    return seen.amounts()


def balances_of(benefit_balances: Any, currency: Currency) -> Amounts:
    """Where Medicare’s server keeps amounts of the whole claim."""
    seen = _Seen()
    for balance in dicts(benefit_balances):
        for one in dicts(balance.get("financial")):
            amount = money(one.get("usedMoney"), currency)
            kind = [coding for coding in codings(one.get("type")) if _variable(coding)]
            if amount is not None and any(_variable(coding) in VARIABLES for coding in kind):
                seen.take(kind, amount)
    return seen.amounts()


class _Seen:
    def __init__(self) -> None:
        # By meaning, then by the code it was told under: the same code twice is one amount told twice.
        self.exact: defaultdict[str, dict[str, set[Decimal]]] = defaultdict(lambda: defaultdict(set))
        self.general: defaultdict[str, set[Decimal]] = defaultdict(set)
        self.unread: set[str] = set()

    def take(self, kinds: list[Coding], amount: Decimal) -> None:
        if any(one.system.endswith(NO_AMOUNT) for one in kinds):
            return
        general = {CATEGORIES[one.code] for one in kinds if _is_general(one) and one.code in CATEGORIES}
        variables = {name for one in kinds if (name := _variable(one))}
        exact = {name for name in variables if name in VARIABLES}
        meanings = {VARIABLES[name] for name in exact} | (general if exact else set())
        if len(meanings) == 1:
            self.exact[meanings.pop()][min(exact)].add(amount)
        elif variables & VARIABLES_PASSED_OVER:
            return
        elif not exact and len(general) == 1:
            self.general[general.pop()].add(amount)
        elif amount and not any(_is_general(one) and one.code in PASSED_OVER for one in kinds):
            self.unread |= {min(variables) if variables else one.code for one in kinds[:1] if one.code}

    def amounts(self) -> Amounts:
        found = Amounts(unread=self.unread)
        for meaning in sorted({*self.exact, *self.general}):
            told = list(self.exact.get(meaning, {}).values()) or [self.general[meaning]]
            whole = dollars(sum((next(iter(values)) for values in told), Decimal(0)))
            if whole is not None and all(len(values) == 1 for values in told):
                found.told[meaning] = whole
            else:
                found.twice.add(meaning)
        return found


def _is_general(coding: Coding) -> bool:
    return not coding.system or coding.system.endswith(GENERAL)


def _variable(coding: Coding) -> str:
    return coding.code.rsplit("/", 1)[-1] if coding.code.startswith(MEDICARE) else ""
