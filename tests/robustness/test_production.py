"""The settings of a real installation, asked of a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings as configured

ROOT = Path(__file__).resolve().parents[2]


PRODUCTION = {
    "SECRET_KEY": "k3Jx9QzWn5Vb7Tg2Ry8Lp4Mf6Hd1Sc0Aq-XeUoIiKtNwPzBvCrEs7Yh2D",
    "DATA_KEYS": "k1:q8Zr3Ty6Ui9Op2As5Df8Gh1Jk4Lz7Xc0Vb3Nm6Qw9Ee=",
    "DATABASE_URL": "postgres://sca_app:x@127.0.0.1:1/sca",
    "DATABASE_OWNER_URL": "postgres://sca_owner:x@127.0.0.1:1/sca",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SITE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "EMAIL_URL": "smtp+tls://mail.example.org",
    "DEBUG": "0",
    "DEMO": "0",
    "SECURE_COOKIES": "1",
}


COOKIES = """
import django, json; django.setup()
from django.conf import settings as s
print(json.dumps({
    "sid": [s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY,
            s.SESSION_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH],
    "csrf": [s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_HTTPONLY, s.CSRF_COOKIE_SAMESITE,
             s.CSRF_COOKIE_DOMAIN, s.CSRF_COOKIE_PATH],
    "other": [s.LANGUAGE_COOKIE_SECURE, s.SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31_536_000,
              s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN, s.DEBUG],
}))
"""


def in_production(*command: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    settings = {"DJANGO_SETTINGS_MODULE": "sca_portal.settings", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**kept, **PRODUCTION, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_finds_nothing():
    done = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert set(configured.SILENCED_SYSTEM_CHECKS) <= {"security.W021"}


def test_cookies_of_a_real_installation_are_bound_to_the_host():
    done = in_production("-c", COOKIES)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["sid"] == ["__Host-sid", True, True, "Lax", None, "/"]
    assert found["csrf"] == ["__Host-csrf", True, True, "Lax", None, "/"]
    assert found["other"] == [True, True, True, True, False, False]
