"""Before everything leaves, or a program is let in: who signed in long ago says again who they are."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponseBase

View = Callable[..., HttpResponseBase]
asks_again: Callable[[View], View] = reauthentication_required(app="allauth.mfa")
