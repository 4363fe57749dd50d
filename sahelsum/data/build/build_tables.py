"""What the builder of the gazetteer decides by hand: which countries, corrected names, reform names, seats, codes."""

from __future__ import annotations

CORE = ("ML", "BF", "NE", "TD", "MR", "NG", "BJ", "TG", "SN", "CM")
THINNED = ("CI", "GH", "GN")
BORDERING = {
    "DZ": ("Tamanrasset", "Illizi", "Adrar", "Bordj Badji Mokhtar", "In Guezzam", "In Salah", "Djanet", "Timimoun"),
    "LY": ("Murzuq", "Ghat", "Sabha", "Al Kufrah", "Wadi al Hayat", "Wadi ash Shati'"),
    "SD": ("Western Darfur", "Southern Darfur", "Northern Darfur", "Eastern Darfur", "Central Darfur"),
}
MISPLACED = {"2460584", "2597438"}
"""GeoNames rows whose point contradicts their admin: Bamba (Bourem) in Sikasso, Adel Bagrou (Mauritania) in Bamako."""
CAPITALS = {"DZ": "Algiers", "LY": "Tripoli", "SD": "Khartoum"}
ADMIN1_FIX = {
    ("MR", "Hodh Ech Chargi"): "Hodh Ech Chargui", ("SN", "Thies"): "Thiès", ("SN", "Kedougou"): "Kédougou",
    ("CI", "Goh-Djiboua"): "Gôh-Djiboua", ("CI", "Sassandra-Marahoue"): "Sassandra-Marahoué",
    ("NG", "FCT"): "Federal Capital Territory", ("CM", "Adamaoua"): "Adamawa", ("BJ", "Atakora"): "Atacora",
    ("BJ", "Kouffo"): "Couffo", ("MR", "Guidimaka"): "Guidimakha", ("TD", "N’Djaména"): "N'Djamena",
    ("SD", "Western Darfur"): "West Darfur", ("SD", "Southern Darfur"): "South Darfur",
    ("SD", "Northern Darfur"): "North Darfur", ("SD", "Eastern Darfur"): "East Darfur",
}  # fmt: skip
ADMIN2_FIX = {
    "Gobnangou": "Tapoa", "Djelgodji": "Soum", "Sandbondtenga": "Sanmatenga", "Bassitenga": "Oubritenga",
    "Koosin": "Kossi", "Lorum": "Loroum", "Baroueli": "Barouéli", "Segou": "Ségou", "Dire": "Diré",
    "Niafunke": "Niafunké", "Djenne": "Djenné", "Diema": "Diéma", "Tenenkou": "Ténenkou", "Kenieba": "Kéniéba",
    "Bafoulabe": "Bafoulabé", "Kolondieba": "Kolondiéba", "Dioila": "Dioïla", "Tera": "Téra", "Guiriko": "Houet",
    "Ti-n-Essako": "Tin-Essako", "Birni Nkonni": "Birni-N'Konni", "Guidan Roumdji": "Guidan-Roumdji",
    "Koulpelogo": "Koulpélogo", "Maïné-Soroa": "Maïné-Soroa", "Noumbièl": "Noumbiel", "Bazega": "Bazèga",
    "Tillaberi": "Tillabéri",
}  # fmt: skip
ADMIN_NAMES = {
    # Mali's law of March 2023, Burkina Faso's decree of July 2025, other languages: name of admin -> other names.
    ("ML", 1, "Tombouctou"): "Timbuktu", ("ML", 1, "Taoudénit"): "Taoudenit;Taoudeni;Taoudenni",
    ("ML", 2, "Tombouctou"): "Timbuktu",
    ("BF", 1, "Boucle du Mouhoun"): "Bankui;Mouhoun Bend", ("BF", 1, "Cascades"): "Tannounyan",
    ("BF", 1, "Centre"): "Kadiogo;Center", ("BF", 1, "Centre-Est"): "Nakambé;Center-East;Central-East;Centre-East",
    ("BF", 1, "Centre-Nord"): "Kuilsé;Koulsé;Center-North;Central-North;Centre-North;North-Central",
    ("BF", 1, "Centre-Ouest"): "Nando;Center-West;Central-West;Centre-West",
    ("BF", 1, "Centre-Sud"): "Nazinon;Center-South;Central-South;Centre-South", ("BF", 1, "Est"): "Goulmou;Sirba;East",
    ("BF", 1, "Hauts-Bassins"): "Guiriko;Hauts Bassins", ("BF", 1, "Nord"): "Yaadga;North",
    ("BF", 1, "Plateau-Central"): "Oubri;Central Plateau", ("BF", 1, "Sahel"): "Liptako",
    ("BF", 1, "Sud-Ouest"): "Djôrô;South-West;Southwest",
    ("BF", 2, "Soum"): "Djelgodji;Karo-Peli", ("BF", 2, "Tapoa"): "Gobnangou;Dyamongou",
    ("BF", 2, "Sanmatenga"): "Sandbondtenga;Sanmentenga", ("BF", 2, "Oubritenga"): "Bassitenga",
    ("BF", 2, "Kossi"): "Koosin", ("BF", 2, "Loroum"): "Lorum",
    ("BF", 2, "Komandjoari"): "Komondjari;Komonjdjari;Komandjari", ("BF", 2, "Kompienga"): "Koulpelogo-Kompienga",
    ("NE", 1, "Tillabéri"): "Tillabery;Tillaberry", ("TD", 1, "Lac"): "Lake", ("TD", 1, "Kanem"): "Kanem",
    ("NE", 2, "Banibangou"): "Bani-Bangou", ("NE", 2, "Nguigmi"): "N'Guigmi", ("NE", 2, "Ayerou"): "Ayorou",
    ("NG", 1, "Federal Capital Territory"): "FCT;Abuja", ("NG", 1, "Nasarawa"): "Nassarawa",
    ("NG", 1, "Kaduna"): "Kadouna",
    ("BJ", 1, "Atacora"): "Atakora;Atacora", ("TG", 1, "Savanes"): "Savannah;Savannahs",
    ("CM", 1, "Far North"): "Extrême-Nord;Extreme-North;Extreme North", ("CM", 1, "North-West"): "Nord-Ouest;Northwest",
    ("CM", 1, "South-West"): "Sud-Ouest;Southwest", ("CM", 1, "North"): "Nord", ("CM", 1, "East"): "Est",
    ("CM", 1, "South"): "Sud", ("CM", 1, "West"): "Ouest", ("CM", 1, "Adamawa"): "Adamaoua",
    ("MR", 1, "Hodh Ech Chargui"): "Hodh el Chargui;Hodh Chargui;Hodh Charghi",
    ("MR", 1, "Hodh El Gharbi"): "Hodh Gharbi",
    ("CI", 1, "Savanes"): "Savannah", ("SN", 1, "Tambacounda"): "Tamba", ("GH", 1, "Savannah"): "Savanes",
    ("SD", 1, "West Darfur"): "Darfour occidental;Western Darfur",
    ("SD", 1, "North Darfur"): "Darfour-Nord;Darfour septentrional",
}  # fmt: skip
SEATS = {
    # Seats that bear another name than their admin2: their points stand in for it.
    ("BF", "Gaoua"): "Poni", ("BF", "Dori"): "Séno", ("BF", "Sebba"): "Yagha", ("BF", "Gorom-Gorom"): "Oudalan",
    ("TD", "Bol"): "Mamdi", ("TD", "Bardaï"): "Tibesti-Est", ("TD", "Goz Beïda"): "Kimiti",
    ("TD", "Goz Beida"): "Kimiti",
    ("TD", "Iriba"): "Kobé", ("TG", "Dapaong"): "Tône", ("TG", "Sinkassé"): "Cinkassé", ("TG", "Mango"): "Oti",
    ("TG", "Mandouri"): "Kpendjal", ("CM", "Mora"): "Mayo-Sava", ("CM", "Mokolo"): "Mayo-Tsanaga",
    ("CM", "Kousseri"): "Logone-et-Chari", ("CM", "Maroua"): "Diamaré",
}  # fmt: skip
PCODES = {
    "ML": ["Kayes", "Koulikoro", "Sikasso", "Ségou", "Mopti", "Tombouctou", "Gao", "Kidal", "Bamako", "Ménaka"],
    "NE": ["Agadez", "Diffa", "Dosso", "Maradi", "Tahoua", "Tillabéri", "Zinder", "Niamey"],
}
BF_PCODES = {
    "Centre": "BF13", "Boucle du Mouhoun": "BF46", "Cascades": "BF47", "Centre-Est": "BF48", "Centre-Nord": "BF49",
    "Centre-Ouest": "BF50", "Centre-Sud": "BF51", "Est": "BF52", "Hauts-Bassins": "BF53", "Nord": "BF54",
    "Plateau-Central": "BF55", "Sahel": "BF56", "Sud-Ouest": "BF57",
}  # fmt: skip
