"""How alike two statements are: dates, places, actors, tolls. Shared by whoever compares records with anything.

Every function is symmetric in its credit, gives 1 for the same and never more for what lies farther apart.
"""
