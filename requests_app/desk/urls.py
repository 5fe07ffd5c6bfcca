from django.urls import path

from requests_app.desk.views import profile, queue, quick, saved_views, search

app_name = "desk"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("changes/", queue.changes, name="changes"),
    path("print/", queue.print_list, name="print_list"),
    path("search/", search.search, name="search"),
    path("quick/<uuid:case_id>/", quick.quick, name="quick"),
    path("views/", saved_views.view_list, name="view_list"),
    path("views/add/", saved_views.view_add, name="view_add"),
    path("views/<uuid:view_id>/", saved_views.view_edit, name="view_edit"),
    path("views/<uuid:view_id>/remove/", saved_views.view_remove, name="view_remove"),
    path("columns/", profile.choose_columns, name="columns"),
    path("profile/", profile.profile, name="profile"),
]
