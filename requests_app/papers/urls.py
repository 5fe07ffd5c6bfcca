from django.urls import path

from requests_app.papers.views import actions, files, lists, papers, sharing

app_name = "papers"
urlpatterns = [
    path("", lists.paper_list, name="paper_list"),
    path("add/", papers.paper_add, name="paper_add"),
    path("wanted/<slug:kind>/", lists.want, name="want"),
    path("<uuid:paper_id>/", papers.paper_detail, name="paper_detail"),
    path("<uuid:paper_id>/change/", papers.paper_edit, name="paper_edit"),
    path("<uuid:paper_id>/turn/", actions.paper_turn, name="paper_turn"),
    path("<uuid:paper_id>/move/", actions.paper_move, name="paper_move"),
    path("<uuid:paper_id>/use/", actions.paper_use, name="paper_use"),
    path("<uuid:paper_id>/share/", sharing.paper_share, name="paper_share"),
    path("<uuid:paper_id>/remove/", papers.paper_remove, name="paper_remove"),
    path("<uuid:paper_id>/file/", files.paper_file, name="paper_file"),
    path("<uuid:paper_id>/pages/<int:number>/", files.paper_page, name="paper_page"),
]
