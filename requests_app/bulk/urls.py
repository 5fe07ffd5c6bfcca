from django.urls import path

from requests_app.bulk import views

app_name = "bulk"
urlpatterns = [
    path("", views.job_list, name="job_list"),
    path("start/", views.start, name="start"),
    path("<uuid:job_id>/", views.job_detail, name="job_detail"),
    path("<uuid:job_id>/confirm/", views.confirm, name="confirm"),
    path("<uuid:job_id>/drop/", views.drop, name="drop"),
    path("<uuid:job_id>/again/", views.retry, name="retry"),
    path("<uuid:job_id>/undo/", views.undo, name="undo"),
    path("<uuid:job_id>/file/", views.export_file, name="export_file"),
]
