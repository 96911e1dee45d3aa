"""Sidelines: a sourced record of defence diplomacy. Start at urls.py for the pages, record/ for what may be written."""

__version__ = "0.1.0"
