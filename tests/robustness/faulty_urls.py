"""The product's addresses, and one whose view breaks with a person's words in its hands."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

handler400 = "requests_app.public.errors.bad_request"
handler500 = "requests_app.public.errors.server_error"


@login_not_required
def fault(request: HttpRequest) -> HttpResponse:
    words = request.POST.get("words", "nothing")
    raise RuntimeError(f"could not keep {words}")


urlpatterns = [path("fault/", fault, name="account_login"), path("", include("requests_app.urls"))]
