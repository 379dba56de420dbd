"""Addresses of memos, under ``tjansteskrivelser/``."""

from __future__ import annotations

from django.urls import path

from samverk.memos.views import approving, files, writing

urlpatterns = [
    path("arende/<int:case>/ny/", writing.new_memo, name="new_memo"),
    path("organ/<int:body>/mall/", writing.choose_layout, name="choose_memo_layout"),
    path("<int:memo>/", writing.memo, name="memo"),
    path("<int:memo>/del/<slug:part>/", writing.save_part, name="save_memo_part"),
    path("<int:memo>/las-in/", writing.take_in, name="take_in_memo"),
    path("<int:memo>/skicka/", approving.send, name="send_memo"),
    path("<int:memo>/version/<int:number>/", approving.version, name="memo_version"),
    path("<int:memo>/jamfor/<int:before>/<int:after>/", approving.compare, name="compare_memo"),
    path("<int:memo>/fil/<int:number>.<slug:ending>", files.download, name="memo_file"),
]
