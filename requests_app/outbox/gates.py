"""A last look at a message just before it leaves: what it is about may be over, or it may be night there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

# Asked in the sending transaction with what the message knows of its cause; true, false, or the moment from
# which it may go.
Gate = Callable[[Mapping[str, Any], datetime], bool | datetime]
Gates = Mapping[str, Gate]


def open_always(_context: Mapping[str, Any], _now: datetime) -> bool:
    return True
