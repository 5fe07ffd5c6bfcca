"""Codes of a claim and its lines: service, modifier, revenue, reasons, and whether it was paid in network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from requests_app.claims.readers.base import words
from requests_app.claims.readers.fhir_values import Coding, Currency, codes, codings, dicts, money, part
from requests_app.claims.statement import MOST_ADJUSTMENTS, MOST_REMARKS, Adjustment, Network

# Lists are told by their address, of which servers write many: with and without “s”, “www.” and a last slash.
SERVICE_LISTS = re.compile(
    r"/cpt\b|hcpcs|/cdt\b|hippscodes|:2\.16\.840\.1\.113883\.6\.(12|285)$", re.IGNORECASE
)
MODIFIER_LISTS = re.compile(r"/cpt\b|hcpcs|modifier|:2\.16\.840\.1\.113883\.6\.(12|285)$", re.IGNORECASE)
REVENUE_LISTS = re.compile(r"revenue-?codes?|/rev_cntr$|:2\.16\.840\.1\.113883\.13\.18$", re.IGNORECASE)
SERVICE = re.compile(r"[A-Z0-9]{4,5}", re.ASCII)
MODIFIER = re.compile(r"[A-Z0-9]{2}", re.ASCII)
REVENUE = re.compile(r"\d{3,4}", re.ASCII)
ALL_OF_IT = "0001"

CARC_LISTS = re.compile(r"claim-?adjustment-?reason-?codes?", re.IGNORECASE)
RARC_LISTS = re.compile(r"remittance-?advice-?remark-?codes?", re.IGNORECASE)
# Medicare writes group and reason together here: “CO120”.
ANSI = re.compile(r"/rev_cntr_(1st|2nd|3rd|4th)_ansi_cd$", re.ASCII)
CARC = re.compile(r"(?:(CO|PR|OA|PI|CR)[ -]?)?([ABDPWY]?\d{1,3})", re.ASCII)
RARC = re.compile(r"(MA|M|N)\d{1,4}", re.ASCII)
OF_THE_PLAN = re.compile(r"[A-Za-z0-9 .:/_-]{1,20}", re.ASCII)
MEDICARE = "https://bluebutton.cms.gov/"

STATUS_SYSTEM = "C4BBPayerAdjudicationStatus"
PAYMENT_STATUS = "benefitpaymentstatus"
NETWORK: dict[str, Network] = {
    "innetwork": "IN_NETWORK",
    "outofnetwork": "OUT_OF_NETWORK",
    # The first ballot of the guide.
    "innetworkbenefitpaymentstatus": "IN_NETWORK",
    "outofnetworkbenefitpaymentstatus": "OUT_OF_NETWORK",
}
OTHER = {"other", "otherbenefitpaymentstatus"}
# Whether the provider has a contract: another question than how the claim was paid.
PROVIDER_STATUS = {
    "billingnetworkstatus", "renderingnetworkstatus", "billingnetworkcontractingstatus",
    "renderingnetworkcontractingstatus", "performingnetworkcontractingstatus", "performingnetworkstatus",
    "sitenetworkstatus", "contracted", "noncontracted",
}  # fmt: skip


@dataclass
class Shown:
    """What a claim or line shows of the network it was paid in."""

    networks: set[Network] = field(default_factory=set)
    is_other: bool = False
    is_of_provider: bool = False

    @property
    def network(self) -> Network:
        """Shown, where it is shown once: both at once is not."""
        return next(iter(self.networks)) if len(self.networks) == 1 and not self.is_other else ""


@dataclass
class Reasons:
    adjustments: list[Adjustment] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        return {
            "adjustments": tuple(self.adjustments[:MOST_ADJUSTMENTS]),
            "remarks": tuple(dict.fromkeys(self.remarks))[:MOST_REMARKS],
        }


def service_of(item: dict[str, Any]) -> tuple[str, str]:
    """Code and words of a line. Codes of drugs and of clinical terms are none a claim is checked by."""
    concept = item.get("productOrService")
    found = codings(concept)
    known = [one for one in found if SERVICE_LISTS.search(one.system)]
    known = known or [one for one in found if not one.system]
    service = next((one.code.upper() for one in known if SERVICE.fullmatch(one.code.upper())), "")
    plain = part(concept, "text")
    said = [plain if isinstance(plain, str) else "", *(one.display for one in found)]
    is_absent = any(one.system.endswith("/data-absent-reason") for one in found)
    return service, next((told for one in said if (told := words(one, 120))), "") if not is_absent else ""


def modifiers_of(item: dict[str, Any]) -> str:
    """Up to four, as everywhere in the product: “95-HO”."""
    found = []
    for concept in dicts(item.get("modifier")):
        mark = next(
            (
                one.code.upper()
                for one in codings(concept)
                if _is_of(one, MODIFIER_LISTS) and MODIFIER.fullmatch(one.code.upper())
            ),
            "",
        )
        if mark and mark not in found:
            found.append(mark)
    return "-".join(found[:4])


def revenue_of(item: dict[str, Any]) -> str:
    for one in codings(item.get("revenue")):
        if _is_of(one, REVENUE_LISTS) and REVENUE.fullmatch(one.code):
            return one.code.zfill(4)
    return ""


def network_of(adjudications: Iterable[Any]) -> Shown:
    """In the second generation of the guide the category says that it is told and the reason what it is;

    in the first the category itself says it.
    """
    shown = Shown()
    for one in adjudications:
        if not isinstance(one, dict):
            continue
        category = codings(one.get("category"))
        kinds = {coding.code for coding in category}
        if PAYMENT_STATUS in kinds:
            _take(shown, codings(one.get("reason")))
        elif kinds & PROVIDER_STATUS:
            shown.is_of_provider = True
        else:
            _take(
                shown,
                [c for c in category if c.system.endswith(STATUS_SYSTEM) or c.code.endswith(PAYMENT_STATUS)],
            )
    return shown


def network_of_information(supporting: Iterable[dict[str, Any]], shown: Shown) -> None:
    """Between the generations it stood in `supportingInfo`, beside whether the provider has a contract."""
    for one in supporting:
        kinds = codes(one.get("category"))
        if PAYMENT_STATUS in kinds:
            _take(shown, codings(one.get("code")))
        elif kinds & PROVIDER_STATUS:
            shown.is_of_provider = True


def _take(shown: Shown, found: list[Coding]) -> None:
    for one in found:
        if one.code in NETWORK:
            shown.networks.add(NETWORK[one.code])
        elif one.code in OTHER:
            shown.is_other = True


def reasons_of(adjudications: Any) -> Reasons:
    reasons = Reasons()
    for one in dicts(adjudications):
        kinds = codes(one.get("category"))
        if PAYMENT_STATUS in kinds or kinds & PROVIDER_STATUS:
            continue
        # Beside a cost share the reason only repeats what the amount is.
        is_reduction = bool(kinds & {"noncovered", "discount", "denialreason"})
        amount = money(one.get("amount"), Currency()) if is_reduction else None
        for reason in codings(one.get("reason")):
            _sort(reason, amount, reasons)
    return reasons


def _sort(reason: Coding, amount: Any, reasons: Reasons) -> None:
    is_ansi = bool(ANSI.search(reason.system))
    if reason.system.startswith(MEDICARE) and not is_ansi:
        return
    found = CARC.fullmatch(reason.code.upper())
    if found and (is_ansi or CARC_LISTS.search(reason.system)):
        group = found[1] or ""
        reasons.adjustments.append(
            Adjustment.model_validate({"group": group, "code": found[2], "amount": amount})
        )
    elif _is_listed(reason) and RARC.fullmatch(reason.code.upper()):
        reasons.remarks.append(reason.code.upper())
    elif OF_THE_PLAN.fullmatch(reason.code):
        # A list of the plan’s own: kept as it is written, with the plan’s words for it.
        reasons.remarks.append(reason.code)
        reasons.unknown.append(f"{reason.code}: {reason.display}" if reason.display else reason.code)


def _is_of(coding: Coding, lists: re.Pattern[str]) -> bool:
    return not coding.system or bool(lists.search(coding.system))


def _is_listed(reason: Coding) -> bool:
    """Some servers write both kinds of reason under the address of one list."""
    return bool(CARC_LISTS.search(reason.system) or RARC_LISTS.search(reason.system))
