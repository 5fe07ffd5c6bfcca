from django.http import HttpResponse
from django.urls import include, path

from sca_portal.urls import handler400, handler403, handler404, handler429, handler500

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]


def empty(request):
    return HttpResponse("ok")


urlpatterns = [
    path("bench/empty/", empty, name="empty"),
    path("bench/behind/", empty, name="behind"),
    path("", include("sca_portal.urls")),
]
