"""Favourable decisions not carried out (ej verkställda gynnande beslut): what is counted, and when."""
