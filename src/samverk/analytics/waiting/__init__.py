"""Honest waiting times: what was, what is, what is to come, each with its interval and its n.

Days are dates: a wait is whole days from the day of the clock's start, so clock changes do not exist.
The three measures bear the words that Swedish statistics of waiting use: Väntande, Genomförda and
Aktuellt väntetidsläge. The last is a forecast by simulation; looking back cannot see a cut to come.
"""
