"""Meetings (sammanträden): from calling to legal force."""
