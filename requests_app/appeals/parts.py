"""Which columns each page of an appeal shows and changes."""

from __future__ import annotations

CLAIM_FILE, PROOF, STATEMENT, ROUTE, ANSWER_DUE = "claim_file", "proof", "statement", "route", "answer_due"
PARTS: dict[str, tuple[str, ...]] = {
    CLAIM_FILE: ("claim_file_asked_on", "claim_file_way", "claim_file_got_on"),
    PROOF: ("answers", "new_proof", "parity"),
    STATEMENT: ("statement",),
    ROUTE: ("route", "send_to", "is_expedited"),
    ANSWER_DUE: ("number", "answer_due_on", "answer_due_from"),
}
# What goes into the packet: once it was sent, it stays as it was.
WHILE_PREPARING = frozenset({PROOF, STATEMENT, ROUTE})
