"""The pages of the log of calls with the plan."""

from requests_app.insurer_calls.views.cards import call_card, call_edit
from requests_app.insurer_calls.views.lists import call_detail, call_list, call_remove, promise_reminder

__all__ = ["call_card", "call_detail", "call_edit", "call_list", "call_remove", "promise_reminder"]
