"""Contents page of the facility: its settings, sites, people and links."""

from django.urls import path

from requests_app.facilities.views import joining, leave, links, people, settings, sites

app_name = "facilities"
FACILITY = "q/facility/<uuid:organization_id>"
PERSON = "q/facility/people/<uuid:membership_id>"
urlpatterns = [
    path("q/facility/", settings.overview, name="overview"),
    path(f"{FACILITY}/settings/", settings.settings, name="settings"),
    path(f"{FACILITY}/logo/", settings.logo, name="logo"),
    path(f"{FACILITY}/logo/remove/", settings.logo_remove, name="logo_remove"),
    path("logo/<uuid:organization_id>/", settings.logo_file, name="logo_file"),
    path(f"{FACILITY}/hours/", sites.hours, name="hours"),
    path(f"{FACILITY}/sites/add/", sites.site_add, name="site_add"),
    path("q/facility/sites/<uuid:site_id>/", sites.site_edit, name="site_edit"),
    path("q/facility/sites/<uuid:site_id>/hours/", sites.site_hours, name="site_hours"),
    path("q/facility/sites/<uuid:site_id>/close/", sites.site_close, name="site_close"),
    path("q/<uuid:case_id>/site/", sites.case_site, name="case_site"),
    path(f"{FACILITY}/people/", people.staff_list, name="staff_list"),
    path(f"{FACILITY}/people/invite/", people.staff_invite, name="staff_invite"),
    path(f"{PERSON}/", people.staff_edit, name="staff_edit"),
    path(f"{PERSON}/end/", people.staff_disable, name="staff_disable"),
    path(f"{PERSON}/again/", people.staff_enable, name="staff_enable"),
    path(f"{PERSON}/second-step/", people.second_factor_reset, name="second_factor_reset"),
    path(f"{PERSON}/away/", leave.leave_add, name="leave_add"),
    path("q/facility/away/<uuid:leave_id>/end/", leave.leave_end, name="leave_end"),
    path(
        "q/facility/invitations/<uuid:invitation_id>/revoke/",
        people.invitation_revoke,
        name="invitation_revoke",
    ),
    path("join/<str:token>/", joining.join, name="join"),
    path(f"{FACILITY}/links/", links.link_list, name="link_list"),
    path(f"{FACILITY}/links/add/", links.link_add, name="link_add"),
    path("q/facility/links/<uuid:link_id>/end/", links.link_end, name="link_end"),
    path("q/facility/links/<uuid:link_id>/code/", links.link_code, name="link_code"),
    path("q/facility/links/<uuid:link_id>/poster/", links.link_poster, name="link_poster"),
]
