"""Entry point of the web server: gunicorn -c sca_portal/gunicorn.py sca_portal.wsgi."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")

application = get_wsgi_application()

# Read before the first request: a broken file of facts stops the server here, with its faults named.
from requests_app.knowledge.store import all_records  # noqa: E402 (after the settings)

all_records()
