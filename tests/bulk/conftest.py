from __future__ import annotations

from tests.staff.conftest import facility, staff
from tests.staff.conftest import worker as colleague

__all__ = ["colleague", "facility", "staff"]
