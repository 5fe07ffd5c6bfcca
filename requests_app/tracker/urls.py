from django.urls import path

from requests_app.tracker import deleting, standing_view, views

app_name = "tracker"
urlpatterns = [
    path("", views.my_cases, name="my_cases"),
    path("<uuid:case_id>/", views.task_list, name="task_list"),
    path("<uuid:case_id>/timeline/", views.timeline, name="timeline"),
    path("<uuid:case_id>/where/", standing_view.standing, name="standing"),
    path("<uuid:case_id>/settings/", views.settings, name="settings"),
    path("<uuid:case_id>/helpers/", views.helpers, name="helpers"),
    path("<uuid:case_id>/helpers/add/", views.helper_add, name="helper_add"),
    path("<uuid:case_id>/helpers/<uuid:access_id>/remove/", views.helper_remove, name="helper_remove"),
    path("<uuid:case_id>/download/", views.download_case, name="download_case"),
    path("<uuid:case_id>/close/", views.close, name="close"),
    path("<uuid:case_id>/reopen/", views.reopen, name="reopen"),
    path("<uuid:case_id>/delete/", deleting.delete_case, name="delete_case"),
    path("<uuid:case_id>/delete/call-off/", deleting.delete_call_off, name="delete_call_off"),
    path("<uuid:case_id>/keep/", deleting.keep_longer, name="keep_longer"),
]
