"""Settings of the comparison: Django's own admin over the same tables, with the same row security."""

from sca_portal.settings import *  # noqa: F403
from sca_portal.settings import INSTALLED_APPS as OURS
from sca_portal.settings import TEMPLATES as OURS_TEMPLATES

INSTALLED_APPS = ["django.contrib.admin", *OURS]
ROOT_URLCONF = "tests.bench.admin_urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "requests_app.accounts.middleware.ActorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    OURS_TEMPLATES[0]
    | {
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
        "APP_DIRS": True,
    }
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
