"""What every page can print without its view handing it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    spoken = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return {
        "service_name": settings.SERVICE_NAME,
        "language": spoken,
        "other_languages": [(code, name) for code, name in settings.LANGUAGES if code != spoken],
    }
