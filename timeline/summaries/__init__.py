"""Counts kept for the charts, updated by record/ with every change of an engagement. Imports models only; start at months.py."""
