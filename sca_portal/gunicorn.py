"""Settings of the web server, for the embedded default and for containers alike."""

from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger

from requests_app.common.logging import without_key
from sca_portal import env


class PathLogger(Logger):
    """Logs the path without its query and without the key of a link.

    It is quoted, so that a line break in an address cannot forge a line.
    """

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {name: found[name] for name in ("m", "s", "M")} | {
            "U": without_key(quote(environ.get("PATH_INFO", "")))
        }


bind = f"{env.text('HOST', '127.0.0.1')}:{env.number('PORT', 8000, minimum=1)}"
worker_class = "gthread"
workers = env.number("WEB_WORKERS", 2, minimum=1)
threads = env.number("WEB_THREADS", 4, minimum=1)
timeout = 60
graceful_timeout = 5
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
limit_request_line = 4094
control_socket_disable = True
accesslog = "-"
access_log_format = "%(m)s %(U)s %(s)s %(M)sms"
logger_class = PathLogger
