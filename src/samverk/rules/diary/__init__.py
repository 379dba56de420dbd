"""Diary numbers (diarienummer) as authorities write them: reading, writing, nearest format."""

from samverk.rules.diary.formats import FORMATS, DiaryFormat
from samverk.rules.diary.numbers import DiaryNumber, nearest_formats, read_diary_number

__all__ = ["FORMATS", "DiaryFormat", "DiaryNumber", "nearest_formats", "read_diary_number"]
