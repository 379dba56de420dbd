"""The open API, at /api/v1: OParl 1.1 with Popolo's votes, and what no standard has."""
