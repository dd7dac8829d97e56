"""The steps between two layouts of the private tables, one file each, run by alembic (``bot.privacy.layout``).

A new step is needed for what an open of the data base does not do by itself: it adds tables, indexes and columns that may be
empty, and nothing else. A step never uses the tables of ``bot.privacy.tables``, which go on changing: it says its own.
"""
