"""Local login (inloggning): accounts, passwords, keys and sessions, on django-allauth.

Accounts come from the organisations, so nobody signs up or manages addresses here. What allauth
leaves to us is small: who is let in, how forms are worded, how long a session lives.
"""
