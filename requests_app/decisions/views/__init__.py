"""The pages of what the plan answered."""

from requests_app.decisions.views.answers import (
    answer_add,
    answer_detail,
    answer_edit,
    answer_list,
    answer_remove,
    script,
)
from requests_app.decisions.views.lines import line_add, line_edit, line_remove
from requests_app.decisions.views.parts import denial, left_out, letter_add, terms
from requests_app.decisions.views.wanted import wanted_add, wanted_done, wanted_edit, wanted_remove

__all__ = [
    "answer_add",
    "answer_detail",
    "answer_edit",
    "answer_list",
    "answer_remove",
    "denial",
    "left_out",
    "letter_add",
    "line_add",
    "line_edit",
    "line_remove",
    "script",
    "terms",
    "wanted_add",
    "wanted_done",
    "wanted_edit",
    "wanted_remove",
]
