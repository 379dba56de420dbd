"""Renderers of documents: PDF by typst. They are given values and know no room."""
