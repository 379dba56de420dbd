from __future__ import annotations

from pathlib import Path

from samverk.intake.lints.run import findings
from samverk.intake.reading.batch import read_files
from samverk.intake.tests.reading.given import SAMPLES, sample


def test_the_sample_with_planted_faults_shows_each_of_them() -> None:
    assert [h.lint.id for h in findings(sample("au_med_fel.txt"))] == [
        "reserver-vote",
        "organ-mismatch",
        "citation-later",
        "statute-section",
        "table-sum",
        "period-not-ended",
    ]


def test_nothing_fires_on_the_sound_samples() -> None:
    sound: list[Path] = [p for p in SAMPLES.iterdir() if p.stem != "au_med_fel"]
    assert [hit.text for hit in findings(read_files(sound))] == []
