"""Disclosure control of counts: tables of people that can be published without telling of anybody."""
