"""Import and export of tables as CSV and XLSX, with a preview that changes nothing.

Start at base.py (what a sheet is) and admin.py (the pages); one module of sheets per models module. May import what the
admin may.
"""
