"""Favourable decisions not yet carried out, and the reports that the law asks for (confidential zone)."""
