"""A first guess what a box is for, from its name and the words beside it. Pure; a person decides.

Whom it is about is told first, then what is asked of them. In doubt nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from requests_app.planforms.fact_kinds import MOST_CODES, MOST_OFFICES
from requests_app.planforms.facts import FACTS, TICK_FACTS
from requests_app.planforms.matching import FACT, LEAVE, TICK
from requests_app.planforms.slots import Slot, SlotKind

_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")

Rules = tuple[tuple[str, str], ...]
# Whom a box is about; the first that fits decides.
SUBJECTS: Rules = (
    (r"sign(ed|er|ature|atory|ing)?\b|printed name|print name|attest", "signer"),
    (r"subscriber|policy ?holder|insured|employee|card ?holder", "subscriber"),
    (r"\b(dx|diagnos[ie]s|icd)", "diagnosis"),
    (r"\b(cpt|hcpcs|procedure|proc|service (code|line)|svc|modifier|mod)\b", "service"),
    (r"out of network|\boon\b|non ?par(ticipating)?\b|non ?contracted|servicing|rendering", "provider"),
    (r"in network|\bnet (provider|date|result|phone|name|npi)|network (provider|office)|\bpar\b", "network"),
    (r"participating|contracted|\battempt|\bcontacted|provider called|office called", "network"),
    (
        r"requesting|\breq (prov|phys)|referring|ordering|attending|physician|prescrib|\bpcp\b|clinician",
        "clinician",
    ),
    (r"facility|hospital|\bprogram (name|npi|address|phone)", "facility"),
    (
        r"call reference|reference (number|no)|case number|auth(orization)? (number|no)|prior auth|rep name",
        "calls",
    ),
    (r"provider|practitioner|doctor|therapist|\bdr\b", "provider"),
    (r"\b(plan|insurer|insurance|payer|payor|carrier)\b", "plan"),
    (r"member|patient|enrollee|beneficiary|recipient|client|\bmbr\b|\bpt\b", "member"),
)
# What is asked; the first that fits and that the subject has decides.
ASKED: dict[str, Rules] = {
    "signer": ((r"date|day", "date"), (r"name", "name")),
    "member": (
        (r"last (name )?first", "last_first"),
        (r"last name|surname|\blname|family name|\blast\b", "last"),
        (r"first name|\bfname|given name|\bfirst\b", "first"),
        (r"birth|\bdob\b", "birth"),
        (r"group|\bgrp\b", "group"),
        (r"\bid\b|identification|policy (number|no)|cert(ificate)? (number|no)|member (number|no)", "id"),
        (r"phone|\btel|cell|mobile", "phone"),
        (r"relation", ""),
        (r"city state|csz", "city_line"),
        (r"\bcity|town", "city"),
        (r"\bzip|postal", "zip"),
        (r"\bstate|\bst\b", "state"),
        (r"street|address (line )?1|addr 1", "street"),
        (r"address|\baddr", "address"),
        (r"language", "language"),
        (r"name|^(member|patient)$", "name"),
    ),
    "subscriber": (
        (r"\bid\b|number", ""),
        (r"last name|\blname|\blast\b", "last"),
        (r"first name|\bfname|\bfirst\b", "first"),
        (r"birth|\bdob\b", "birth"),
        (r"relation", "relation"),
        (r"name|^(subscriber|insured|policy ?holder)$", "name"),
    ),
    "plan": (
        (r"phone|\btel", "phone"),
        (r"type|product|kind", "kind"),
        (r"name|company|^(plan|insurance|insurer|payer|carrier)$", "insurer"),
    ),
    "clinician": (
        (r"npi", "npi"),
        (r"license", "license"),
        (r"phone|\btel", "phone"),
        (r"fax|address|city|state|zip|tax|\btin\b|contact", ""),
        (r"special", "specialty"),
        (r"credential|title", "credentials"),
        (r"best time|times", "times"),
        (r"name|^(requesting|referring|ordering|attending)? ?(provider|physician|clinician)$", "name"),
    ),
    "diagnosis": ((r"desc|words|name", "{n}.words"), (r"", "{n}.code")),
    "service": (
        (r"mod", "{n}.modifier"),
        (r"unit|qty|quantity|visits", "{n}.units"),
        (r"desc|words", "{n}.words"),
        (r"from|start|begin", "{n}.from"),
        (r"\bto\b|end|thru|through", "{n}.to"),
        (r"date", ""),
        (r"", "{n}.code"),
    ),
    "network": (
        (r"first (open|avail|appoint)|next (open|avail|appoint)", "{n}.first_open"),
        (r"date|when", "{n}.date"),
        (r"phone|\btel", "{n}.phone"),
        (r"npi", "{n}.npi"),
        (r"spoke|person|contact (name|person)", "{n}.person"),
        (r"result|outcome|response|answer|reason|comment", "{n}.result"),
        (r"distance|miles", "{n}.distance"),
        (r"special", "{n}.specialty"),
        (r"name|provider|office|attempt", "{n}.name"),
    ),
    "calls": (
        (r"auth", "authorization"),
        (r"case (number|no)", "request_number"),
        (r"representative|spoke", "person"),
        (r"date", "date"),
        (r"reference|ref", "reference"),
    ),
}
_PLACE: Rules = (
    (r"npi|national provider", "npi"),
    (r"tax|\btin\b|\bein\b|\bfein\b|federal id", "tax_id"),
    (r"phone|\btel", "phone"),
    (r"fax", "fax"),
    (r"contact", "contact"),
    (r"special|provider type|taxonomy", "specialty"),
    (r"credential|license|title|degree", "credentials"),
    (r"city state|csz", "city_line"),
    (r"\bcity|town", "city"),
    (r"\bzip|postal", "zip"),
    (r"\bstate|\bst\b", "state"),
    (r"street|address (line )?1|addr 1", "street"),
    (r"address|\baddr", "address"),
    (r"first (date|avail)|earliest", "first_date"),
    (r"rate|fee|price|charge", "price"),
    (r"name|^(out of network |oon |servicing |rendering |treating )?(provider|facility|hospital)$", "name"),
)
ASKED["provider"] = ASKED["facility"] = _PLACE
# Boxes that say themselves what they are, whoever they are about.
PLAIN: Rules = (
    (r"why (this|the) provider|reason for (this |the )?provider|provider (unique|qualif)", "why.provider"),
    (r"clinical (summary|info|rationale|justif)|medical necess|presenting|symptom", "why.clinician_need"),
    (r"(earlier|previous|prior|past) treatment", "why.tried"),
    (r"reason (for|of) (the )?(request|exception)|why in network|explain|justification|rationale", "why.gap"),
    (r"request(ed)? date|date (of )?(the )?request|^date$|today", "request.date"),
    (r"type of (request|exception)|request type", "request.kind"),
    (
        r"(date|service) (of service )?(start|from|begin)|date from|first visit|admi(t|ssion) date",
        "care.starts",
    ),
    (r"(start|begin|first|from)( of)?( service| treatment)? date", "care.starts"),
    (r"(date|service) (of service )?(end|to|thru)|date to", "care.ends"),
    (r"(end|last|to|through|discharge)( service| treatment)? date", "care.ends"),
    (r"dates? of service|service dates", "care.span"),
    (
        r"(number|no|num|of|estimated) (of )?(visits|sessions|days|units)|^(visits|sessions)( requested)?$",
        "care.amount",
    ),
    (r"frequency|how often", "care.frequency"),
    (r"level of care|service type|type of (service|care)", "care.level"),
    (
        r"description of (service|care)|service(s)? (desc|requested)|requested service|treatment requested",
        "care.description",
    ),
    (r"network search|providers? (contacted|called)$|search (summary|result)", "network.all"),
)
_OWN: Rules = (
    (r"\bdob\b|birth", "member.birth"),
    (r"last name|\blname|surname", "member.last"),
    (r"first name|\bfname|given name", "member.first"),
    (r"group (number|no|id)|^group$|^grp", "member.group"),
    (r"^id( number| no)?$|policy (number|no)|certificate", "member.id"),
    (r"^npi( number| no)?$", "provider.npi"),
    (r"^(tax id|tin|ein|fein)( number| no)?$", "provider.tax_id"),
    (r"^relation", "subscriber.relation"),
    (r"^units?$|^quantity$", "care.amount"),
    (r"^specialty$", "care.specialty"),
)
BOXES: Rules = (
    (r"non ?urgent|not urgent|standard|routine|non ?expedited", "request.standard"),
    (r"urgent|expedit|stat\b", "request.urgent"),
    (r"single case|\bsca\b|letter of agreement", "request.agreement"),
    (r"gap exception|network (gap|exception|waiver)|in network (benefit|exception)", "request.gap"),
    (r"continuity|transition|established|existing patient", "why.continuity"),
    (r"retro|already (received|provided)|after the (service|fact)", "request.over"),
    (r"distance|geograph|travel|mileage|too far", "why.distance"),
    (r"wait|timel|appointment", "why.wait"),
    (r"not (taking|accepting)|no openings|closed panel", "why.not_taking"),
    (r"no (in network |par |participating |available |qualified )*(provider|specialist)", "why.none"),
    (r"not available|none (offer|avail)", "why.none"),
    (r"language|cultur", "why.language"),
    (r"spouse|husband|wife", "member.spouse"),
    (r"\bchild\b|dependent", "member.child"),
    (r"\bself\b", "member.is_subscriber"),
    (r"\bhmo\b", "plan.hmo"),
    (r"\bppo\b", "plan.ppo"),
    (r"\bepo\b", "plan.epo"),
    (r"\bpos\b", "plan.pos"),
    (r"medicaid", "plan.medicaid"),
    (r"medicare", "plan.medicare"),
    (r"residential|\brtc\b", "care.residential"),
    (r"partial|\bphp\b|day (program|treatment)", "care.day_program"),
    (r"intensive outpatient|\biop\b", "care.outpatient_program"),
    (r"behavioral|mental", "care.behavioral"),
    (r"surg", "care.surgery"),
    (r"letter attached|clinical (notes|letter)|letter of medical", "clinician.letter"),
)


def suggest(slot: Slot) -> str:
    """A value for the mapping, or nothing."""
    if not slot.can_be_filled:
        return LEAVE
    if slot.kind == SlotKind.TICK:
        return _first_tick(_tellings(slot))
    for words in _tellings(slot):
        if found := fact_for(words):
            return f"{FACT}{found}"
    return ""


def fact_for(words: str) -> str:
    """The key of a fact for words as a form would call a box; nothing when in doubt."""
    told = normal(words)
    if plain := _hit(PLAIN, told):
        return plain
    for pattern, subject in SUBJECTS:
        if re.search(pattern, told):
            return _asked(subject, told)
    return _hit(_OWN, told)


def tick_for(words: str) -> str:
    return _hit(BOXES, normal(words))


def normal(words: str) -> str:
    """`OONProviderNPI_1[0]` -> “oon provider npi 1”."""
    return " ".join(_PARTS.findall(re.sub(r"\[\d+\]|['’]s\b", " ", words))).lower()


def _first_tick(tellings: Iterable[str]) -> str:
    for words in tellings:
        if found := tick_for(words):
            return f"{TICK}{found}" if found in TICK_FACTS else ""
    return ""


def _asked(subject: str, told: str) -> str:
    asked = _hit(ASKED[subject], told)
    if not asked:
        return ""
    most = MOST_OFFICES if subject == "network" else MOST_CODES
    line = next((int(one) for one in reversed(re.findall(r"\d+", told)) if 1 <= int(one) <= most), 0)
    if "{n}" in asked:
        # A line further down than we have, or one that is not numbered: only the first is safe to guess.
        if not line and re.search(r"\d", told) and not re.search(r"icd (9|10)", told):
            return ""
        asked = asked.format(n=line or 1)
    key = f"{subject}.{asked}"
    return key if key in FACTS else ""


def _hit(rules: Rules, told: str) -> str:
    return next((key for pattern, key in rules if re.search(pattern, told)), "")


def _tellings(slot: Slot) -> list[str]:
    """What the form says of the box, the surest first: tooltip, name with its place in the tree, the page."""
    last = " ".join(slot.name.split(".")[-2:])
    own = slot.name.rpartition(".")[2]
    found = [slot.label, own, last, slot.near]
    if slot.state_speaks:
        found = [slot.state, *found]
    return [one for one in found if one]
