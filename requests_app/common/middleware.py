"""What holds for every request, signed in or not."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]
# NUL and control characters (but tab, LF, CR), and lone surrogates: no honest browser sends them.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
LINK_PAGES = ("/c/",)
UTF_8 = {"utf-8", "utf8"}


def _check(text: str) -> None:
    if _NOT_TEXT.search(text):
        raise SuspiciousOperation("characters that are not text")


class CleanInputMiddleware:
    """Refuses what cannot be text with 400 instead of failing later: marks in addresses, foreign encodings.

    Form bodies are cleaned by the forms, which can say so at the field.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _check(unquote(request.META.get("QUERY_STRING", ""), errors="surrogateescape"))
        _check(request.path)
        # Our pages are UTF-8, so a browser answers in it; other codecs can make halves of characters.
        if request.content_params and request.content_params.get("charset", "utf-8").lower() not in UTF_8:
            raise SuspiciousOperation("a body in another encoding")
        return self.get_response(request)


class ResponseHeadersMiddleware:
    """Headers for every answer, errors and files included; pages of signed-in people are never stored."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cache-Control", "no-store, private")
        if request.path.startswith(LINK_PAGES):
            # Pages behind a secure link are told to nobody; only their own forms know where they came from.
            response.headers["Cache-Control"] = "no-store, private"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            response.headers.setdefault("Referrer-Policy", "same-origin")
        return response


class UploadAnswerMiddleware:
    """A script that sends a file gets the address to go to, and the browser goes there itself.

    Left alone, the script would follow the redirect unseen and use up what the next page says only once.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("X-Upload") == "yes" and "Location" in response.headers:
            response.headers["X-Go-To"] = response.headers["Location"]
            del response.headers["Location"]
            response.status_code = 204
        return response
