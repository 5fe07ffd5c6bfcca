"""Contents page of signing in. The names are allauth's own, because allauth reverses them."""

from allauth.mfa.recovery_codes.views import download_recovery_codes
from django.urls import path

from requests_app.accounts import views
from requests_app.accounts import views_second_step as steps

urlpatterns = [
    path("sign-in/", views.request_code, name="account_request_login_code"),
    path("code/", views.confirm_code, name="account_confirm_login_code"),
    path("staff/", views.staff_sign_in, name="account_login"),
    path("staff/second-step/", views.staff_second_factor, name="staff_second_factor"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("closed/", views.closed, name="account_inactive"),
    path("safety/", steps.SafetyView.as_view(), name="mfa_index"),
    path("password/", steps.ChangePasswordView.as_view(), name="account_change_password"),
    path("password/new/", steps.SetPasswordView.as_view(), name="account_set_password"),
    path("password/again/", steps.PasswordAgainView.as_view(), name="account_reauthenticate"),
    path("second-step/", steps.SecondStepView.as_view(), name="mfa_authenticate"),
    path("second-step/again/", steps.SecondStepAgainView.as_view(), name="mfa_reauthenticate"),
    path("app/add/", steps.AddAppView.as_view(), name="mfa_activate_totp"),
    path("app/remove/", steps.RemoveAppView.as_view(), name="mfa_deactivate_totp"),
    path("backup-codes/", steps.BackupCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("backup-codes/new/", steps.NewBackupCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path("backup-codes/file/", download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/", steps.PasskeysView.as_view(), name="mfa_list_webauthn"),
    path("passkeys/add/", steps.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("passkeys/sign-in/", steps.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("passkeys/again/", steps.PasskeyAgainView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/edit/", steps.EditPasskeyView.as_view(), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", steps.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
]
