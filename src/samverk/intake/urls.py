"""Addresses of intake."""

from __future__ import annotations

from django.urls import path

from samverk.intake.views import batches, review, sources

urlpatterns = [
    path("", sources.intake, name="intake"),
    path("bunt/", batches.batches, name="intake_batches"),
    path("bunt/<int:batch>/", batches.batch, name="intake_batch"),
    path("bunt/<int:batch>/starta/", batches.start, name="intake_batch_start"),
    path("bunt/<int:batch>/avbryt/", batches.cancel, name="intake_batch_cancel"),
    path("bunt/<int:batch>/granska/", batches.first, name="intake_batch_first"),
    path("<int:source>/", sources.source, name="intake_source"),
    path("<int:source>/igen/", sources.again, name="intake_again"),
    path("<int:source>/text/", sources.text, name="intake_text"),
    path("<int:source>/fil/", sources.content, name="intake_file"),
    path("<int:source>/granska/", review.first, name="intake_first"),
    path("<int:source>/granska/<int:order>/", review.review, name="intake_review"),
    path("<int:source>/granska/<int:order>/avvisa/", review.reject_record, name="intake_reject"),
    path("<int:source>/granska/<int:order>/steg/", review.follow, name="intake_follow"),
]
