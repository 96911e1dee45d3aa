"""A made-up record of any size for trying and measuring. Reads the knowledge on record; start at commands/generate.py.

world.py is what can be drawn, facts.py draws an engagement, telling.py writes the articles that tell of it, rows.py makes the
rows that `record` would have chosen, load.py writes them in bulk.
"""
