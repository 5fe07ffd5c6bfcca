"""One settings file for every environment; what differs comes from the environment through `env.py`."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from sca_portal import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.directory("DATA_DIR", BASE_DIR / "var" / "data")

SECRET_KEY = env.secret("SECRET_KEY")
DATA_KEYS = env.list_of("DATA_KEYS")
DEBUG = env.flag("DEBUG", False)
DEMO = env.flag("DEMO", False)
SITE_URL = env.text("SITE_URL").rstrip("/")
ALLOWED_HOSTS = env.list_of("ALLOWED_HOSTS")
SERVICE_NAME = env.text("SERVICE_NAME", "Care Request Desk")
# Whom people ask for help; whoever runs the service puts its own desk here.
HELP_PHONE = env.text("HELP_PHONE", "602-555-0100")
HELP_EMAIL = env.text("HELP_EMAIL", "help@example.org")
NPI_REGISTRY_URL = env.web_address("NPI_REGISTRY_URL")
# The fax service (ADR 0020). Without an address there is none, and nobody is offered one.
FAX_URL = env.web_address("FAX_URL")
FAX_PROJECT = env.text("FAX_PROJECT") if FAX_URL else ""
FAX_KEY = env.text("FAX_KEY") if FAX_URL else ""
FAX_SECRET = env.text("FAX_SECRET") if FAX_URL else ""
FAX_FROM = env.text("FAX_FROM", "")
FAX_SECONDS = 40.0
FAX_TRIES = 3
FAX_AGAIN_AFTER = timedelta(minutes=10)
FAX_ASKED_FOR = timedelta(hours=6)
# The text message service (ADR 0021). Without an address there is none, but for the demonstration's own.
TEXT_URL = env.web_address("TEXT_URL")
TEXT_ACCOUNT = env.text("TEXT_ACCOUNT") if TEXT_URL else ""
TEXT_KEY = env.text("TEXT_KEY") if TEXT_URL else ""
TEXT_FROM = env.text("TEXT_FROM") if TEXT_URL else ""
# Twilio answers STOP, START and HELP by itself unless that was switched off for the account.
TEXT_SERVICE_REPLIES = env.flag("TEXT_SERVICE_REPLIES", True)
TEXT_SECONDS = 15.0
TEXT_CODE_LIVES = timedelta(minutes=15)
TEXT_CODES_A_DAY = 5
TEXTS_CAUGHT = DATA_DIR / "texts"
REDIS_URL = env.redis_url("REDIS_URL")
SECURE = env.flag("SECURE_COOKIES", True)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "requests_app",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "requests_app.common.middleware.ResponseHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "requests_app.common.middleware.CleanInputMiddleware",
    "requests_app.common.middleware.UploadAnswerMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "requests_app.accounts.middleware.SessionTimeMiddleware",
    "requests_app.accounts.middleware.HoldPostMiddleware",
    "requests_app.accounts.middleware.ActorMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "requests_app.accounts.middleware.PolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "sca_portal.urls"
WSGI_APPLICATION = "sca_portal.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "requests_app.common.context.portal",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "portal"
CRISPY_TEMPLATE_PACK = "portal"
CRISPY_FAIL_SILENTLY = False
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# With the planner's old default of 4 it reads all cases of a facility, not fifty by their keys.
ON_SSD = "-c random_page_cost=1.1"
LIMITS = "-c statement_timeout=15000 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=60000"


def _database(name: str, *, limits: str) -> dict[str, Any]:
    found = env.database(name)
    found["OPTIONS"] = {**found.get("OPTIONS", {}), "options": limits}
    found["CONN_MAX_AGE"] = 600
    found["CONN_HEALTH_CHECKS"] = True
    return found


DATABASES: dict[str, dict[str, Any]] = {
    "default": _database("DATABASE_URL", limits=f"{LIMITS} {ON_SSD}"),
    "owner": _database("DATABASE_OWNER_URL", limits="-c lock_timeout=10000"),
}
DATABASE_APP_ROLE = DATABASES["default"]["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# One transaction per request is opened by ActorMiddleware, because the tenant is set in it (ADR 0004).
ATOMIC_REQUESTS = False

# Only rate limits live here: a table, so that they hold across processes and when Redis is gone.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "requests_app_ratelimit",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "requests_app.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "signed_out"
ACCOUNT_ADAPTER = "requests_app.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 5
# A code that has run out is replaced, so the sign-in itself may take longer than a code lives.
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "30/m/ip,20/h/key",
    "resend_login_code": "5/h/key",
    "login_failed": "20/m/ip,5/15m/key",
    "read_bill": "20/h/ip",
    "api": "120/m/key",
    "api_wrong_key": "30/m/ip",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "requests_app.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SERVICE_NAME
# Phones go wrong by some seconds: the code before and the code after count too.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-sid" if SECURE else "sid"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "requests_app.public.errors.csrf_failed"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
PATIENT_IDLE = timedelta(minutes=30)
# The longest that a facility may allow its staff; each sets its own (15 to begin with).
STAFF_IDLE = timedelta(minutes=30)
SESSION_LONGEST = timedelta(hours=12)
HELD_FORM_KEPT = timedelta(hours=24)

SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", False) else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
X_FRAME_OPTIONS = "DENY"
USE_X_FORWARDED_HOST = False
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# What was saved is told once; in a cookie it would lie readable in the browser.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# As many cases as a job takes can be ticked, and a few fields stand beside them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2100
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# Files stay in memory until they are looked at, and only routes that ask for files get any.
FILE_UPLOAD_HANDLERS = ["requests_app.accounts.uploads.WantedFiles"]
UPLOAD_LARGEST_FILE = 25 * 1024 * 1024
UPLOAD_LARGEST_BODY = 60 * 1024 * 1024
# From somebody who is not signed in.
UPLOAD_LARGEST_PUBLIC = 2 * 1024 * 1024

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["sca_portal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Kept files when they lie on the local disk; work that is not finished lies here always.
MEDIA_ROOT = DATA_DIR / "files"
# Printed sections of packets, for a week; on this machine, whatever the file store.
PACKET_SECTIONS = DATA_DIR / "packet-sections"
STORAGES = {
    "default": env.files("FILES_URL"),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

EMAIL_URL = env.text("EMAIL_URL")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"{SERVICE_NAME} <no-reply@example.org>")
vars().update(env.mail("EMAIL_URL"))

OUTBOX_LEASE = timedelta(minutes=3)
OUTBOX_TRIES = 3
CASE_KEPT = timedelta(days=730)
CASE_KEPT_LONGER = timedelta(days=365)
INVITATION_KEPT = timedelta(days=14)
CLINICIAN_LINK_KEPT = timedelta(days=env.number("CLINICIAN_LINK_DAYS", 30, minimum=1))
CLINICIAN_IDLE = timedelta(minutes=30)
CLINICIAN_CODE_LIVES = timedelta(minutes=15)
SILENCED_SYSTEM_CHECKS = ["security.W021"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "requests_app.common.logging.formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
