"""Landkreise and the parts of large towns that people name instead of the town: data for ``bot.language.facts.region``.

Source: the districts of Germany as the statistical offices list them (2024), and the quarters of its larger towns. A part that
lies in towns of several Länder (Neustadt, Sachsenhausen, Lindenthal, Marienthal ...) is left out: better no answer than a wrong
one. Values are ISO 3166-2 codes without "DE-".
"""

from __future__ import annotations

DISTRICTS: dict[str, tuple[str, ...]] = {
    "BW": (
        "Alb-Donau-Kreis", "Bodenseekreis", "Böblingen", "Breisgau-Hochschwarzwald", "Calw", "Enzkreis", "Göppingen",
        "Hohenlohekreis", "Lörrach", "Main-Tauber-Kreis", "Neckar-Odenwald-Kreis", "Ortenaukreis", "Ostalbkreis",
        "Rems-Murr-Kreis", "Rhein-Neckar-Kreis", "Schwarzwald-Baar-Kreis", "Waldshut", "Zollernalbkreis", "Zollernalb",
        "Landkreis Konstanz", "Landkreis Biberach",
    ),
    "BY": (
        "Aichach-Friedberg", "Amberg-Sulzbach", "Bad Tölz-Wolfratshausen", "Berchtesgadener Land", "Dachau",
        "Dillingen an der Donau", "Dingolfing-Landau", "Donau-Ries", "Ebersberg", "Eichstätt", "Erlangen-Höchstadt",
        "Freising", "Freyung-Grafenau", "Haßberge", "Kelheim", "Landsberg am Lech", "Main-Spessart", "Miesbach",
        "Miltenberg", "Neuburg-Schrobenhausen", "Neustadt an der Aisch", "Neustadt an der Waldnaab", "Neu-Ulm",
        "Nürnberger Land", "Oberallgäu", "Ostallgäu", "Unterallgäu", "Rhön-Grabfeld", "Rottal-Inn", "Straubing-Bogen",
        "Tirschenreuth", "Weilheim-Schongau", "Weißenburg-Gunzenhausen", "Landkreis Regen", "Landkreis Roth",
        "Landkreis Hof", "Landkreis Cham",
    ),
    "BB": (
        "Dahme-Spreewald", "Märkisch-Oderland", "Oberspreewald-Lausitz", "Landkreis Oder-Spree", "Oder-Spree-Kreis",
        "Ostprignitz-Ruppin",
        "Potsdam-Mittelmark", "Spree-Neiße",
    ),
    "HE": (
        "Kreis Bergstraße", "Landkreis Bergstraße", "Darmstadt-Dieburg", "Groß-Gerau", "Hersfeld-Rotenburg",
        "Hochtaunuskreis", "Hochtaunus", "Lahn-Dill-Kreis", "Limburg-Weilburg", "Main-Kinzig-Kreis", "Main-Taunus-Kreis",
        "Marburg-Biedenkopf", "Odenwaldkreis", "Rheingau-Taunus-Kreis", "Rheingau", "Schwalm-Eder-Kreis",
        "Vogelsbergkreis", "Waldeck-Frankenberg", "Werra-Meißner-Kreis", "Wetteraukreis",
    ),
    "MV": ("Nordwestmecklenburg", "Vorpommern-Greifswald", "Vorpommern-Rügen", "Landkreis Rostock"),
    "NI": (
        "Ammerland", "Cloppenburg", "Friesland", "Gifhorn", "Grafschaft Bentheim", "Hameln-Pyrmont", "Region Hannover",
        "Landkreis Harburg", "Lüchow-Dannenberg", "Osterholz", "Rotenburg (Wümme)", "Schaumburg", "Wittmund",
    ),
    "NW": (
        "Städteregion Aachen", "Ennepe-Ruhr-Kreis", "Ennepe-Ruhr", "Heinsberg", "Hochsauerlandkreis", "Hochsauerland",
        "Kreis Lippe", "Märkischer Kreis", "Märkischen Kreis", "Mettmann", "Minden-Lübbecke", "Oberbergischer Kreis",
        "Oberbergischen Kreis", "Recklinghausen", "Rhein-Erft-Kreis", "Rheinisch-Bergischer Kreis",
        "Rheinisch-Bergischen Kreis", "Rhein-Kreis Neuss", "Rhein-Sieg-Kreis", "Siegen-Wittgenstein", "Steinfurt",
        "Warendorf",
    ),
    "RP": (
        "Ahrweiler", "Ahrtal", "Alzey-Worms", "Alzey", "Bernkastel-Wittlich", "Eifelkreis Bitburg-Prüm", "Cochem-Zell",
        "Donnersbergkreis", "Germersheim", "Mainz-Bingen", "Mayen-Koblenz", "Rhein-Hunsrück-Kreis", "Rhein-Lahn-Kreis",
        "Rhein-Pfalz-Kreis", "Südliche Weinstraße", "Südwestpfalz", "Trier-Saarburg", "Westerwaldkreis",
    ),
    "SL": ("Merzig-Wadern", "Saarpfalz-Kreis", "Saarpfalz", "Regionalverband Saarbrücken"),
    "SN": (
        "Erzgebirgskreis", "Vogtlandkreis", "Sächsische Schweiz-Osterzgebirge", "Osterzgebirge", "Landkreis Leipzig",
    ),
    "ST": ("Altmarkkreis", "Landkreis Harz", "Kreis Wittenberg", "Kreis Stendal", "Anhalt-Bitterfeld"),
    "SH": (
        "Herzogtum Lauenburg", "Pinneberg", "Rendsburg-Eckernförde", "Schleswig-Flensburg", "Segeberg",
        "Kreis Steinburg",
    ),
    "TH": (
        "Greiz", "Ilm-Kreis", "Kyffhäuserkreis", "Saale-Holzland-Kreis", "Saale-Orla-Kreis", "Saalfeld-Rudolstadt",
        "Schmalkalden-Meiningen", "Sömmerda", "Unstrut-Hainich-Kreis", "Weimarer Land",
    ),
}  # fmt: skip
"""Districts beyond those in the knowledge base and in ``place_names``; one named like its town needs no entry."""

TOWN_PARTS: dict[str, dict[str, str]] = {
    "BE": {
        "Berlin": """
            Köpenick, Kreuzberg, Neukölln, Charlottenburg, Wilmersdorf, Moabit, Tempelhof, Steglitz, Lichtenberg, Marzahn, Pankow,
            Reinickendorf, Spandau, Lichtenrade, Rudow, Tegel, Wannsee, Karlshorst, Friedenau, Britz, Mahlsdorf, Kaulsdorf,
            Biesdorf, Dahlem, Lankwitz, Mariendorf, Marienfelde, Gesundbrunnen, Hohenschönhausen, Friedrichshagen, Müggelheim,
            Grunewald, Frohnau, Siemensstadt, Johannisthal, Schöneweide, Niederschöneweide, Oberschöneweide, Staaken, Kladow,
            Wittenau, Prenzlberg, Kreuzkölln, Waidmannslust, Niederschönhausen, Heiligensee, Bohnsdorf, Altglienicke
        """,
    },
    "BB": {
        "Potsdam": "Babelsberg, Drewitz, Golm, Bornstedt, Bornim, Kirchsteigfeld, Hermannswerder",
        "Cottbus": "Sachsendorf, Schmellwitz, Ströbitz, Madlow",
        "Frankfurt (Oder)": "Neuberesinchen, Booßen",
    },
    "BW": {
        "Stuttgart": """
            Bad Cannstatt, Cannstatt, Zuffenhausen, Feuerbach, Möhringen, Degerloch, Untertürkheim, Obertürkheim, Weilimdorf,
            Plieningen, Sillenbuch, Stuttgart-Vaihingen
        """,
        "Mannheim": "Käfertal, Feudenheim, Neckarau, Seckenheim, Sandhofen",
        "Karlsruhe": "Durlach, Neureut, Knielingen",
        "Freiburg im Breisgau": "Zähringen, Wiehre, Betzenhausen",
    },
    "BY": {
        "München": """
            Schwabing, Sendling, Pasing, Giesing, Haidhausen, Bogenhausen, Moosach, Laim, Milbertshofen, Trudering, Neuperlach,
            Obersendling, Freimann, Thalkirchen, Maxvorstadt, Glockenbachviertel, Nymphenburg, Berg am Laim, Ramersdorf, Solln,
            Feldmoching, Hasenbergl, Obergiesing, Untergiesing, Aubing
        """,
        "Nürnberg": "Gostenhof, Langwasser, Mögeldorf, Wöhrd, Reichelsdorf",
        "Augsburg": "Göggingen, Lechhausen, Haunstetten, Pfersee",
    },
    "HB": {
        "Bremen": """
            Vegesack, Gröpelingen, Findorff, Hemelingen, Schwachhausen, Huchting, Obervieland, Burglesum, Horn-Lehe,
            Überseestadt, Woltmershausen, Blumenthal
        """,
        "Bremerhaven": "Geestemünde",
    },
    "HH": {
        "Hamburg": """
            Altona, Eimsbüttel, Wandsbek, Bergedorf, Harburg, St. Pauli, Sankt Pauli, Blankenese, Ottensen, Barmbek, Winterhude,
            Eppendorf, Rahlstedt, Wilhelmsburg, Hammerbrook, Bahrenfeld, Lokstedt, Billstedt, Rothenburgsort, Poppenbüttel,
            Volksdorf, Sasel, HafenCity, Veddel, Finkenwerder, Lurup, Osdorf, Uhlenhorst, Hoheluft, Langenhorn, Fuhlsbüttel,
            Schnelsen, Stellingen, Bramfeld, Neugraben, Sternschanze, Schanzenviertel, Billbrook, Allermöhe
        """,
    },
    "HE": {
        "Frankfurt am Main": """
            Bockenheim, Sossenheim, Rödelheim, Fechenheim, Niederrad, Heddernheim, Eschersheim, Preungesheim, Bergen-Enkheim,
            Gallusviertel, Frankfurt-Sachsenhausen, Frankfurt-Höchst
        """,
        "Wiesbaden": "Biebrich, Mainz-Kastel, Dotzheim, Erbenheim, Bierstadt",
        "Kassel": "Wehlheiden, Bettenhausen, Harleshausen, Kirchditmold, Niederzwehren",
        "Darmstadt": "Arheilgen, Kranichstein",
    },
    "MV": {
        "Rostock": """
            Warnemünde, Lütten Klein, Reutershagen, Evershagen, Toitenwinkel, Dierkow, Gehlsdorf, Schmarl, Groß Klein,
            Lichtenhagen, Brinckmansdorf, Kröpeliner-Tor-Vorstadt, Markgrafenheide, Hohe Düne
        """,
        "Schwerin": "Lankow, Großer Dreesch, Zippendorf, Neu Zippendorf, Mueßer Holz, Krebsförden, Wüstmark, Schelfstadt",
        "Neubrandenburg": "Datzeberg",
        "Stralsund": "Grünhufe, Knieper",
        "Greifswald": "Eldena",
    },
    "NI": {
        "Hannover": """
            Linden, Linden-Mitte, Linden-Nord, Vahrenwald, Döhren, Misburg, Herrenhausen, Bothfeld, Stöcken, Ricklingen,
            Anderten, Ahlem, Badenstedt, Wülfel, Kirchrode
        """,
        "Braunschweig": "Querum, Gliesmarode, Rüningen, Veltenhof, Riddagshausen",
        "Wolfsburg": "Fallersleben, Vorsfelde, Detmerode",
        "Göttingen": "Weende, Grone",
        "Oldenburg": "Eversten, Kreyenbrück",
        "Osnabrück": "Sutthausen, Voxtrup",
    },
    "NW": {
        "Köln": """
            Ehrenfeld, Nippes, Deutz, Porz, Rodenkirchen, Chorweiler, Braunsfeld, Ossendorf, Marsdorf, Bickendorf,
            Köln-Mülheim, Köln-Kalk
        """,
        "Düsseldorf": """
            Bilk, Oberbilk, Oberkassel, Gerresheim, Benrath, Flingern, Derendorf, Pempelfort, Kaiserswerth, Heerdt, Golzheim,
            Garath
        """,
        "Dortmund": "Hörde, Hombruch, Aplerbeck, Mengede, Huckarde, Dorstfeld",
        "Essen": "Rüttenscheid, Kettwig, Altenessen, Borbeck, Katernberg, Kupferdreh",
        "Duisburg": "Ruhrort, Marxloh, Meiderich, Rheinhausen, Walsum, Hamborn",
        "Bochum": "Wattenscheid, Langendreer",
        "Wuppertal": "Elberfeld, Barmen, Vohwinkel, Ronsdorf, Cronenberg",
        "Bonn": "Bad Godesberg, Godesberg, Beuel, Duisdorf, Poppelsdorf",
        "Münster": "Hiltrup, Gievenbeck, Roxel",
        "Bielefeld": "Brackwede, Sennestadt, Schildesche, Jöllenbeck",
        "Gelsenkirchen": "Gelsenkirchen-Buer",
        "Mönchengladbach": "Rheydt, Odenkirchen",
        "Krefeld": "Uerdingen",
        "Aachen": "Eilendorf, Burtscheid",
    },
    "RP": {
        "Mainz": "Gonsenheim, Hechtsheim, Mombach, Bretzenheim, Finthen, Weisenau",
        "Ludwigshafen am Rhein": "Oggersheim, Mundenheim, Rheingönheim, Oppau",
        "Koblenz": "Ehrenbreitstein, Rübenach",
        "Trier": "Ehrang, Zewen",
    },
    "SH": {
        "Kiel": "Gaarden, Mettenhof, Friedrichsort, Wellsee, Elmschenhagen, Hassee",
        "Lübeck": "Travemünde, Moisling, Kücknitz, Schlutup, Buntekuh",
        "Flensburg": "Mürwik",
        "Neumünster": "Tungendorf",
    },
    "SL": {"Saarbrücken": "Malstatt, Dudweiler, St. Arnual, Gersweiler, Brebach, Güdingen"},
    "SN": {
        "Leipzig": """
            Connewitz, Gohlis, Plagwitz, Lindenau, Reudnitz, Schleußig, Stötteritz, Eutritzsch, Paunsdorf, Mockau,
            Böhlitz-Ehrenberg, Wiederitzsch, Leutzsch
        """,
        "Dresden": """
            Blasewitz, Striesen, Pieschen, Loschwitz, Klotzsche, Prohlis, Gorbitz, Löbtau, Laubegast, Hellerau, Weixdorf,
            Langebrück, Äußere Neustadt, Cossebaude
        """,
        "Chemnitz": "Kaßberg, Schloßchemnitz, Siegmar, Wittgensdorf, Klaffenbach",
        "Zwickau": "Planitz, Eckersbach",
    },
    "ST": {
        "Magdeburg": """
            Sudenburg, Buckau, Olvenstedt, Neu Olvenstedt, Stadtfeld, Stadtfeld Ost, Stadtfeld West, Cracau, Neue Neustadt,
            Alte Neustadt, Ottersleben, Rothensee, Herrenkrug, Lemsdorf, Salbke, Westerhüsen, Fermersleben, Hopfengarten,
            Beyendorf, Pechau, Randau, Brückfeld, Neustädter Feld, Kannenstieg, Magdeburg-Reform
        """,
        "Halle (Saale)": """
            Halle-Neustadt, Ha-Neu, Silberhöhe, Giebichenstein, Trotha, Kröllwitz, Ammendorf, Paulusviertel, Heide-Nord, Dölau,
            Nietleben, Diemitz, Büschdorf, Reideburg, Radewell, Freiimfelde
        """,
        "Dessau-Roßlau": "Ziebigk, Kochstedt, Mildensee, Waldersee, Törten, Kleinkühnau, Großkühnau, Mosigkau",
        "Stendal": "Röxe",
        "Wittenberg": "Kleinwittenberg",
        "Bitterfeld-Wolfen": "Greppin",
        "Wernigerode": "Hasserode, Silstedt",
    },
    "TH": {
        "Erfurt": """
            Ilversgehofen, Daberstedt, Bindersleben, Stotternheim, Linderbach, Melchendorf, Kerspleben, Krämpfervorstadt,
            Brühlervorstadt
        """,
        "Jena": "Lobeda, Winzerla, Zwätzen, Göschwitz, Wenigenjena",
        "Gera": "Bieblach, Untermhaus",
        "Weimar": "Ehringsdorf",
    },
}  # fmt: skip
"""Parts of towns under their Land and town; they count exactly as written, without typos and without "-er"."""

_CITIES_AND_LAENDER = frozenset({"Berlin", "Bremen", "Hamburg"})


def town_parts() -> list[tuple[str, str, str]]:
    """Return Land, town and part of every part of a town; the parts of Berlin, Bremen and Hamburg are places in these Länder."""
    return [
        (land, part.strip() if town in _CITIES_AND_LAENDER else town, part.strip())
        for land, towns in TOWN_PARTS.items()
        for town, parts in towns.items()
        for part in " ".join(parts.split()).split(",")
    ]
