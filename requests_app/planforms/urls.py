"""Contents page: forms a facility keeps for an insurer, and the form of one case."""

from django.urls import path

from requests_app.planforms.views import cases, staff

app_name = "planforms"
ONE = "q/forms/<uuid:form_id>/"
CASE = "cases/<uuid:case_id>/form/"
urlpatterns = [
    path("q/forms/", staff.form_list, name="form_list"),
    path("q/forms/add/", staff.form_add, name="form_add"),
    path(ONE, staff.form_detail, name="form_detail"),
    path(f"{ONE}boxes/", staff.form_map, name="form_map"),
    path(f"{ONE}remove/", staff.form_remove, name="form_remove"),
    path(f"{ONE}file/<slug:copy>/", staff.form_file, name="form_file"),
    path(f"{ONE}page/<slug:copy>/<int:number>/", staff.form_page, name="form_page"),
    path(CASE, cases.case_form, name="case_form"),
    path(f"{CASE}add/", cases.case_form_add, name="case_form_add"),
    path(f"{CASE}boxes/", cases.case_form_map, name="case_form_map"),
    path(f"{CASE}remove/", cases.case_form_remove, name="case_form_remove"),
    path(f"{CASE}file/<slug:copy>/", cases.case_form_file, name="case_form_file"),
    path(f"{CASE}page/<slug:copy>/<int:number>/", cases.case_form_page, name="case_form_page"),
]
