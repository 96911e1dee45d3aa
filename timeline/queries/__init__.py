"""Reads: a filter or an id in, typed rows out. Every select_related and aggregate lives here. Imports models and rows."""
