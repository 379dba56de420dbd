"""Renderers: a paper's data in, a file's bytes out. No room, no database, no request and no clock."""
