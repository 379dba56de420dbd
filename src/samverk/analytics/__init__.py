"""Estimates and controls that need numerical libraries: NumPy and HiGHS, no Django, no I/O."""
