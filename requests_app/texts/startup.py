"""A name or address of the service that makes a text too long, or not plain, stops the start."""

from __future__ import annotations

from typing import Any

from django.core import checks

from requests_app.texts import gsm7, service, wording


@checks.register("texts")
def texts_fit(**_kwargs: Any) -> list[checks.CheckMessage]:
    if not service.is_set_up():
        return []
    return [
        checks.Error(
            f"The text “{name}” ({language}) is not one plain message of {gsm7.LONGEST} characters.",
            hint="Shorten SERVICE_NAME or SITE_URL, and use plain letters in them.",
            id="texts.E001",
        )
        for language in wording.LONGEST_DAY
        for name, text in wording.samples(language).items()
        if not gsm7.fits(text)
    ]
