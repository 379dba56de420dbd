"""Measurements of the system as it is: `make bench` runs them and writes results.md."""
