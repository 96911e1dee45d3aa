"""Rows to formats: tables for spreadsheets and citations. Imports rows, vocabulary and partial_dates only; start at table.py."""
