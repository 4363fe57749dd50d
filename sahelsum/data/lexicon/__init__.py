"""The words the rules look for, as package data: one table a role, English and French."""
