"""PURE: which reports tell of one engagement, and which names mean one person. No database, no clock.

Reports in, a partition out. Imports vocabulary, partial_dates and folding only. Start at partition.py; what counts for and
against is in comparing.py.
"""
