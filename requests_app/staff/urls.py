from django.urls import path

from requests_app.staff import (
    action_views,
    calendar_views,
    case_view,
    check_view,
    consent_views,
    delays_view,
    intake_views,
    task_views,
    views,
)

app_name = "staff"
TASK = "<uuid:case_id>/tasks/<uuid:task_id>/"
urlpatterns = [
    path("new/", intake_views.case_new, name="case_new"),
    path("tasks/", task_views.my_tasks, name="my_tasks"),
    path("invite/", views.invite, name="invite"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar/calls/<uuid:organization_id>/", calendar_views.call_interval, name="call_interval"),
    path("calendar/<uuid:day_id>/remove/", calendar_views.closed_day_remove, name="closed_day_remove"),
    path("delays/", delays_view.delays, name="delays"),
    path("<uuid:case_id>/", case_view.case, name="case"),
    path("<uuid:case_id>/numbers/", action_views.show_ids, name="show_ids"),
    path("<uuid:case_id>/act/", action_views.take_action, name="take_action"),
    path("<uuid:case_id>/assign/", views.assign, name="assign"),
    path("<uuid:case_id>/next/", views.next_action, name="next_action"),
    path("<uuid:case_id>/snooze/", action_views.snooze, name="snooze"),
    path("<uuid:case_id>/snooze/end/", action_views.snooze_end, name="snooze_end"),
    path("<uuid:case_id>/tags/", action_views.tag_case, name="tags"),
    path("<uuid:case_id>/note/", views.note_add, name="note_add"),
    path("<uuid:case_id>/tasks/add/", task_views.task_add, name="task_add"),
    path(TASK, task_views.task_edit, name="task_edit"),
    path(f"{TASK}done/", task_views.task_done, name="task_done"),
    path(f"{TASK}later/", task_views.task_defer, name="task_defer"),
    path(f"{TASK}drop/", task_views.task_drop, name="task_drop"),
    path("<uuid:case_id>/packets/<uuid:packet_id>/look/", check_view.packet_check, name="packet_check"),
    path("<uuid:case_id>/consents/", consent_views.consent_list, name="consents"),
    path("<uuid:case_id>/consents/add/", consent_views.consent_add, name="consent_add"),
    path("<uuid:case_id>/consents/<uuid:consent_id>/end/", consent_views.consent_end, name="consent_end"),
    path("<uuid:case_id>/consents/invite/", consent_views.invite_patient, name="invite_patient"),
]
