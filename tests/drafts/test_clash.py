from __future__ import annotations

import pytest

from requests_app.drafts.clash import Clash, check_version, merged
from requests_app.drafts.versions import version_of

SHOWN = {"city": "Phoenix", "unit": "", "street": "1 Example Street"}


def test_nothing_saved_meanwhile_is_no_clash():
    check_version(SHOWN, version_of(SHOWN), {**SHOWN, "city": "Tempe"})


def test_another_field_changed_meanwhile_to_what_was_typed_is_no_clash():
    check_version({**SHOWN, "city": "Mesa"}, version_of(SHOWN), {**SHOWN, "city": "Mesa", "unit": "4"})


def test_only_the_field_that_was_changed_meanwhile_clashes():
    stored = {**SHOWN, "city": "Mesa"}

    with pytest.raises(Clash) as clash:
        check_version(stored, version_of(SHOWN), {**SHOWN, "city": "Tempe", "unit": "4"})

    assert clash.value.fields == {"city": "Mesa"}
    assert clash.value.version == version_of(stored)


def test_pressing_the_button_again_with_the_new_version_passes():
    stored = {**SHOWN, "city": "Mesa"}

    check_version(stored, version_of(stored), {**SHOWN, "city": "Tempe"})


def test_a_field_cleared_meanwhile_is_a_clash():
    with pytest.raises(Clash) as clash:
        check_version({**SHOWN, "city": ""}, version_of(SHOWN), SHOWN)

    assert clash.value.fields == {"city": ""}


@pytest.mark.parametrize("version", [None, "", "abc", version_of({"city": "Phoenix"})])
def test_without_a_fitting_version_nothing_kept_is_overwritten_unseen(version):
    with pytest.raises(Clash) as clash:
        check_version(SHOWN, version, {**SHOWN, "city": "Tempe", "unit": "4"})

    assert clash.value.fields == {"city": "Phoenix"}


def test_nothing_and_empty_text_are_the_same_answer():
    check_version({"price": None}, version_of({"price": ""}), {"price": "1"})


def test_merging_keeps_what_others_saved_in_fields_left_alone():
    stored = {**SHOWN, "city": "Mesa"}

    assert merged(stored, version_of(SHOWN), {**SHOWN, "unit": "4"}) == {**stored, "unit": "4"}


def test_merging_stops_where_two_people_changed_the_same_field():
    stored = {**SHOWN, "city": "Mesa", "street": "9 Other Street"}
    typed = {**SHOWN, "city": "Tempe"}

    with pytest.raises(Clash) as clash:
        merged(stored, version_of(SHOWN), typed)

    assert clash.value.fields == {"city": "Mesa"}
    # Pressing again decides about the city, and the street of the other person stays.
    assert merged(stored, clash.value.version, typed) == {**stored, "city": "Tempe"}


def test_merging_without_a_version_erases_nothing():
    assert merged(SHOWN, None, {"city": "", "unit": "4", "street": ""}) == {**SHOWN, "unit": "4"}
