"""The law and the arithmetic: pure Python, standard library only.

No Django, no I/O, no clock, no environment.

A rule is a function: plain values or a frozen dataclass in, a ``Ruling`` out.
"""
