"""What German owners call places beyond the knowledge base's own spelling: data for ``bot.language.facts.region``.

Keys are folded words joined by single spaces; values are ISO 3166-2 codes without "DE-".
"""

from __future__ import annotations

from bot.language.text.wordset import word_set

LAND_NAMES: dict[str, tuple[str, ...]] = {
    "BW": (
        "schwaebischen alb",
        "auf der alb",
        "uff dr alb",
        "uf dr alb",
        "auf dr alb",
        "bw",
        "b w",
        "bawue",
        "ba wue",
        "bawu",
        "ba wu",
        "baden wuerttemberg",
        "baden wuertemberg",
        "baden",
        "wuerttemberg",
    ),
    "BY": ("bayern", "baiern", "freistaat bayern"),
    "BE": ("berlin",),
    "BB": ("brandenburg", "brandenburger land", "in der mark"),
    "HB": ("bremen",),
    "HH": ("hamburg",),
    "HE": ("hessen",),
    "MV": (
        "mecklenburg vorpommern",
        "meck pomm",
        "meckpomm",
        "mecpomm",
        "mecklenburg",
        "vorpommern",
        "mc pomm",
        "meckpom",
        "meck pom",
        "mecpom",
        "maeckpomm",
        "meckl vorp",
        "meckl vorpommern",
    ),
    "NI": ("niedersachsen", "nieder sachsen"),
    "NW": ("nordrhein westfalen", "westfalen", "nordrhein", "n r w", "nordrhein westf"),
    "RP": ("rheinland pfalz", "pfalz", "rheinlandpfalz", "rlp", "rheinl pfalz"),
    "SL": ("saarland",),
    "SN": ("sachsen", "freistaat sachsen"),
    "ST": ("sachsen anhalt", "sachs anhalt", "s anhalt", "sa anhalt", "s a", "sachsenanhalt", "sachsen anh"),
    "SH": ("schleswig holstein", "s h", "holstein"),
    "TH": ("thueringen", "freistaat thueringen", "thuer", "tueringen", "turingen"),
}

LANDSCAPES: dict[str, tuple[str, ...]] = {
    "BW": (
        "Schwarzwald", "Schwäbische Alb", "Hohenlohe", "Kraichgau", "Ortenau", "Breisgau", "Ostalb", "Oberschwaben",
        "Stuttgarter Raum", "Rhein-Neckar",
    ),
    "BY": (
        "Allgäu", "Oberbayern", "Niederbayern", "Oberpfalz", "Franken", "Oberfranken", "Mittelfranken", "Unterfranken",
        "Bayerischer Wald", "Chiemgau", "Oberland", "Fichtelgebirge",
    ),
    "BB": (
        "Uckermark", "Prignitz", "Ostprignitz", "Havelland", "Spreewald", "Niederlausitz", "Oderbruch", "Barnim",
        "Teltow-Fläming", "Elbe-Elster", "Märkisch-Oderland", "Oberhavel",
    ),
    "HE": ("Rhein-Main", "Odenwald", "Taunus", "Wetterau", "Vogelsberg", "Nordhessen", "Mittelhessen", "Südhessen"),
    "MV": ("Rügen", "Usedom", "Mecklenburgische Seenplatte", "Müritz", "Fischland", "Ostvorpommern"),
    "NI": (
        "Ostfriesland", "Emsland", "Lüneburger Heide", "Wendland", "Heidekreis", "Westharz", "Weserbergland",
        "Osnabrücker Land", "Oldenburger Land", "Braunschweiger Land", "Wesermarsch", "Altes Land", "Südniedersachsen",
    ),
    "NW": (
        "Ruhrgebiet", "Ruhrpott", "Sauerland", "Siegerland", "Münsterland", "Ostwestfalen", "OWL", "Niederrhein",
        "Bergisches Land", "Lipperland", "Südwestfalen", "Kohlenpott",
    ),
    "RP": ("Hunsrück", "Westerwald", "Rheinhessen", "Südpfalz", "Vorderpfalz", "Westpfalz", "Vulkaneifel"),
    "SN": (
        "Erzgebirge", "Vogtland", "Oberlausitz", "Sächsische Schweiz", "Nordsachsen", "Mittelsachsen", "Westsachsen",
        "Ostsachsen", "Südwestsachsen",
    ),
    "ST": (
        "Altmark", "Börde", "Magdeburger Börde", "Mansfelder Land", "Saale-Unstrut", "Jerichower Land", "Chemiedreieck",
        "Südharz", "Ostharz", "Vorharz", "Nordharz", "Oberharz", "Saalkreis", "Bördekreis", "Harzkreis", "Burgenland",
        "Elbe-Saale", "Südliches Anhalt", "Geiseltal", "Huy", "Drömling",
    ),
    "SH": ("Dithmarschen", "Nordfriesland", "Ostholstein", "Fehmarn", "Sylt", "Angeln", "Stormarn", "Lauenburg"),
    "TH": (
        "Eichsfeld", "Thüringer Wald", "Rennsteig", "Unstrut-Hainich", "Kyffhäuser", "Altenburger Land",
        "Wartburgkreis", "Saale-Holzland", "Nordthüringen", "Südthüringen", "Ostthüringen", "Rhön",
    ),
}  # fmt: skip

MORE_LANDSCAPES: dict[str, tuple[str, ...]] = {
    "BW": (
        "Hegau", "Linzgau", "Markgräflerland", "Kaiserstuhl", "Remstal", "Filstal", "Zabergäu", "Heckengäu",
        "Hochschwarzwald", "Südschwarzwald", "Nordschwarzwald", "Hotzenwald", "Hohenloher Land", "Hohenloher Ebene",
        "Tauberfranken", "Jagsttal", "Kochertal", "Schwäbischer Wald", "Schönbuch", "Albvorland", "Strohgäu", "Murgtal",
        "Elztal", "Glottertal", "Schwäbische Ostalb", "Südbaden", "Nordbaden", "Mittelbaden",
        "Neckar-Alb", "Nordwürttemberg", "Südwürttemberg",
    ),
    "BY": (
        "Hallertau", "Holledau", "Rupertiwinkel", "Werdenfelser Land", "Pfaffenwinkel", "Tegernseer Tal",
        "Oberpfälzer Wald", "Steigerwald", "Frankenwald", "Fränkische Schweiz", "Fränkisches Seenland", "Altmühltal",
        "Mainfranken", "Westallgäu", "Gäuboden", "Rottal", "Donaumoos", "Isarwinkel", "Fünfseenland", "Bayerwald",
        "Knoblauchsland", "Aischgrund", "Stiftland", "Mittelschwaben", "Nordschwaben", "Bayerisch Schwaben",
        "Bayrischer Wald", "Chiemsee", "Tegernsee", "Starnberger See", "Ammersee", "Main-Spessart",
        "Coburger Land", "Inntal", "Bamberger Land", "Fränkisches Weinland",
    ),
    "BB": (
        "Ruppiner Land", "Märkische Schweiz", "Schorfheide", "Zauche", "Dahme-Seenland", "Oder-Spree", "Oderland",
        "Ruppiner Seenland", "Hoher Fläming", "Niederer Fläming", "Elbe-Elster-Land", "Nordbrandenburg",
        "Südbrandenburg", "Ostbrandenburg", "Lenzerwische",
    ),
    "HE": (
        "Osthessen", "Kellerwald", "Burgwald", "Hessisches Ried", "Hessische Bergstraße", "Reinhardswald",
        "Habichtswald", "Edersee", "Main-Taunus", "Lahn-Dill", "Schwalm-Eder", "Main-Kinzig", "Untertaunus",
        "Hochtaunus", "Fuldaer Land", "Waldecker Land", "Hessischer Spessart", "Marburger Land",
    ),
    "MV": (
        "Darß", "Fischland-Darß", "Hiddensee", "Poel", "Klützer Winkel", "Mecklenburgische Schweiz", "Uecker-Randow",
        "Griese Gegend", "Westmecklenburg", "Ostmecklenburg", "Stettiner Haff", "Schweriner Land",
        "Feldberger Seenlandschaft", "Zingst",
    ),
    "NI": (
        "Harlingerland", "Butjadingen", "Land Hadeln", "Teufelsmoor", "Artland", "Hümmling", "Rheiderland",
        "Krummhörn", "Calenberger Land", "Leinebergland", "Hildesheimer Börde", "Nordheide", "Südheide",
        "Alten Land", "Cuxland", "Wurster Nordseeküste", "Lüneburger Land", "Oldenburger Münsterland",
        "Göttinger Land", "Schaumburger Land", "Jadebusen", "Wesermünde", "Ostfriesische Inseln",
    ),
    "NW": (
        "Bergischen Land", "Soester Börde", "Tecklenburger Land", "Wittgensteiner Land", "Selfkant", "Kölner Bucht",
        "Minden-Ravensberg", "Voreifel", "Nordeifel", "Lipper Land", "Lippischen Land", "Pott",
        "Rheinschiene", "Westmünsterland", "Rhein-Sieg", "Rhein-Erft", "Rhein-Ruhr", "Siebengebirge", "Paderborner Land",
        "Kreis Unna", "Zülpicher Börde", "Jülicher Börde",
    ),
    "RP": (
        "Mittelmosel", "Untermosel", "Terrassenmosel", "Mittelhaardt", "Deutsche Weinstraße",
        "Deutschen Weinstraße", "Südlichen Weinstraße", "Pfälzerwald", "Pfälzer Wald", "Südeifel", "Osteifel",
        "Moseleifel", "Maifeld", "Nordpfalz", "Donnersberg", "Kannenbäckerland", "Soonwald", "Wonnegau",
        "Nahe-Hunsrück", "Neuwieder Becken", "Oberwesterwald", "Unterwesterwald", "Saarburger Land",
    ),
    "SL": ("Bliesgau", "Saargau", "Saarpfalzkreis", "Nordsaarland", "Saarbrücker Land", "Köllertal", "Hochwaldgau"),
    "SN": (
        "Muldental", "Elbsandsteingebirge", "Zittauer Gebirge", "Leipziger Land", "Sächsisches Elbland",
        "Westerzgebirge", "Mittelerzgebirge", "Zwickauer Land", "Chemnitzer Land", "Lommatzscher Pflege",
        "Lausitzer Bergland", "Musikwinkel", "Sächsisches Burgenland", "Leipziger Neuseenland", "Göltzschtal",
    ),
    "ST": (
        "Köthener Land", "Zeitzer Land", "Selketal", "Unstruttal", "Weinland Saale-Unstrut",
        "Colbitz-Letzlinger Heide", "Westliche Altmark", "Östliche Altmark", "Dessau-Wörlitz",
    ),
    "SH": (
        "Eiderstedt", "Probstei", "Holsteinische Schweiz", "Amrum", "Föhr", "Pellworm", "Helgoland", "Halligen",
        "Schwansen", "Hüttener Berge", "Wagrien", "Dänischer Wohld", "Südtondern", "Nordfriesische Inseln",
        "Lübecker Bucht", "Kieler Förde", "Flensburger Förde", "Herzogtum Lauenburg", "Mittelholstein",
    ),
    "TH": (
        "Hainich", "Thüringer Becken", "Schwarzatal", "Thüringer Holzland",
        "Thüringer Schiefergebirge", "Thüringer Vogtland", "Orlatal", "Obereichsfeld", "Mittelthüringen", "Westthüringen",
        "Thüringer Meer", "Thüringer Rhön",
    ),
}  # fmt: skip
"""More landscapes and wine regions that lie in one Land; those in several (Eifel, Mosel, Spessart) are left out."""

NICKNAMES: dict[str, tuple[str, str]] = {
    "ddorf": ("NW", "Düsseldorf"), "d dorf": ("NW", "Düsseldorf"), "koelle": ("NW", "Köln"), "oche": ("NW", "Aachen"),
    "doatmund": ("NW", "Dortmund"), "monnem": ("BW", "Mannheim"), "stuggi": ("BW", "Stuttgart"),
    "stuegart": ("BW", "Stuttgart"), "schduagert": ("BW", "Stuttgart"), "stuagert": ("BW", "Stuttgart"),
    "minga": ("BY", "München"), "nuernberch": ("BY", "Nürnberg"), "nbg": ("BY", "Nürnberg"),
    "augschburg": ("BY", "Augsburg"), "rengschburg": ("BY", "Regensburg"), "aschebersch": ("BY", "Aschaffenburg"),
    "meenz": ("RP", "Mainz"), "lautern": ("RP", "Kaiserslautern"), "klautern": ("RP", "Kaiserslautern"),
    "saarbrigge": ("SL", "Saarbrücken"), "leipzsch": ("SN", "Leipzig"), "leibzsch": ("SN", "Leipzig"),
    "draesdn": ("SN", "Dresden"), "dresdn": ("SN", "Dresden"), "elbflorenz": ("SN", "Dresden"),
    "machdeburch": ("ST", "Magdeburg"), "machdeburg": ("ST", "Magdeburg"), "erfort": ("TH", "Erfurt"),
    "hamburch": ("HH", "Hamburg"), "hambuich": ("HH", "Hamburg"), "bremn": ("HB", "Bremen"),
    "mainhattan": ("HE", "Frankfurt am Main"), "frankfort": ("HE", "Frankfurt am Main"), "kassl": ("HE", "Kassel"),
    "berlinchen": ("BE", "Berlin"), "spreeathen": ("BE", "Berlin"),
}  # fmt: skip
"""What people call towns in dialect and in short; plates stand in ``PLATES``."""

MORE_TOWNS: dict[str, tuple[str, ...]] = {
    "ST": (
        "Aken", "Allstedt", "Annaburg", "Arendsee", "Arneburg", "Bad Bibra", "Bad Dürrenberg", "Bad Kösen",
        "Bad Lauchstädt",
        "Bad Schmiedeberg", "Bad Suderode", "Barby", "Biederitz", "Bismark", "Könnern", "Dardesheim", "Droyßig",
        "Egeln",
        "Eckartsberga", "Elbingerode", "Ermsleben", "Falkenstein/Harz", "Freyburg", "Gerbstedt", "Gernrode", "Gommern",
        "Großkorbetha", "Harzgerode", "Hasselfelde", "Hecklingen", "Hohe Börde", "Hohenmölsen", "Irxleben", "Jerichow",
        "Kabelsketal", "Kalbe", "Kelbra", "Kemberg", "Kroppenstedt", "Loburg", "Lützen", "Möckern", "Mücheln", "Nebra",
        "Niedere Börde", "Nienburg", "Oebisfelde", "Oranienbaum", "Osterwieck", "Petersberg", "Piesteritz", "Pretzsch",
        "Raguhn", "Roitzsch", "Sandersdorf", "Seehausen", "Seegebiet Mansfelder Land", "Schierke", "Schraplau",
        "Stolberg", "Sülzetal", "Teuchern", "Teutschenthal", "Wettin-Löbejün", "Wettin", "Löbejün", "Werben", "Zahna",
        "Zörbig", "Zschornewitz", "Holzweißig", "Osternienburger Land", "Möser", "Niederndodeleben",
        "Groß Ammensleben", "Colbitz", "Hötensleben", "Rogätz", "Elbe-Parey", "Muldestausee", "Salzatal", "Elsteraue",
    ),
    "BW": (
        "Tuttlingen", "Rottweil", "Sigmaringen", "Biberach", "Heidenheim", "Schwäbisch Hall", "Rastatt", "Bruchsal",
        "Leonberg", "Nürtingen", "Kirchheim unter Teck", "Sinsheim", "Mosbach", "Freudenstadt", "Balingen", "Albstadt",
        "Emmendingen", "Bad Mergentheim", "Backnang", "Schorndorf", "Fellbach", "Kehl", "Lahr", "Weinheim",
    ),
    "BY": (
        "Deggendorf", "Dingolfing", "Memmingen", "Kaufbeuren", "Lindau", "Neumarkt in der Oberpfalz", "Schwabach",
        "Traunstein",
        "Garmisch-Partenkirchen", "Bad Tölz", "Erding", "Kulmbach", "Kronach", "Lichtenfels", "Forchheim", "Kitzingen",
        "Bad Kissingen", "Donauwörth", "Nördlingen", "Günzburg", "Cham", "Schwandorf", "Mühldorf", "Altötting",
        "Burghausen",
        "Weißenburg", "Selb", "Wunsiedel", "Marktredwitz", "Fürstenfeldbruck", "Pfaffenhofen", "Starnberg",
    ),
    "BE": (
        "Friedrichshain", "Prenzlauer Berg", "Schöneberg", "Wedding", "Treptow", "Adlershof", "Hellersdorf",
        "Zehlendorf",
    ),
    "BB": (
        "Teltow", "Werder", "Zossen", "Lübben", "Lübbenau", "Templin", "Angermünde", "Perleberg", "Wittstock",
        "Pritzwalk",
        "Nauen", "Bad Belzig", "Jüterbog", "Herzberg", "Elsterwerda", "Lauchhammer", "Kyritz", "Zehdenick", "Velten",
    ),
    "HE": (
        "Bad Nauheim", "Bad Vilbel", "Butzbach", "Dillenburg", "Gelnhausen", "Herborn", "Korbach", "Lauterbach",
        "Melsungen",
        "Neu-Isenburg", "Bad Wildungen", "Witzenhausen", "Alsfeld", "Büdingen", "Heppenheim", "Lampertheim",
        "Frankfurt a.M.",
        "Frankfurt a. M.", "Geisenheim", "Limburg",
    ),
    "MV": (
        "Teterow", "Röbel", "Boizenburg", "Lübz", "Binz", "Sassnitz", "Kühlungsborn", "Ludwigslust-Parchim",
        "Bützow",
    ),
    "NI": (
        "Nienburg/Weser", "Northeim", "Osterode am Harz", "Osterode", "Clausthal-Zellerfeld", "Bad Harzburg", "Einbeck",
        "Holzminden", "Uelzen", "Soltau", "Verden", "Vechta", "Leer", "Aurich", "Papenburg", "Meppen", "Nordhorn",
        "Melle",
        "Lehrte", "Laatzen", "Seesen", "Braunlage", "Duderstadt", "Lüchow", "Dannenberg", "Buchholz in der Nordheide",
        "Winsen", "Buxtehude", "Diepholz", "Hannoversch Münden", "Königslutter", "Schöningen", "Wittingen", "Aerzen",
    ),
    "NW": (
        "Minden", "Herford", "Detmold", "Lemgo", "Bünde", "Rheine", "Bocholt", "Coesfeld", "Arnsberg", "Iserlohn",
        "Lüdenscheid", "Remscheid", "Neuss", "Moers", "Wesel", "Kleve", "Düren", "Troisdorf", "Siegburg",
        "Euskirchen", "Soest",
        "Unna", "Lünen", "Castrop-Rauxel", "Herne", "Bottrop", "Gladbeck", "Marl", "Witten", "Hattingen", "Velbert",
        "Ratingen", "Viersen", "Bergheim", "Kerpen", "Gummersbach", "Olpe", "Meschede", "Brilon", "Höxter",
        "Bergisch Gladbach",
    ),
    "RP": (
        "Boppard", "Cochem", "Daun", "Simmern", "Kirn", "Bad Dürkheim", "Grünstadt", "Kusel", "Altenkirchen",
        "Betzdorf",
    ),
    "SN": (
        "Aue", "Schwarzenberg", "Mittweida", "Werdau", "Reichenbach im Vogtland", "Auerbach", "Oelsnitz",
        "Coswig (Sachsen)",
        "Radeberg", "Kamenz", "Löbau", "Weißwasser", "Niesky", "Oschatz", "Wurzen", "Eilenburg", "Schkeuditz",
        "Markranstädt",
        "Großenhain", "Dippoldiswalde", "Marienberg", "Flöha", "Frankenberg", "Stollberg", "Hohenstein-Ernstthal",
        "Taucha",
    ),
    "SH": (
        "Plön", "Preetz", "Lauenburg/Elbe", "Schwarzenbek", "Glückstadt", "Meldorf", "Niebüll", "Kappeln",
        "Barmstedt",
    ),
    "TH": (
        "Bad Langensalza", "Schleiz", "Hermsdorf", "Eisenberg", "Schmölln", "Meuselwitz", "Heilbad Heiligenstadt",
        "Artern",
        "Bad Frankenhausen", "Hildburghausen", "Zella-Mehlis", "Waltershausen", "Stadtroda", "Kahla", "Bad Lobenstein",
        "Roßleben", "Weida", "Neustadt an der Orla", "Bad Berka", "Steinach", "Bleicherode",
    ),
}  # fmt: skip

PLATES: dict[str, str] = {
    # Capitals only, and only where they stand like a place. Codes that mean more (MA, IT, DE, PC ...) are out.
    "MD": "ST", "HAL": "ST", "SDL": "ST", "SAW": "ST", "BK": "ST", "SLK": "ST", "BLK": "ST", "MSH": "ST", "ABI": "ST",
    "HZ": "ST", "HBS": "ST", "WSF": "ST", "NMB": "ST", "QLB": "ST", "WR": "ST", "BTF": "ST", "MQ": "ST", "ZZ": "ST",
    "OC": "ST", "HDL": "ST", "WMS": "ST", "ASL": "ST", "BBG": "ST", "SFT": "ST", "SBK": "ST", "GNT": "ST", "HHM": "ST",
    "HRO": "MV", "NVP": "MV", "LUP": "MV", "NWM": "MV", "MSE": "MV", "HST": "MV", "HGW": "MV",
    "LWL": "MV", "HWI": "MV", "DD": "SN", "ERZ": "SN", "PIR": "SN", "GRZ": "SN", "EF": "TH", "NDH": "TH",
    "SLF": "TH", "EIC": "TH", "GTH": "TH", "WAK": "TH", "OHV": "BB", "LDS": "BB",
    "HVL": "BB", "OPR": "BB", "MOL": "BB", "LOS": "BB", "CB": "BB", "BRB": "BB",
    "HH": "HH", "HB": "HB", "BS": "NI", "WOB": "NI",
    "HL": "SH", "FFM": "HE",
}  # fmt: skip

PLACE_OF_PLATE: dict[str, str] = {
    "MD": "Magdeburg", "HAL": "Halle (Saale)", "SDL": "Stendal", "HRO": "Rostock", "SAW": "Salzwedel", "DD": "Dresden",
    "EF": "Erfurt", "FFM": "Frankfurt am Main", "HZ": "Harz", "HBS": "Halberstadt", "QLB": "Quedlinburg",
    "WSF": "Weißenfels",
    "BS": "Braunschweig", "WOB": "Wolfsburg", "BK": "Börde", "BLK": "Burgenlandkreis", "SLK": "Salzlandkreis",
}  # fmt: skip

ADJECTIVES: dict[str, str] = {
    "thueringisch": "TH", "thueringer": "TH", "saechsisch": "SN", "niedersaechsisch": "NI", "sachsenanhaltisch": "ST",
    "sachsenanhaltinisch": "ST", "anhaltisch": "ST", "anhaltinisch": "ST", "anhalter": "ST", "altmaerkisch": "ST",
    "altmaerker": "ST", "bayerisch": "BY", "bayrisch": "BY", "fraenkisch": "BY", "hessisch": "HE",
    "brandenburgisch": "BB",
    "maerkisch": "BB", "mecklenburgisch": "MV", "mecklenburger": "MV", "vorpommersch": "MV", "westfaelisch": "NW",
    "saarlaendisch": "SL", "pfaelzisch": "RP", "pfaelzer": "RP", "badisch": "BW", "schwaebisch": "BW",
    "wuerttembergisch": "BW", "holsteinisch": "SH", "hamburgisch": "HH", "bremisch": "HB", "harzer": "ST",
    "hallesch": "ST", "hallenser": "ST", "saarlaender": "SL",
    "nordrheinwestfaelisch": "NW", "rheinlandpfaelzisch": "RP", "ostfriesisch": "NI", "erzgebirgisch": "SN",
    "vogtlaendisch": "SN", "ostwestfaelisch": "NW", "oberbayerisch": "BY", "dresdner": "SN", "muenchner": "BY",
    "bremer": "HB", "hannoveraner": "NI", "wernigeroeder": "ST", "halberstaedter": "ST", "muensteraner": "NW",
}  # fmt: skip

PLACE_OF_ADJECTIVE: dict[str, str] = {
    "hallesch": "Halle (Saale)", "hallenser": "Halle (Saale)", "dresdner": "Dresden", "muenchner": "München",
    "wernigeroeder": "Wernigerode", "halberstaedter": "Halberstadt", "harzer": "Harz", "hannoveraner": "Hannover",
    "altmaerkisch": "Altmark", "altmaerker": "Altmark", "muensteraner": "Münster",
}  # fmt: skip

# Words that are places and something else: they count only where they stand like a place ("in Halle", "aus Burg").
AMBIGUOUS = word_set("""
    halle essen hof mitte heide weiden burg hagen hamm thale barth wedel stade celle langen singen waren bergen
    forst bingen siegen giessen peine wolfen kalbe werben harz baden franken pfalz saar anhalt landsberg stolberg
    huy angeln oberland kirn daun melle leer soest marl witten unna aue cham lahr kehl werder nauen binz malchin
    worms halle zeitz jessen wetter norden borna lindau hameln leuna guben altes dillingen homburg sulzbach wedding
    limburg herborn minden winsen oelsnitz meissen plauen freiberg velten kappeln holstein ulm saarland heimat
    barnim weimar gotha verden schleswig moers herne olpe suhl gera trier steinach weida aken barby sylt borken
    kamenz nienburg freyburg petersberg eisenberg harburg altona wilhelmsburg seehausen hauptstadt bundeshauptstadt
    suedwesten linden stoecken nippes deutz grunewald feuerbach lindenau hopfengarten herrenhausen wellsee friesland
    poel foehr pott probstei darss zingst halligen lautern
    donnersberg hainich
    """) - word_set("ulm saarland weimar gotha moers suhl gera trier sylt anhalt leuna zeitz hameln")
# Even "in ..." does not make these a place: "in der Halle", "auf dem Hof", "beim Essen", "in der Mitte".
NEEDS_BARE_PREPOSITION = word_set("halle hof essen mitte heide burg forst waren hauptstadt")
CAPITALS_ONLY = frozenset({"sh", "mv", "bw", "b w"})
SHORT_IN_FUNDING = frozenset({"sh", "mv", "bw"})
"""Abbreviations that are Länder in small letters, too, where the message speaks of funding ("förderung mv 20 leute")."""
# Gazetteer names that would catch ordinary talk; the longer forms above stay.
IGNORED = frozenset(
    {
        "die mark", "neustadt", "hauptstadt", "suedwesten", "tor zur welt", "echter norden", "gruenes herz", "bad",
        "mark", "land zwischen den meeren", "neu", "sankt", "st", "saale", "elbe", "rheinland", "lausitz", "oberland",
    }
)  # fmt: skip
FOODS = word_set("""
    kaese roller bratwurst bratwuerste wurst wuerstchen wuerste klopse schnitzel pfannkuchen brot broetchen kloesse
    kloss senf bier pils art zwiebelmuster stollen lebkuchen marzipan rippchen torte kirschtorte gruene haus
    """)
