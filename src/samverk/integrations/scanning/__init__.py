"""Virus scanners. The port is ``foundation.files.scanning``."""
