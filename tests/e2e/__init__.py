"""Tests in a browser: Debian's Chromium against a served demo."""
