from django.urls import path

from requests_app.outreach import views

app_name = "outreach"
urlpatterns = [
    path("", views.office_list, name="office_list"),
    path("names/", views.office_names, name="office_names"),
    path("import/", views.import_start, name="import_start"),
    path("import/<uuid:import_id>/", views.import_preview, name="import_preview"),
    path("import/<uuid:import_id>/drop/", views.import_drop, name="import_drop"),
    path("find/", views.npi_find, name="npi_find"),
    path("new/", views.office_add, name="office_add"),
    path("done/", views.part_done, name="part_done"),
    path("sheet/", views.call_sheet, name="call_sheet"),
    path("statement/", views.statement, name="statement"),
    path("call/", views.call_mode, name="call_mode"),
    path("call/<uuid:office_id>/", views.call_office, name="call_office"),
    path("<uuid:office_id>/", views.office_detail, name="office_detail"),
    path("<uuid:office_id>/check/", views.office_check, name="office_check"),
    path("<uuid:office_id>/remove/", views.office_remove, name="office_remove"),
    path("<uuid:office_id>/<slug:step>/", views.office_step, name="office_step"),
]
