"""What the desk knows, as package data: places, borders, areas, countries, actors and their names."""
