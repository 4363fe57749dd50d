"""Countries as the codebooks number and group them.

Sources: ISO 3166-1 numeric codes; ACLED's regions (Codebook, 2025 edition); Gleditsch and Ward's state numbers, which
UCDP GED uses for `country_id`, `gwnoa` and `gwnob`. All numbers and regions agree with the table of the package
country_converter 1.3.2 (its columns ISOnumeric, UNregion and GWcode), read against it on 2026-11-26.
"""

from __future__ import annotations

from typing import NamedTuple


class Country(NamedTuple):
    """A country: its English name as both codebooks write it, `iso` numeric, ACLED's `region`, `gwno` where it is in
    Gleditsch and Ward's list."""

    name: str
    iso: int
    region: str
    gwno: int | None


_WEST, _MIDDLE, _NORTH, _EAST = "Western Africa", "Middle Africa", "Northern Africa", "Eastern Africa"
COUNTRIES = {
    "ML": Country("Mali", 466, _WEST, 432), "BF": Country("Burkina Faso", 854, _WEST, 439),
    "NE": Country("Niger", 562, _WEST, 436), "TD": Country("Chad", 148, _MIDDLE, 483),
    "MR": Country("Mauritania", 478, _WEST, 435), "NG": Country("Nigeria", 566, _WEST, 475),
    "BJ": Country("Benin", 204, _WEST, 434), "TG": Country("Togo", 768, _WEST, 461),
    "SN": Country("Senegal", 686, _WEST, 433), "CI": Country("Ivory Coast", 384, _WEST, 437),
    "GH": Country("Ghana", 288, _WEST, 452), "GN": Country("Guinea", 324, _WEST, 438),
    "CM": Country("Cameroon", 120, _MIDDLE, 471), "DZ": Country("Algeria", 12, _NORTH, 615),
    "LY": Country("Libya", 434, _NORTH, 620), "SD": Country("Sudan", 729, _NORTH, 625),
    "CF": Country("Central African Republic", 140, _MIDDLE, 482), "SS": Country("South Sudan", 728, _EAST, 626),
    "GM": Country("Gambia", 270, _WEST, 420), "GW": Country("Guinea-Bissau", 624, _WEST, 404),
    "GQ": Country("Equatorial Guinea", 226, _MIDDLE, 411), "SL": Country("Sierra Leone", 694, _WEST, 451),
    "LR": Country("Liberia", 430, _WEST, 450), "MA": Country("Morocco", 504, _NORTH, 600),
    "EH": Country("Western Sahara", 732, _NORTH, None), "TN": Country("Tunisia", 788, _NORTH, 616),
    "EG": Country("Egypt", 818, _NORTH, 651),
}  # fmt: skip
"""The countries that the gazetteer has places of, and their neighbours, by ISO 3166-1 alpha-2 code."""


def name_of(code: str | None) -> str:
    """The country's English name; its code where it is none of ours, nothing where it is unknown."""
    known = COUNTRIES.get(code or "")
    return known.name if known is not None else code or ""
