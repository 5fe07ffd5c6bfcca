from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.utils import translation

from requests_app.common import fields
from requests_app.common.fields import When
from requests_app.common.forms import PortalForm

TODAY = date(2026, 6, 3)


def answer(field: forms.Field, data: dict[str, Any] | None = None, **typed: str):
    """What a form with this one field `x` makes of the post: (value, errors)."""
    form_class = type("OneForm", (PortalForm,), {"x": field})
    form = form_class({**(data or {}), **typed}, today=TODAY)
    form.full_clean()
    return form.cleaned_data.get("x"), [str(text) for text in form.errors.get("x", [])]


def birth_date(**options):
    return fields.DayField(label="Date of birth", empty="Enter the date of birth", when=When.PAST, **options)


@pytest.mark.parametrize("month", ["3", "03", "Mar", "mar.", "March", "MARZO", "marzo", " 3 "])
def test_a_month_is_read_as_number_or_name_in_both_languages(month):
    value, errors = answer(birth_date(), x_month=month, x_day="27", x_year="1984")

    assert (value, errors) == (date(1984, 3, 27), [])


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (("", "", ""), "Enter the date of birth"),
        (("March", "27", ""), "Date of birth must include a year"),
        (("", "27", "1984"), "Date of birth must include a month"),
        (("", "", "1984"), "Date of birth must include a month and a day"),
        (("March", "27", "84"), "Date of birth must include a year with 4 numbers"),
        (("February", "30", "1984"), "Date of birth must be a real date"),
        (("Nonsense", "3", "1984"), "Date of birth must be a real date"),
        (("3", "x", "1984"), "Date of birth must be a real date"),
        (("3", "27", "1884"), "Date of birth must have a year from 1900 to 2100"),
        (("6", "3", "2026"), "Date of birth must be in the past"),
    ],
)
def test_a_date_that_cannot_be_says_what_is_missing(typed, error):
    month, day, year = typed

    value, errors = answer(birth_date(), x_month=month, x_day=day, x_year=year)

    assert (value, errors) == (None, [error])


@pytest.mark.parametrize(
    ("when", "day", "error"),
    [
        (When.PAST_OR_TODAY, "4", "Date must be today or in the past"),
        (When.TODAY_OR_FUTURE, "2", "Date must be today or later"),
        (When.FUTURE, "3", "Date must be in the future"),
    ],
)
def test_a_date_must_lie_on_the_asked_side_of_today(when, day, error):
    field = fields.DayField(label="Date", empty="Enter the date", when=when)

    _value, errors = answer(field, x_month="6", x_day=day, x_year="2026")

    assert errors == [error]


def recent():
    return fields.RecentDayField(label="When did you contact them?", empty="Select when you contacted them")


@pytest.mark.parametrize(("choice", "day"), [("today", date(2026, 6, 3)), ("yesterday", date(2026, 6, 2))])
def test_today_and_yesterday_need_no_typing(choice, day):
    assert answer(recent(), x=choice) == (day, [])


def test_another_day_is_typed_and_not_in_the_future():
    assert answer(recent(), x="other", x_month="May", x_day="29", x_year="2026") == (date(2026, 5, 29), [])
    assert answer(recent(), x="other", x_month="6", x_day="4", x_year="2026")[1] == [
        "Date must be today or in the past"
    ]
    assert answer(recent(), x="other")[1] == ["Enter the date, or select Today or Yesterday"]
    assert answer(recent(), x="someday")[1] == ["Select when you contacted them"]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,250", "1250.00"),
        ("$1250.00", "1250.00"),
        (" $ 125.5 ", "125.50"),
        (".5", "0.50"),
        ("0", "0.00"),
        ("9,999,999.99", "9999999.99"),
    ],
)
def test_money_is_read_as_people_write_it(typed, amount):
    assert answer(fields.MoneyField(label="Amount"), x=typed) == (Decimal(amount), [])


@pytest.mark.parametrize("typed", ["12,5", "1.250,00", "ten", "-5", "1.234", "."])
def test_money_that_could_mean_two_things_is_asked_again(typed):
    assert answer(fields.MoneyField(label="Amount"), x=typed)[1] == [
        "Amount: enter the amount in dollars, like 125.50"
    ]


def test_a_dollar_sign_alone_is_no_amount():
    assert answer(fields.MoneyField(label="Amount"), x="$")[1] == ["Enter the amount in dollars, like 125.50"]


def test_an_amount_beyond_the_largest_is_refused():
    assert answer(fields.MoneyField(label="Amount"), x="10000000")[1] == [
        "Amount must be $9,999,999.99 or less"
    ]


@pytest.mark.parametrize(
    "typed",
    ["602-555-0142", "(602) 555-0142 ext. 12", "602.555.0142", "+1 602 555 0142", "+52 55 5555 0100"],
)
def test_a_phone_number_stays_as_typed(typed):
    assert answer(fields.PhoneField(), x=f" {typed} ") == (typed, [])


@pytest.mark.parametrize("typed", ["555-0142", "602-055-0142", "abc", "12345678901234"])
def test_a_phone_number_without_area_code_is_asked_again(typed):
    assert answer(fields.PhoneField(), x=typed)[1] == [
        "Enter a phone number with area code, like 602-555-0142"
    ]


@pytest.mark.parametrize(
    ("typed", "kept"), [("85004", "85004"), ("85004 1234", "85004-1234"), ("850041234", "85004-1234")]
)
def test_a_zip_code_has_five_or_nine_numbers(typed, kept):
    assert answer(fields.ZipField(), x=typed) == (kept, [])
    assert answer(fields.ZipField(), x="8500")[1] == ["ZIP code must be 5 or 9 numbers"]
    assert answer(fields.ZipField())[1] == ["Enter the ZIP code"]


def test_the_state_comes_from_the_list():
    assert answer(fields.StateField(), x="AZ") == ("AZ", [])
    assert answer(fields.StateField())[1] == ["Select the state"]
    assert answer(fields.StateField(), x="ZZ")[1] == ["Select the state"]


def test_pasted_invisible_characters_and_odd_spaces_are_dropped():
    field = fields.NameField(label="First name", empty="Enter the first name")

    assert answer(field, x="\u200bAna\u00a0\u00a0María\ufeff ") == ("Ana María", [])


def test_joiners_that_shape_letters_stay():
    field = fields.NameField(label="First name", empty="Enter the first name")

    assert answer(field, x="می\u200cخواهم")[0] == "می\u200cخواهم"


@pytest.mark.parametrize("typed", ["Ana\x00", "A\x08na", "A\x85\x9bna"])
def test_control_characters_are_named_and_not_saved(typed):
    field = fields.TextField(label="City", empty="Enter the city", max_length=80)

    assert answer(field, x=typed)[1] == [
        "City has hidden characters we cannot save. Delete it and type it again"
    ]


def test_a_long_text_keeps_its_lines_and_its_limit():
    field = fields.LongTextField(label="Notes", max_length=2000, required=False)

    assert answer(field, x="one\r\n\r\ntwo \t three  ")[0] == "one\n\ntwo three"
    assert answer(field, x="x" * 2001)[1] == ["Notes must be 2,000 characters or fewer"]


def test_a_text_too_short_says_so():
    field = fields.TextField(label="Name", empty="Enter the name", max_length=80, min_length=2)

    assert answer(field, x="A")[1] == ["Name must be 2 characters or more"]


@pytest.mark.parametrize("typed", ["0", "1000", "1.5", "many", "-1"])
def test_a_count_outside_its_range_says_the_range(typed):
    field = fields.NumberField(
        label="How many visits?", smallest=1, largest=999, empty="Enter a number from 1 to 999"
    )

    assert answer(field, x=typed)[1] == ["Enter a number from 1 to 999"]
    assert answer(field, x="30") == (30, [])


def test_an_email_address_is_read_generously():
    assert answer(fields.EmailField(), x=" ana@example.com ") == ("ana@example.com", [])
    assert answer(fields.EmailField(), x="ana")[1] == ["Enter an email address, like name@example.com"]


def test_a_security_code_may_be_pasted_with_spaces():
    assert answer(fields.SecurityCodeField(), x="123 456") == ("123456", [])
    assert answer(fields.SecurityCodeField(), x="12345")[1] == ["Enter the 6-number code"]


def test_codes_are_cleaned_by_their_own_rules():
    assert answer(fields.DiagnosisCodeField(), x="f33.2") == ("F33.2", [])
    assert answer(fields.DiagnosisCodeField(), x="depression")[1] == ["Diagnosis code must look like F33.2"]
    assert answer(fields.ServiceCodeField(), x="90837")[0] == "90837"
    assert answer(fields.NpiField(), x="123")[1] == ["NPI must be 10 numbers"]
    assert answer(fields.MemberIdField())[1] == ["Enter the member ID"]


def test_a_required_field_without_its_own_text_for_no_answer_cannot_be_made():
    with pytest.raises(TypeError, match="empty="):
        fields.TextField(label="City", max_length=80)


def test_an_exclusive_answer_does_not_go_with_others():
    def reasons():
        return fields.MultiChoiceField(
            label="Why?",
            choices=[("FAR", "Too far"), ("NONE", "I have not looked yet")],
            exclusive="NONE",
            exclusive_error="Select reasons, or select “I have not looked yet”",
            empty="Select at least one reason",
        )

    assert answer(reasons(), {"x": ["FAR", "NONE"]})[1] == [
        "Select reasons, or select “I have not looked yet”"
    ]
    assert answer(reasons(), {"x": ["NONE"]}) == (["NONE"], [])
    assert answer(reasons())[1] == ["Select at least one reason"]


def test_an_agreement_must_be_ticked():
    field = fields.AgreementField(label="What I wrote is true as far as I know.")

    assert answer(field)[1] == ["Tick the box to show you agree"]
    assert answer(field, x="yes") == (True, [])


def test_the_limits_of_a_number_are_told_in_the_language_of_the_reader():
    field = fields.NumberField(label="How many?", smallest=1, largest=999)

    with translation.override("es"):
        _value, errors = answer(field, x="many")

    assert errors == ["Escriba un número de 1 a 999"]
