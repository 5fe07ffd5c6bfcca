"""The addresses the layouts name, so that pages can be drawn without the areas above `common`."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


NAMES = (
    "home",
    "language",
    "account_logout",
    "account_request_login_code",
    "help",
    "privacy",
    "accessibility",
    "terms",
)
urlpatterns = [
    *(path(f"{name}/", nothing, name=name) for name in NAMES),
    path("q/", include(([path("", nothing, name="queue")], "staff"))),
    path("who-regulates/", include(([path("", nothing, name="who_regulates")], "knowledge"))),
]
