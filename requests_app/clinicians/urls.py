from django.urls import path

from requests_app.clinicians.letter_urls import urlpatterns as letter_urlpatterns
from requests_app.clinicians.views import answers, asking, door, messages, sheet

app_name = "clinicians"
CASE = "cases/<uuid:case_id>/clinician/"
BEHIND = "c/r/<uuid:request_id>/"
urlpatterns = [
    path(CASE, asking.ask_list, name="ask_list"),
    path(f"{CASE}add/", asking.ask_add, name="ask_add"),
    path(f"{CASE}<uuid:request_id>/", asking.ask_detail, name="ask_detail"),
    path(f"{CASE}<uuid:request_id>/change/", asking.ask_edit, name="ask_edit"),
    path(f"{CASE}<uuid:request_id>/send/", asking.ask_send, name="ask_send"),
    path(f"{CASE}<uuid:request_id>/cancel/", asking.ask_revoke, name="ask_revoke"),
    path(f"{CASE}<uuid:request_id>/sheet/", sheet.ask_sheet, name="ask_sheet"),
    path(f"{CASE}<uuid:request_id>/answer/", messages.ask_message, name="ask_message"),
    path("c/gone/", door.gone, name="gone"),
    path(BEHIND, door.landing, name="landing"),
    path(f"{BEHIND}code/send/", door.send_code, name="send_code"),
    path(f"{BEHIND}code/", door.code, name="code"),
    path(f"{BEHIND}request/", answers.overview, name="overview"),
    path(f"{BEHIND}upload/", answers.upload, name="upload"),
    path(f"{BEHIND}decline/", answers.decline, name="decline"),
    path(f"{BEHIND}declined/", answers.declined, name="declined"),
    path(f"{BEHIND}question/", messages.question, name="question"),
    path(f"{BEHIND}leave/", door.leave, name="leave"),
    *letter_urlpatterns,
    path("c/<str:link_key>/", door.link, name="link"),
]
