"""Who opens the pages that are pictured, where it is not the main one."""

from __future__ import annotations

VISITOR = ""
HALF = "worker@example.org without the second step"
NEWCOMER = "nobody-yet@example.com"
MAIN, LEAD, CHILD = "maya@example.com", "lead@example.org", "carla@example.com"
ADMIN = "admin@example.org"
SEVERAL = "many@example.com"
# Their requests are at other stages than the main one.
OWED = "jordan@example.com"
OTHER_STAGES = ("jordan@example.com", "maria@example.com")
ACTORS = {
    "triage:result": "visitor with answers",
    "triage:emergency": "visitor in an emergency",
    "triage:other_path": "visitor with MEDICAID",
    "intake:agree": NEWCOMER,
    "intake:passkey_offer": "jordan@example.com",
    "account_logout": MAIN,
    "account_change_password": LEAD,
    "account_reauthenticate": LEAD,
    "mfa_index": LEAD,
    "mfa_reauthenticate": LEAD,
    "mfa_deactivate_totp": LEAD,
    "mfa_view_recovery_codes": LEAD,
    "mfa_generate_recovery_codes": LEAD,
    "staff_second_factor": HALF,
    "mfa_add_webauthn": "jordan@example.com",
    "tracker:my_cases": SEVERAL,
    "tracker:helper_remove": "theo@example.com",
}
