"""Contents page: what comes in and goes out."""

from __future__ import annotations

from django.urls import path

from requests_app.exchange import (
    case_copy_views,
    exports_views,
    imports_views,
    providers_views,
    tokens_views,
    webhooks_views,
)

app_name = "exchange"
urlpatterns = [
    # files read in, and the facility’s list of providers
    path("q/imports/", imports_views.import_list, name="import_list"),
    path("q/imports/new/", imports_views.import_add, name="import_add"),
    path("q/imports/examples/<slug:import_kind>.csv", imports_views.import_template, name="import_template"),
    path("q/imports/<uuid:run_id>/", imports_views.import_preview, name="import_preview"),
    path("q/imports/<uuid:run_id>/drop/", imports_views.import_drop, name="import_drop"),
    path("q/imports/<uuid:run_id>/rows.csv", imports_views.import_report, name="import_report"),
    path("q/providers/", providers_views.provider_list, name="provider_list"),
    path("q/providers/new/", providers_views.provider_add, name="provider_add"),
    path("q/providers/<uuid:provider_id>/", providers_views.provider_edit, name="provider_edit"),
    path("q/providers/<uuid:provider_id>/remove/", providers_views.provider_remove, name="provider_remove"),
    # a facility’s own systems
    path("q/keys/", tokens_views.token_list, name="token_list"),
    path("q/keys/new/", tokens_views.token_add, name="token_add"),
    path("q/keys/<uuid:token_id>/end/", tokens_views.token_end, name="token_end"),
    path("q/webhooks/new/", webhooks_views.webhook_add, name="webhook_add"),
    path("q/webhooks/<uuid:webhook_id>/", webhooks_views.webhook_detail, name="webhook_detail"),
    path("q/webhooks/<uuid:webhook_id>/end/", webhooks_views.webhook_end, name="webhook_end"),
    path("q/webhooks/<uuid:webhook_id>/try/", webhooks_views.webhook_try, name="webhook_try"),
    # copies of everything
    path("q/copies/", exports_views.export_list, name="export_list"),
    path("q/copies/new/", exports_views.export_ask, name="export_ask"),
    path("q/copies/<uuid:export_id>/file/", exports_views.export_file, name="export_file"),
    path("cases/<uuid:case_id>/copy/", case_copy_views.case_copy, name="case_copy"),
    path(
        "cases/<uuid:case_id>/copy/<uuid:export_id>/", case_copy_views.case_copy_file, name="case_copy_file"
    ),
]
