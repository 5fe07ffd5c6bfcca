"""Logs are JSON lines with ids only. The last net: addresses, codes and long numbers are cut."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

# Addresses that open something hold a secret; `/c/r/` and `/c/gone` are pages behind it, and hold none.
_KEY_IN_PATH = re.compile(r"(/(?:invited|c|calendar)/)(?!r/|gone/?(?:\s|\"|$))[^/\s\"]+")
_NETS = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "[email]"),
    (re.compile(r"\b\d{3}[-. ]?\d{2,3}[-. ]?\d{4}\b"), "[number]"),
    (re.compile(r"\b[A-TV-Z]\d[\dA-Z]\.[\dA-Z]{1,4}\b"), "[code]"),
    (_KEY_IN_PATH, r"\1[key]"),
)
# What a line may carry beside its words; Django hands over whole requests, which stay out.
EXTRA = frozenset(
    {
        "byte_size",
        "copy_id",
        "count",
        "document_id",
        "fax_id",
        "item_id",
        "kind",
        "mail",
        "outcome",
        "packet_id",
        "promise_id",
        "route",
        "row",
        "run_id",
        "status_code",
    }
)


def without_key(path: str) -> str:
    """The path of an address as a log may keep it."""
    return _KEY_IN_PATH.sub(r"\1[key]", path)


def cut_personal_data(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """structlog processor: cuts what looks like an address, a number of a person, a diagnosis or a key."""
    for key, value in event.items():
        if isinstance(value, str):
            for pattern, instead in _NETS:
                value = pattern.sub(instead, value)
            event[key] = value
    return event


def without_locals(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep the kind of an error and where it happened; its text and local values may hold health facts."""
    trace = event.pop("exc_info", None)
    if isinstance(trace, tuple) and trace[0] is not None:
        frames = []
        step = trace[2]
        while step is not None:
            frames.append(f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}")
            step = step.tb_next
        event["error"] = trace[0].__name__
        event["where"] = frames[-12:]
    return event


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """What `settings.LOGGING` names as its formatter."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(allow=EXTRA),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            without_locals,
            cut_personal_data,
            structlog.processors.JSONRenderer(),
        ],
    )
