"""The seeds' own run, replayed by its people on a new installation, each thing on its own day."""
