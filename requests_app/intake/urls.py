"""Contents page of opening a case and of the wizard.

The names of tasks and kinds are spelled out, so that other areas' addresses below a case stay theirs.
"""

from django.urls import path, register_converter

from requests_app.intake.forms.codes import FORMS
from requests_app.intake.steps import TASKS
from requests_app.intake.views import code_find, codes, opening, provider_pick, steps


class _OneOf:
    @staticmethod
    def to_python(value: str) -> str:
        return value

    to_url = to_python


class TaskConverter(_OneOf):
    regex = "|".join(TASKS)


class CodeKindConverter(_OneOf):
    regex = "|".join(FORMS)


register_converter(TaskConverter, "task")
register_converter(CodeKindConverter, "code_kind")

app_name = "intake"
CASE = "cases/<uuid:case_id>/"
urlpatterns = [
    path("save/", opening.save, name="save"),
    path("agree/", opening.agree, name="agree"),
    path("passkey/", opening.passkey_offer, name="passkey_offer"),
    path("at/<slug:slug>/", opening.facility, name="facility"),
    path("start/<slug:link_key>/", opening.link, name="link"),
    path("invited/<str:token>/", opening.invitation, name="invitation"),
    path(f"{CASE}care/codes/", codes.codes, name="codes"),
    path(f"{CASE}care/codes/find/", code_find.code_find, name="code_find"),
    path(f"{CASE}care/codes/add/<code_kind:kind>/", codes.code_add, name="code_add"),
    path(f"{CASE}care/codes/<uuid:code_id>/remove/", codes.code_remove, name="code_remove"),
    path(f"{CASE}provider/pick/", provider_pick.provider_pick, name="provider_pick"),
    path(f"{CASE}<task:task>/check/", steps.check, name="check"),
    path(f"{CASE}<task:task>/read/", steps.read, name="read"),
    path(f"{CASE}<task:task>/<slug:step>/", steps.step, name="step"),
]
