"""An archive package (arkivpaket): an E-ARK SIP with ERMS and PREMIS, from data to one ZIP, as a stream.

FGS Paketstruktur 2.0 is E-ARK CSIP 2.1.0 with SIP 2.1.0, and FGS Ärendehantering 2.0 is CITS ERMS. Nothing
here needs Django or a database.
"""
