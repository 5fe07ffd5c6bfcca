from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.claims.readers import table
from requests_app.claims.readers.base import Refused
from requests_app.claims.readers.table_cells import Order, amount, day, days

AMOUNTS = st.decimals(Decimal("-99999.99"), Decimal("99999.99"), places=2)
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))
COLUMNS = ("billed", "allowed", "plan_paid", "deductible", "copay", "coinsurance", "patient_owes")
HEADER = ["Claim number", "Date of service", "Code", "Billed", "Allowed", "Plan paid", "Deductible", "Copay",
          "Coinsurance", "You owe"]  # fmt: skip


def american(value: Decimal) -> str:
    return f"${value:,.2f}" if value >= 0 else f"(${-value:,.2f})"


def signed(value: Decimal) -> str:
    return f"{value:.2f}"


def trailing(value: Decimal) -> str:
    return f"{abs(value):,.2f}{'-' if value < 0 else ''}"


WAYS = (american, signed, trailing)
DAY_WAYS = ("%m/%d/%Y", "%Y-%m-%d", "%b %d, %Y", "%d-%b-%Y", "%Y%m%d", "%m/%d/%y")
ROWS = st.lists(
    st.tuples(st.integers(1, 4), DAYS, st.lists(st.none() | AMOUNTS, min_size=7, max_size=7)),
    min_size=1,
    max_size=8,
)


def written(rows, way, day_way, separator) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(HEADER)
    for number, on, amounts in rows:
        cells = ["" if one is None else way(one) for one in amounts]
        writer.writerow([f"C{number}", on.strftime(day_way), "H0015", *cells])
    return out.getvalue().encode()


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from(WAYS), st.sampled_from(DAY_WAYS), st.sampled_from([",", ";", "\t", "|"]))
def test_whatever_way_a_table_is_written_it_says_the_same_to_the_cent(rows, way, day_way, separator):
    reading = table.read(written(rows, way, day_way, separator))

    found = {
        (claim.claim_number, place): line
        for claim in reading.statements
        for place, line in enumerate(claim.lines)
    }
    seen: dict[int, int] = {}
    assert len(found) == len(rows)
    for number, on, amounts in rows:
        line = found[f"C{number}", seen.get(number, 0)]
        seen[number] = seen.get(number, 0) + 1
        assert line.service_from == on
        assert [getattr(line, name) for name in COLUMNS] == amounts


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_totals_are_the_sums_of_lines_that_all_show_theirs_and_else_not_shown(rows):
    for claim in table.read(written(rows, american, "%m/%d/%Y", ",")).statements:
        for name in ("billed", "allowed", "plan_paid", "patient_owes"):
            shown = [getattr(line, name) for line in claim.lines]
            expected = None if None in shown else sum(shown, Decimal(0))
            assert getattr(claim, name) == expected


@settings(max_examples=150, deadline=None)
@given(AMOUNTS, st.sampled_from(WAYS))
def test_an_amount_comes_back_exactly(value, way):
    assert amount(way(value)) == value


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(0, 400), st.sampled_from(DAY_WAYS), st.sampled_from([" - ", " to ", " – "]))
def test_a_stretch_of_days_comes_back(first, length, way, between):
    last = first + timedelta(days=length)

    assert days(f"{first.strftime(way)}{between}{last.strftime(way)}") == (first, last)
    assert day(f"{first.day}/{first.month}/{first.year}", Order.DAY_FIRST) == first


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: f"{','.join(HEADER)}\n{text}".encode())
)
def test_whatever_it_is_it_is_read_or_refused(data):
    try:
        reading = table.read(data)
    except Refused:
        return

    assert type(reading).model_validate_json(reading.model_dump_json()) == reading
