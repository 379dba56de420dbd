"""Forms of intake."""

from __future__ import annotations

from samverk.intake.forms.reject import RejectForm
from samverk.intake.forms.review import Ground, ReviewForm, review_form
from samverk.intake.forms.upload import UploadForm

__all__ = ["Ground", "RejectForm", "ReviewForm", "UploadForm", "review_form"]
