"""Corroboration: records of the same incident become one dossier that keeps every disagreement."""
