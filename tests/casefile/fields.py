"""Single values of every allowed shape."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from requests_app.casefile import fields, schema

TODAY = date(2026, 11, 22)
LAST = date(2100, 12, 31)
PHONES = st.sampled_from(["", "602-555-0142", "(602) 555-0142 ext. 7", "+44 20 7946 0958"])
NPIS = st.sampled_from(["", "1234567893", "2000000010"])
NAMES = st.sampled_from(["Sample Clinic", "Clínica Muestra", "  Example Group "])


def texts(length: int) -> st.SearchStrategy[str]:
    marks = st.characters(exclude_categories=["Cc", "Cs"])
    return st.text(marks | st.just("\n"), max_size=min(length, 30)).map(str.strip)


def one_of_field(part: type[schema.Part], name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(part.model_fields[name].annotation))


def days(first: date = date(1900, 1, 1), last: date = LAST) -> st.SearchStrategy[date]:
    return st.dates(first, last)


past = days(last=TODAY)
births = st.none() | days(date(1930, 1, 1), date(2026, 11, 21))
yes_no = st.sampled_from(get_args(fields.YesNo))
flags = st.booleans()
