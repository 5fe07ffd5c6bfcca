"""The portal with two empty views beside it: one without any middleware, one behind all of ours."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
settings.ROOT_URLCONF = "tests.bench.urls"
portal = get_wsgi_application()

from requests_app.accounts import policy  # noqa: E402
from requests_app.accounts.policy_words import GET, Row, Who  # noqa: E402

policy.ROWS["behind"] = Row(GET, Who.SIGNED_IN)


class BareRequest(WSGIRequest):
    urlconf = "tests.bench.urls"


class BareHandler(WSGIHandler):
    request_class = BareRequest


_middleware, settings.MIDDLEWARE = settings.MIDDLEWARE, []
bare = BareHandler()
settings.MIDDLEWARE = _middleware


def application(environ, start_response):
    handler = bare if environ["PATH_INFO"] == "/bench/empty/" else portal
    return handler(environ, start_response)
