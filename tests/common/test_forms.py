from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from requests_app.common import fields
from requests_app.common.forms import PortalForm

TODAY = date(2026, 6, 3)


class CareForm(PortalForm):
    why = "Some laws protect some kinds of care more."

    kind = fields.ChoiceField(
        label="What kind of care is it?",
        choices=[("SURGERY", "Surgery"), ("OTHER", "Something else")],
        hints={"SURGERY": "An operation"},
        empty="Select the kind of care",
        reveals={"OTHER": "other"},
    )
    other = fields.TextField(label="What care?", max_length=20, empty="Say what care it is")


class OfficeForm(PortalForm):
    heading = "Which office?"

    office = fields.TextField(
        label="Name of the office", max_length=150, empty="Enter the name of the office"
    )
    seen_on = fields.DayField(label="Date", empty="Enter the date")
    npi = fields.NpiField(required=False)
    state = fields.StateField(required=False)
    notes = fields.LongTextField(label="Notes", max_length=800, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("office") == "Odd Office":
            self.warn("office", "This name is unusual")
        return cleaned


GOOD = {"office": "Desert Sky Clinic", "seen_on_month": "6", "seen_on_day": "1", "seen_on_year": "2026"}


def html_of(form: PortalForm) -> str:
    return str(render_crispy_form(form))


def test_a_single_question_is_the_heading_and_its_legend_holds_the_h1():
    form = CareForm(today=TODAY)

    assert form.page_heading == "What kind of care is it?"
    assert "<h1>What kind of care is it?</h1></legend>" in html_of(form)
    assert "Some laws protect" in html_of(form)


def test_a_single_text_question_has_its_label_in_the_h1():
    class NameForm(PortalForm):
        name = fields.NameField(label="First name", empty="Enter the first name")

    assert '<h1 class="is-heading"><label for="id_name">First name</label></h1>' in html_of(
        NameForm(today=TODAY)
    )


def test_several_questions_leave_the_h1_to_the_page():
    assert "<h1" not in html_of(OfficeForm(today=TODAY))


def test_optional_questions_say_so_and_nothing_has_a_required_attribute():
    html = html_of(OfficeForm(today=TODAY))

    assert "Notes (optional)" in html
    assert "Name of the office (optional)" not in html
    assert not re.search(r"\brequired\b", html)


def test_the_error_stands_before_the_control_and_is_named_by_it():
    html = html_of(OfficeForm({}, today=TODAY))

    error = html.index('id="id_office_error"')
    control = html.index('id="id_office"')
    assert error < control
    assert 'aria-describedby="id_office_error"' in html
    assert 'aria-invalid="true"' in html


def test_every_line_of_the_summary_leads_to_an_element_that_exists():
    for form in (
        OfficeForm({}, today=TODAY),
        CareForm({}, today=TODAY),
        CareForm({"kind": "OTHER"}, today=TODAY),
    ):
        html = html_of(form)
        assert form.error_list()
        for line in form.error_list():
            assert f'id="{line.target}"' in html


def test_the_summary_of_a_half_typed_date_leads_to_the_missing_box():
    form = OfficeForm({**GOOD, "seen_on_year": ""}, today=TODAY)

    assert [(line.target, line.text) for line in form.error_list()] == [
        ("id_seen_on_year", "Date must include a year")
    ]
    assert html_of(form).count('aria-invalid="true"') == 1


def test_what_was_typed_stays_right_or_wrong():
    form = OfficeForm(
        {**GOOD, "office": "<b>Clinic</b>", "seen_on_month": "Febtober", "state": "AZ"}, today=TODAY
    )
    html = html_of(form)

    assert 'value="&lt;b&gt;Clinic&lt;/b&gt;"' in html
    assert 'value="Febtober"' in html
    assert '<option value="AZ" selected>Arizona</option>' in html


def test_a_kept_text_starting_with_a_line_end_comes_back_whole():
    assert ">\n\nsecond line</textarea>" in html_of(OfficeForm({"notes": "\nsecond line"}, today=TODAY))


def test_a_revealed_question_is_asked_only_when_its_option_is_chosen():
    asked = CareForm({"kind": "OTHER"}, today=TODAY)
    not_asked = CareForm({"kind": "SURGERY", "other": "x" * 50}, today=TODAY)

    assert asked.errors == {"other": ["Say what care it is"]}
    assert not_asked.is_valid()
    assert not_asked.cleaned_data == {"kind": "SURGERY", "other": ""}


def test_a_revealed_question_is_drawn_once_below_its_option():
    html = html_of(CareForm(today=TODAY))

    assert html.count('id="id_other"') == 1
    assert html.index('id="id_kind_1"') < html.index('id="id_other"')


def test_more_than_one_follow_up_is_refused_when_the_form_is_written():
    with pytest.raises(TypeError, match="at most one"):
        fields.ChoiceField(
            label="Kind", choices=[("A", "a")], empty="Select", reveals={"A": "first", "B": "second"}
        )


def test_the_form_key_is_new_on_a_page_and_echoed_after_a_post():
    fresh = OfficeForm(today=TODAY)
    posted = OfficeForm({"form_key": "8a3f2c1e-0000-4000-8000-000000000001"}, today=TODAY)
    nonsense = OfficeForm({"form_key": "nonsense"}, today=TODAY)

    assert UUID(fresh.form_key)
    assert fresh.form_key == fresh.form_key
    assert posted.form_key == "8a3f2c1e-0000-4000-8000-000000000001"
    assert UUID(nonsense.form_key)


def test_key_and_version_are_not_answers():
    form = OfficeForm({**GOOD, "form_key": "x", "version": "3"}, today=TODAY)

    assert form.is_valid()
    assert set(form.cleaned_data) == {"office", "seen_on", "npi", "state", "notes"}


def test_a_warning_is_shown_once_and_the_same_answers_then_pass():
    odd = {**GOOD, "npi": "1234567890"}
    first = OfficeForm(odd, today=TODAY)

    assert not first.is_valid()
    assert first.needs_confirmation
    assert [line.target for line in first.warning_list()] == ["id_npi"]

    again = OfficeForm({**odd, "confirmed_warnings": first.warnings_digest}, today=TODAY)

    assert again.is_valid()
    assert again.warning_list() == []


def test_a_changed_answer_that_is_odd_too_is_warned_about_again():
    digest = _digest({**GOOD, "npi": "1234567890"})

    changed = OfficeForm({**GOOD, "npi": "1234567891", "confirmed_warnings": digest}, today=TODAY)

    assert changed.needs_confirmation


def test_a_second_warning_is_shown_although_the_first_was_confirmed():
    digest = _digest({**GOOD, "npi": "1234567890"})

    both = OfficeForm(
        {**GOOD, "npi": "1234567890", "office": "Odd Office", "confirmed_warnings": digest}, today=TODAY
    )

    assert next(line.text for line in both.warning_list()) == "This name is unusual"


def test_errors_come_before_warnings():
    form = OfficeForm({"npi": "1234567890"}, today=TODAY)
    form.full_clean()

    assert form.errors
    assert form.warning_list() == []


def _digest(data: dict[str, str]) -> str:
    form = OfficeForm(data, today=TODAY)
    form.full_clean()
    return form.warnings_digest


def test_kept_answers_are_shown_without_errors_and_are_not_valid():
    form = OfficeForm({"office": "Desert"}, today=TODAY)
    form.hold()

    assert form.error_list() == []
    assert not form.is_valid()
    assert 'value="Desert"' in html_of(form)
    assert "error" not in html_of(form)


def test_initial_dates_and_amounts_are_shown_in_their_boxes():
    class PriceForm(PortalForm):
        heading = "Price"
        day = fields.DayField(label="Day", empty="Enter the day")
        told_on = fields.RecentDayField(label="When?", empty="Select when")
        older_on = fields.RecentDayField(label="And before?", empty="Select when")
        amount = fields.MoneyField(label="Amount")

    html = html_of(
        PriceForm(
            today=TODAY,
            initial={
                "day": date(2026, 3, 27),
                "told_on": date(2026, 6, 2),
                "older_on": date(2026, 5, 1),
                "amount": Decimal("125.5"),
            },
        )
    )

    assert 'name="day_month" inputmode="text" value="3"' in html
    assert 'id="id_told_on_1" value="yesterday" checked' in html
    assert 'id="id_older_on_2" value="other" checked' in html
    assert 'value="125.50"' in html


def test_a_plain_django_field_still_asks_in_our_words():
    class PlainForm(PortalForm):
        city = forms.CharField(label="City")

    form = PlainForm({}, today=TODAY)

    assert form.errors["city"] == ["Answer “City”"]
