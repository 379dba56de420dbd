"""Diary numbers (diarienummer) as authorities write them: reading, writing, nearest format."""

from samverk.rules.diary.formats import FORMATS, DiaryFormat
from samverk.rules.diary.lookalikes import is_day_of_month, other_meaning
from samverk.rules.diary.numbers import DiaryNumber, nearest_formats, read_diary_number

__all__ = [
    "FORMATS",
    "DiaryFormat",
    "DiaryNumber",
    "is_day_of_month",
    "nearest_formats",
    "other_meaning",
    "read_diary_number",
]
