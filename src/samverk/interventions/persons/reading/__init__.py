"""Reads files about persons, all of a file or nothing."""
