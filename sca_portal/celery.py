"""The Celery app. Messages are a doorbell: they carry ids, and the sweep finds whatever they lose."""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent

from sca_portal import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")

# Longer than any task may take; otherwise Redis hands a running task to a second worker.
VISIBILITY_SECONDS = 300
SOFT_LIMIT_SECONDS = 120
HARD_LIMIT_SECONDS = 150
SWEEP_SECONDS = 30
FIGURES_SECONDS = 60

# After a killed worker its messages come back within seconds; the defaults take one and a half minutes.
TRANSPORT: dict[str, Any] = {
    "visibility_timeout": VISIBILITY_SECONDS,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 30,
    "socket_keepalive": True,
    # Publishing fails at once when the broker is away (0.005 s instead of 2 s); the sweep finds the row.
    "max_retries": 0,
}


def _settings() -> dict[str, Any]:
    return {
        "broker_url": env.broker_url("REDIS_URL"),
        "broker_transport_options": TRANSPORT,
        "broker_connection_timeout": 2,
        "broker_connection_retry_on_startup": True,
        # A page must not wait for a broker that is away: the row is saved, the sweep will ring again.
        "task_publish_retry": False,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_ignore_result": True,
        "task_soft_time_limit": SOFT_LIMIT_SECONDS,
        "task_time_limit": HARD_LIMIT_SECONDS,
        "task_serializer": "json",
        "result_serializer": "json",
        "accept_content": ["json"],
        "worker_prefetch_multiplier": 1,
        "worker_max_tasks_per_child": 50,
        "worker_soft_shutdown_timeout": 5,
        "worker_enable_remote_control": False,
        "worker_hijack_root_logger": False,
        "worker_redirect_stdouts": False,
        "worker_cancel_long_running_tasks_on_connection_loss": True,
        "timezone": "UTC",
        "enable_utc": True,
        "beat_max_loop_interval": 10,
        "beat_schedule": {
            "sweep": {
                "task": "requests_app.tasks.sweep",
                "schedule": SWEEP_SECONDS,
                # A worker that was away must not find a pile of sweeps.
                "options": {"expires": SWEEP_SECONDS},
            },
            "figures": {
                "task": "requests_app.tasks.count_figures",
                "schedule": FIGURES_SECONDS,
                "options": {"expires": FIGURES_SECONDS},
            },
        },
    }


app = Celery("sca_portal")
# For every thread of a web server: Celery’s current app is kept by thread, and a second would ring nowhere.
app.set_default()
# Read late: this module is also imported where no environment is needed, as by the embedded services.
app.add_defaults(_settings)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["requests_app"])


@heartbeat_sent.connect
def _show_life(**_signal: Any) -> None:
    """Lets a container's health check see that the worker still talks to its broker."""
    name = os.environ.get("WORKER_ALIVE_FILE")
    if name:
        Path(name).touch()
