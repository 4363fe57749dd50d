"""Exports: records and dossiers as the tables, maps and databases that conflict-data desks work with."""
