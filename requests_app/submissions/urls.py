from django.urls import path

from requests_app.submissions import views

app_name = "submissions"
urlpatterns = [
    path("", views.send, name="send"),
    path("record/", views.record, name="record"),
    path("fax/", views.fax, name="fax"),
    path("fax/<uuid:fax_id>/", views.fax_detail, name="fax_detail"),
    path("fax/<uuid:fax_id>/settle/", views.fax_settle, name="fax_settle"),
    path("<uuid:submission_id>/", views.confirmation, name="confirmation"),
    path("<uuid:submission_id>/proof/", views.proof_add, name="proof_add"),
    path("<uuid:submission_id>/proof/file/", views.proof_file, name="proof_file"),
]
