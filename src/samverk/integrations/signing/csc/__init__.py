"""Remote signing by the protocol of the Cloud Signature Consortium (CSC API 1.0.4.0).

Signing services with e-legitimation speak it. Set up by SAMVERK_CSC_URL and SAMVERK_CSC_TOKEN; the
account is the credential's id at the service. Tried here against a fake that follows the protocol,
not yet against any supplier's own.
"""
