"""What somebody typed is kept for the browser that typed it, and for nobody else."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from requests_app.drafts import services
from requests_app.drafts.versions import version_of
from requests_app.models import HeldForm


def hold(key="browser-1", path="/page/", body="name=Ana&note=depression"):
    services.hold(browser_key=key, path=path, body=body, at=timezone.now())


def test_the_same_browser_finds_its_text_on_the_same_page(db):
    hold()

    kept = services.held(browser_key="browser-1", path="/page/", at=timezone.now())

    assert kept == "name=Ana&note=depression"


def test_another_browser_or_page_finds_nothing_and_the_database_cannot_be_read(db):
    hold()

    assert services.held(browser_key="browser-2", path="/page/", at=timezone.now()) is None
    assert services.held(browser_key="browser-1", path="/other/", at=timezone.now()) is None
    assert b"depression" not in bytes(HeldForm.objects.get().sealed)


def test_after_a_day_it_is_gone(db):
    hold()
    later = timezone.now() + timedelta(hours=25)

    assert services.held(browser_key="browser-1", path="/page/", at=later) is None
    assert services.forget_expired(at=later) == 1


def test_a_newer_text_replaces_the_older(db):
    hold()
    hold(body="name=Eva")

    assert services.held(browser_key="browser-1", path="/page/", at=timezone.now()) == "name=Eva"
    assert HeldForm.objects.count() == 1


def test_a_version_changes_with_any_value_and_treats_nothing_and_empty_alike():
    assert version_of({"a": None, "b": "x"}) == version_of({"b": "x", "a": ""})
    assert version_of({"a": "1", "b": "x"}) != version_of({"a": "1", "b": "y"})
