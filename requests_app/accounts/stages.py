"""When a second step is asked for at sign-in."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

from requests_app.accounts.queries import is_member_somewhere


class SecondStepStage(AuthenticateStage):  # type: ignore[misc]
    """A passkey is a quicker way in for patients, not a second lock: the mailed code still opens the account.

    Staff, and whoever added an authenticator app, are asked for the second step each time.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        if not super()._should_handle(request):
            return False
        user = self.login.user
        return is_mfa_enabled(user, [Authenticator.Type.TOTP]) or is_member_somewhere(user.pk)
