"""Contents page of the bills of a case: typed, with a photo beside them, or from a file."""

from django.urls import path

from requests_app.eobs.views import claim, files, hub, lines, look, papers, result

app_name = "eobs"
urlpatterns = [
    path("", hub.eob_list, name="eob_list"),
    path("picture/", hub.eob_picture, name="eob_picture"),
    path("new/", papers.eob_add, name="eob_add"),
    path("files/new/", files.file_add, name="file_add"),
    path("files/<uuid:file_id>/", files.file_preview, name="file_preview"),
    path("files/<uuid:file_id>/drop/", files.file_drop, name="file_drop"),
    path("<uuid:eob_id>/", result.eob_detail, name="eob_detail"),
    path("<uuid:eob_id>/claim/<slug:part>/", claim.claim_edit, name="claim_edit"),
    path("<uuid:eob_id>/lines/", lines.line_list, name="line_list"),
    path("<uuid:eob_id>/lines/new/", lines.line_add, name="line_add"),
    path("<uuid:eob_id>/lines/<uuid:eob_line_id>/", lines.line_edit, name="line_edit"),
    path("<uuid:eob_id>/lines/<uuid:eob_line_id>/remove/", lines.line_remove, name="line_remove"),
    path("<uuid:eob_id>/look/", look.look_over, name="look_over"),
    path("<uuid:eob_id>/photo/", papers.photo_add, name="photo_add"),
    path("<uuid:eob_id>/bill/", papers.provider_bill, name="provider_bill"),
    path("<uuid:eob_id>/remove/", look.eob_remove, name="eob_remove"),
]
