"""What labels on a statement mean, and what they name: behind a colon, beside them, or right below. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from requests_app.claims.readers import table_cells as cells
from requests_app.claims.readers.pdf_layout import Row
from requests_app.claims.readers.table_columns import AMOUNTS, column_of
from requests_app.claims.readers.table_words import NETWORK
from requests_app.common.csv_rows import plain

# Labels of a paper that no table has, and those that mean something else there.
LABELS = {
    "claim processed on": "processed_on", "date of notice": "processed_on", "claim processed": "processed_on",
    "claim received": "received_on", "claim received on": "received_on", "date received by us": "received_on",
    "patient s name": "patient", "for services provided by": "billing_name",
    "services provided by": "billing_name",
    "your doctor or facility": "billing_name", "care provided by": "billing_name",
    "this is for": "patient", "you saw": "billing_name", "provider name and address": "billing_name",
    "amount you owe or already paid": "patient_owes", "what you owe or already paid": "patient_owes",
    "your responsibility to provider": "patient_owes", "you may owe provider": "patient_owes",
    "maximum you may owe": "patient_owes", "maximum you may be billed by provider": "patient_owes",
    "what your plan covered": "", "your plan s allowed amount": "allowed",
    "amount your plan allows": "allowed",
    "amount your plan allowed": "allowed", "amount your plan paid": "plan_paid",
    "your plan allowed": "allowed",
    "amount the provider billed": "billed", "amount your provider billed": "billed",
    "your provider billed": "billed", "provider may bill you": "patient_owes",
    "total amount you may owe": "patient_owes", "amount we paid": "plan_paid",
    "we sent check to provider": "",
    "total you may be billed": "patient_owes", "amount you may be billed": "patient_owes",
    "your claim number": "claim_number", "remark": "remarks", "note": "remarks", "see note": "remarks",
    "medicare paid provider": "plan_paid", "medicare approved amount": "allowed",
    "medicare paid": "plan_paid", "amount medicare paid": "plan_paid",
    "service provided and billing code": "words",
    "amount provider charged": "billed", "medicare approved": "allowed", "service billed": "words",
    "date of birth": "born", "identification no": "member_id", "id": "member_id", "member": "patient",
    "importe facturado": "billed", "lo que usted podria deber": "patient_owes",
    "cantidad facturada": "billed", "cantidad aprobada": "allowed", "cantidad pagada": "plan_paid",
}  # fmt: skip
# No paper has more in one row; each is held against all below it.
MOST_LABELS = 40
AMOUNT = re.compile(r"\(?-?\$?\s?-?\d[\d,]*\.\d{2}\)?-?")
PAIR = re.compile(r"([^:]{2,50}):\s*(.*)")
_WITH_AMOUNT = re.compile(r"(\D{3,60}?)[:.…\s]*(\(?-?\$\s?-?\d[\d,]*\.\d{2}\)?)")
_NETWORK_WORDS = {plain(one): name for name, found in NETWORK.items() for one in found if "network" in one}
_SAID = {"IN_NETWORK": "In network", "OUT_OF_NETWORK": "Out of network"}


def label_of(text: str) -> str:
    bare = plain(text)
    return LABELS[bare] if bare in LABELS else column_of(text)


def pairs(row: Row, below: Row) -> list[tuple[str, str]]:
    """Labels of a row with what they name: behind a colon, in the next cell, or right below."""
    found: list[tuple[str, str]] = []
    row, below = row[:MOST_LABELS], below[:MOST_LABELS]
    for place, cell in enumerate(row):
        pair = PAIR.fullmatch(cell.text)
        bare = pair[1] if pair else cell.text
        label = "" if plain(bare) in _NETWORK_WORDS else label_of(bare)
        behind = _WITH_AMOUNT.fullmatch(cell.text)
        if pair and label and pair[2]:
            found.append((label, pair[2]))
        elif behind and (named := label_of(behind[1])) in AMOUNTS:
            found.append((named, behind[2]))
        elif label:
            beside = row[place + 1].text if place + 1 < len(row) else ""
            under = next((one.text for one in below if one.overlap(cell) > 0), "")
            value = beside if beside and not _is_label(beside) else under
            if value and not _is_label(value):
                found.append((label, value))
    return found


def _is_label(text: str) -> bool:
    pair = PAIR.fullmatch(text)
    return bool(label_of(pair[1] if pair else text))


def is_amount(text: str) -> bool:
    return bool(AMOUNT.fullmatch(text.strip()))


def network_said(rows: Iterable[Row]) -> str:
    """A cell that says only that; where two differ, or a sentence explains both, nothing is told."""
    said = {
        name
        for row in rows
        for cell in row
        if (name := _NETWORK_WORDS.get(plain(cell.text.partition(":")[2] or cell.text)))
    }
    return _SAID[said.pop()] if len(said) == 1 else ""


def check_currency(pages: Sequence[Sequence[Row]]) -> None:
    """Raises OtherCurrency for an amount with the sign of another currency."""
    for page in pages:
        for row in page:
            for cell in row:
                if len(cell.text) <= 24 and any(mark.isdigit() for mark in cell.text) and "." in cell.text:
                    cells.check_currency(cell.text)
