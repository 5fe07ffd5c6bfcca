"""Entry point for an ASGI server. Ours is WSGI, which is faster for these pages."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")

application = get_asgi_application()
