from __future__ import annotations

from zoneinfo import available_timezones

from requests_app.common.states import STATE_NAMES
from requests_app.common.time_zones import DEFAULT_ZONE, STATE_ZONES, zone_of_state


def test_every_state_has_a_zone_that_exists() -> None:
    assert set(STATE_ZONES) == set(STATE_NAMES)
    assert set(STATE_ZONES.values()) <= available_timezones()


def test_arizona_keeps_its_own_zone_and_an_unknown_state_gets_the_default() -> None:
    assert zone_of_state("AZ") == "America/Phoenix"
    assert zone_of_state("") == DEFAULT_ZONE
