"""What the charts count from, kept in step by record/ with every change of an engagement. Imports models only.

The shown engagements stand in one row per month, column by column (columns.py): a million of them fit in some fifty megabytes,
every filter is an array operation, and a change rewrites one or two rows. Start at keeping.py, which writes them.
"""
