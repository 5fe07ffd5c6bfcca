"""A last look at a message just before it leaves: what it is about may be over, or it may be night there.

A message that belongs to something names it in its context: `about` is “reminder:12”.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

ABOUT = "about"
# Asked in the sending transaction with the id that `about` names: true, false, or the moment from which it
# may go.
Gate = Callable[[int, datetime], bool | datetime]
Gates = Mapping[str, Gate]


def ask(gates: Gates, context: Mapping[str, Any], now: datetime) -> bool | datetime:
    """Messages about nothing, such as a code somebody waits for, always may go."""
    kind, _colon, number = str(context.get(ABOUT, "")).partition(":")
    return gates[kind](int(number), now) if kind else True
