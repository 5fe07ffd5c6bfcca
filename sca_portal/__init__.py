"""Wiring. Imports the Celery app, so that every task finds our broker and not Celery's default one."""

try:
    from sca_portal.celery import app as celery_app
except ModuleNotFoundError as missing:
    # `sca_portal.embedded` also runs before the virtual environment exists.
    if missing.name != "celery":
        raise

__all__ = ["celery_app"]
