from tests.staff.conftest import facility, staff, worker

__all__ = ["facility", "staff", "worker"]
