"""Trade names, job titles and kinds of firms with their sector: data for ``bot.language.facts.sector``.

Each row: sector, whether it is a craft (Handwerk), and folded words. A bare word also counts with the usual endings
("betrieb", "meister", "firma" ...) and as the last part of a compound ("Bautischlerei", "Landmetzgerei"). ``=word``
means exactly this word and nothing longer. The trades that finish a house (painter, tiler, glazier) are ``bau``;
crafts without a closer code (goldsmith, chimney sweep) are ``handwerk``.
"""

from __future__ import annotations

ROWS: tuple[tuple[str, bool, str], ...] = (
    ("handwerk", True, """
        handwerk handwerker handwerksbetrieb handwerksfirma handwerksunternehmen handwerksmeister =handwerkerin
        =handwerklich =handwerklicher =handwerksbetriebe =handwerksbetrieben schornsteinfeger schornsteinfegerei
        =kaminkehrer =kaminfeger goldschmied goldschmiede uhrmacher uhrmacherei =schluesseldienst schuhmacher
        schuhmacherei =schuster =schusterei =schuhmacherwerkstatt buechsenmacher geigenbauer orgelbauer klavierbauer
        instrumentenbauer keramiker keramikerin toepfer toepferei steinmetz steinmetzbetrieb =steinbildhauer
        =bestatter =bestattungsinstitut =bestattungen =bestattungshaus glasblaeser glasblaeserei korbmacher
        =polsterei =polsterer raumausstatter raumausstattung =raumausstatterin =kerzenzieher buchbinder buchbinderei
        =vergolder =drechslerei =hausmeisterservice
    """),
    ("bau", True, """
        bauunternehmen bauunternehmer bauunternehmung baufirma =baubetrieb =bauhandwerk =bauhandwerker =baugewerbe
        =baubranche =bauwirtschaft =bauhauptgewerbe hochbau tiefbau strassenbau trockenbau trockenbauer innenausbau
        rohbau akustikbau dachdecker dachdeckerei =dachdeckermeisterbetrieb dachbau maurer maurerbetrieb zimmerer
        zimmerei =zimmermann =zimmermannsbetrieb =zimmermaennin maler malerbetrieb =malermeister =malerei+lackierer
        =malerfirma malergeschaeft =maler+lackierer stuckateur fliesenleger =fliesenlegerei =fliesenbau
        =plattenleger geruestbau geruestbauer glaser glaserei =bauglaserei =glasermeister estrichleger =estrichbau
        parkettleger =bodenleger bodenlegerei bauklempner betonbau betonbauer =fertighausbau =holzbau+zimmerei
        brunnenbau brunnenbauer strassenbauer pflasterer =pflasterbau abbruchunternehmen abbruch+firma
        =abbruchbetrieb =sanierungsfirma =bausanierung =altbausanierung denkmalpflegebetrieb isolierer =isolierfirma
        =daemmfirma fassadenbau fassadenbauer =fensterbau+montage =bauschlosserei+bau gleisbau =schwimmbadbau
        kaminbau =ofenbau ofenbauer =kachelofenbauer =ofensetzer =erdbau =erdarbeiten =baggerbetrieb
        =tiefbauunternehmen =hausbau+firma =schluesselfertigbau baudienstleister =bauklempnerei verputzer gipser
        =gipserei =malerin maurermeister dachklempner dachklempnerei =spenglerei =spengler spenglermeister
        =bauleiter =bauunternehmerin =bauhof+firma putzer+betrieb
    """),
    ("bau", False, """
        =architekt =architektin =architekturbuero =architekten =bauingenieur =bauplanung =ingenieurbuero+bau
        =planungsbuero =bautraeger =bauprojektentwickler =statiker =bauingenieurbuero =tragwerksplaner
        =vermessungsbuero =baustoffwerk
    """),
    ("holz", True, """
        tischler tischlerei schreiner schreinerei moebeltischler moebelschreiner =moebelbau =moebelbauer holzbau
        =holzbauer =holzbaubetrieb =fensterbau =fensterbauer treppenbau treppenbauer ladenbau =ladenbauer
        =kuechenbau =kuechenbauer =holzverarbeitung =holzwerkstatt drechsler bootsbau bootsbauer =modellbauer+holz
        parketthersteller =holzgestalter =holzhandwerk =rollladenbauer =rolladenbauer =innenausbau+tischler
        =boettcher =boettcherei =kuefer
    """),
    ("holz", False, """
        saegewerk =holzindustrie =moebelhersteller =moebelfabrik =moebelproduktion =polstermoebel =holzbetrieb
        =holzwirtschaft =moebelmanufaktur =holzbranche =holzwerk =palettenbau =palettenhersteller =holzbearbeitung
    """),
    ("metall", True, """
        schlosser schlosserei metallbau metallbauer =metallbaubetrieb schmied schmiede =hufschmied stahlbau
        stahlbauer feinwerkmechanik feinwerkmechaniker kunstschmiede =schweisser =schweissbetrieb schweisserei
        =schweissfachbetrieb werkzeugbau werkzeugmacher formenbau =formenbauer =bauschlosser bauschlosserei dreherei
        zerspaner fraeserei galvaniseur klempner+metall =torbau =gelaenderbau =metallhandwerk =metallgestalter
        =metallbetrieb =messerschmied =metaller graveur gravurbetrieb
    """),
    ("metall", False, """
        zerspanung =zerspanungsbetrieb =zerspanungstechnik =zerspanungsmechaniker =lohnfertiger =lohnfertigung
        lohnfertiger =metallverarbeitung =metallbearbeitung =metallindustrie =metallbranche =metallverarbeiter
        blechbearbeitung =blechverarbeitung giesserei stanzerei haerterei galvanik =verzinkerei pulverbeschichtung
        =oberflaechentechnik =cnc-fertigung =cncfertigung =cncbearbeitung =praezisionstechnik =praezisionsteile
        =drehteile =laserschneiden =lasertechnik =stahlwerk =aluminiumbau =zulieferer+metall =drehteilehersteller
        =umformtechnik =walzwerk =metallwarenfabrik =cncdreherei =federnhersteller =schraubenhersteller =blechbau
    """),
    ("maschinenbau", False, """
        maschinenbau maschinenbauer =maschinenbaubetrieb =maschinenbauunternehmen sondermaschinenbau anlagenbau
        anlagenbauer maschinenfabrik =maschinenhersteller =foerdertechnik =antriebstechnik =automatisierungstechnik
        =apparatebau =behaelterbau =pumpenhersteller =landmaschinenhersteller =werkzeugmaschinenbau =vorrichtungsbau
        =roboterbau =maschinenbaufirma =getriebebau =hydraulikbetrieb =armaturenhersteller =landtechnikhersteller
        =schaltschrankbau+maschinen
    """),
    ("elektro", True, """
        elektriker elektrikerin elektrobetrieb elektroinstallateur elektroinstallation =elektroniker =elektromeister
        =elektrofirma =elektrohandwerk =elektro =elektrotechniker =elektrotechnik =elektrounternehmen
        =elektrogeschaeft =informationstechniker =elektromaschinenbau =elektromaschinenbauer =elektrofachbetrieb
        =elektroanlagen schaltschrankbau =elektroanlagenbau =elektrobau =elektrobranche =antennenbau
        =sicherheitstechnik =alarmanlagenbau =elektrikermeister =elektroservice =kaelteanlagenbauer+elektro
    """),
    ("sanitaer", True, """
        =sanitaer =shk =shk-betrieb =shkbetrieb =shkhandwerk =shkfirma =sanitaerbetrieb =sanitaerfirma
        =sanitaerinstallateur sanitaerfachbetrieb =sanitaerhandwerk =sanitaermeister installateur
        =installateurmeister =installationsbetrieb heizungsbau heizungsbauer =heizungsbetrieb =heizungsfirma
        =heizungsinstallateur =heizungsmonteur =heizungstechnik =heizungsbaumeister klempner klempnerei
        =klimatechnik kaeltetechnik =kaeltetechniker =lueftungsbau =lueftungsbauer =lueftungstechnik =haustechnik
        =gebaeudetechnik =gasinstallateur =wasserinstallateur =heizung+sanitaer =sanitaertechnik =kaelteanlagenbauer
        =klimatechniker =kaelteanlagenbau =badsanierung =heizung+klima =baederstudio =flaschner =shkler
        =sanitaerheizung =heizungsanitaer =badstudio =sanitaerunternehmen =heizungssanitaer
    """),
    ("kfz", True, """
        kfzwerkstatt autowerkstatt =kfz =kfzbetrieb =kfzmeister =kfzmeisterbetrieb =kfzmechatroniker =kfzmechaniker
        =kfzhandwerk =kfzbranche =automechaniker =autoschlosser autolackierer autolackiererei =lackiererei
        =fahrzeuglackierer =fahrzeuglackiererei karosseriebau karosseriebauer =karosseriewerkstatt zweiradmechaniker
        =zweiradwerkstatt =fahrradwerkstatt =motorradwerkstatt landmaschinenmechaniker =landmaschinenwerkstatt
        reifenservice reifenhandel =reifendienst =reifenhaendler =autoreparatur =autoservice =autoaufbereitung
        =fahrzeugaufbereitung =fahrzeugbau =autoelektrik =kfzgutachter =kfzservice =autosattler =autosattlerei
        vulkaniseur =kfzlackiererei =nutzfahrzeugwerkstatt
    """),
    ("kfz", False, """
        autohaus autohaendler =autohandel =kfzhandel =gebrauchtwagenhaendler =gebrauchtwagenhandel =autovermietung
        =tankstelle =motorradhaendler =kfzteilehandel =waschanlage =autoverwerter =autoverwertung =abschleppdienst
        =wohnmobilhaendler =autohauses =autohaeuser =wohnmobilvermietung =autowaschanlage
    """),
    ("lebensmittel", True, """
        baeckerei baecker =baeckerin =backstube =backwarenbetrieb konditor konditorei =konditorin fleischer
        fleischerei metzger metzgerei schlachter schlachterei =schlachthof =wurstmanufaktur brauerei brauer
        =mueller+handwerk muehle+baeckerei =backshop =feinbaeckerei eismanufaktur chocolatier =schokoladenmanufaktur
        =pralinenmanufaktur =kaeserei =molkerei+hof =dorfbaeckerei =fleischermeister =hofkaeserei =eiskonditorei
        =bonbonmanufaktur partyservice+fleischerei =backbetrieb =backhaus =bierbrauer
    """),
    ("lebensmittel", False, """
        molkerei mosterei kelterei brennerei destillerie =kaffeeroesterei =roesterei =lebensmittelhersteller
        =lebensmittelproduktion =lebensmittelproduzent =lebensmittelindustrie =lebensmittelbranche
        =lebensmittelbetrieb =getraenkehersteller =suesswarenhersteller =sektkellerei =fruchtsafthersteller
        =fleischwaren =wurstwaren =backwaren =backwarenhersteller =nudelhersteller =lebensmittelverarbeitung
        =ernaehrungsgewerbe =ernaehrungswirtschaft =lebensmittelmanufaktur =suesswaren =saftladen+betrieb
        =mineralbrunnen =oelmuehle =gewuerzmanufaktur =imkereiprodukte
    """),
    ("gastgewerbe", False, """
        hotel hotelier =hotelbetrieb =hotelbesitzer =hotelbesitzerin =hotelfach =hotellerie restaurant gaststaette
        gasthof gasthaus =pension =fruehstueckspension =familienpension =pensionen =pensionsbetrieb gastronomie
        gastronom =gastro =gastgewerbe =gastronomin =gastwirt =gastwirtschaft =wirtshaus =wirt =wirtin =kneipe
        =kneipier =cafe =cafes =imbiss =imbissbude =doenerladen =doenerbude =pizzeria =eisdiele =eiscafe =bistro
        =bar =cocktailbar =biergarten catering caterer =partyservice ferienwohnung ferienhaus =ferienwohnungen
        =ferienhaeuser campingplatz =zeltplatz jugendherberge =hostel =reisebuero =reiseveranstalter =tourismus
        =tourismusbetrieb =tourismusbranche =freizeitpark =kletterpark =kantine =koch+betrieb =foodtruck =diskothek
        =eventlocation =brauhaus =weinstube =ausflugslokal =lokal =landgasthof =touristinfo =wellnesshotel
        =gaestehaus =motel =fremdenzimmer =freizeitbad =kletterhalle =gastwirtin =schankwirtschaft
        =hochzeitslocation =bowlingbahn =kino =stadtfuehrer =fahrgastschifffahrt =bootsverleih =fahrradverleih
        =teestube =cafebesitzerin =burgerladen =sushibar =strandbar =kochschule+gastro =reisebueros =busreisen
        =freizeitanlage
    """),
    ("handel", False, """
        einzelhandel einzelhaendler =einzelhaendlerin grosshandel grosshaendler =handel =handelsbetrieb
        =handelsunternehmen =handelsfirma =handelsbranche =haendler =haendlerin onlinehandel onlinehaendler
        versandhandel versandhaendler fachhandel fachhaendler =fachgeschaeft baumarkt baustoffhandel
        =baustoffhaendler buchhandlung buchladen =buchhandel =buchhaendler =buchhaendlerin blumenladen
        blumengeschaeft florist floristin =floristik =floristikgeschaeft modegeschaeft boutique =modeladen
        bekleidungsgeschaeft schuhgeschaeft =schuhladen spielzeugladen =spielwarengeschaeft spielwarenhandel
        moebelhaus =kuechenstudio =kuechenhaus supermarkt =lebensmittelmarkt =lebensmittelhandel
        =lebensmittelgeschaeft =lebensmitteleinzelhandel dorfladen hofladen+handel bioladen unverpacktladen
        getraenkemarkt getraenkehandel =getraenkehaendler weinhandlung weinhandel weinladen =weinhaendler
        tierhandlung zoohandlung zoogeschaeft juwelier =schmuckgeschaeft =schmuckladen fahrradladen fahrradgeschaeft
        fahrradhaendler =fahrradhandel elektrohandel =elektrofachgeschaeft =elektromarkt sanitaetshaus+handel
        =sportgeschaeft =sporthaus =schreibwarenladen =schreibwarengeschaeft =schreibwaren =tabakladen =kiosk
        =spaetkauf =spaeti =trinkhalle antiquitaetenhandel antiquariat =antiquitaeten secondhandladen
        gebrauchtwarenhandel holzhandel =holzhaendler stahlhandel landhandel agrarhandel =werkzeughandel
        =eisenwarenhandel =eisenwaren teehandel teeladen feinkostladen feinkost =delikatessen =kaufhaus =kaufmann
        =kauffrau =handelsvertreter =handelsvertretung =importeur =exporteur =drogerie =parfuemerie =geschenkeladen
        =geschenkladen =handarbeitsladen =wollladen =stoffladen =laden =ladenbesitzer =ladenbesitzerin
        =ladengeschaeft =brennstoffhandel =heizoelhandel =gaertnermarkt =gartenmarkt =gartencenter+handel
        =technikhandel =computerladen =handyladen =handyshop =warenhaus =blumenhaendler =kaufladen =bettenhaus
        =teppichhaus =raumausstattergeschaeft =haushaltswaren =musikhaus =musikgeschaeft =briefmarkenhandel
        =medizinproduktehandel =internethaendler =landmaschinenhandel =maschinenhandel =baumaschinenhandel
        =baumaschinenverleih =fliesenhandel =farbenhandel =pferdezubehoer =reitsportgeschaeft =babyladen
        =handelskette =jagdausstatter =angelladen =bastelladen
    """),
    ("logistik", False, """
        spedition spediteur =speditionsbetrieb =speditionsfirma logistik logistiker =logistikunternehmen
        =logistikbranche =logistikdienstleister =transportunternehmen =transportunternehmer =transportfirma
        =transportgewerbe =transporte =transportbetrieb =transportbranche fuhrunternehmen =fuhrunternehmer
        =fuhrbetrieb kurierdienst =kurier =kurierfahrer paketdienst taxiunternehmen =taxi =taxibetrieb =taxifahrer
        =mietwagenunternehmen =busunternehmen =busunternehmer =busbetrieb =omnibusbetrieb =reisebusunternehmen
        umzugsunternehmen =umzugsfirma =umzuege lagerlogistik =lagerhaltung =verkehrsbetrieb =verkehrsbetriebe
        =reederei =binnenschiffer =binnenschifffahrt =krankentransport =schwertransport =fahrdienst =frachtfuehrer
        =containerdienst =moebelspedition =luftfracht =hafenbetrieb =fulfillment =lkwunternehmen =fuhrpark+betrieb
        =kurierunternehmen =lieferdienst =entruempelung =moebelpacker =taxiunternehmer =viehtransport
    """),
    ("gesundheit", True, """
        augenoptiker optiker =optikerin =optikgeschaeft =augenoptik =brillenladen hoergeraeteakustiker hoerakustiker
        =hoerakustik =hoergeraete zahntechniker =zahntechnik dentallabor =zahnlabor orthopaedietechnik
        orthopaedietechniker orthopaedieschuhmacher =orthopaedieschuhtechnik =sanitaetshaus
    """),
    ("gesundheit", False, """
        arztpraxis =arzt =aerztin =hausarzt =hausaerztin =hausarztpraxis =facharzt =facharztpraxis zahnarzt
        =zahnaerztin zahnarztpraxis =kieferorthopaede =kieferorthopaedie kinderarztpraxis =kinderarzt tierarzt
        =tieraerztin tierarztpraxis =tierklinik =tierarztpraxen apotheke apotheker =apothekerin pflegedienst
        pflegeheim =altenheim =seniorenheim =altenpflege =krankenpflege =pflege =pflegebranche =tagespflege
        =pflegeeinrichtung =sozialstation =seniorenresidenz physiotherapie physiotherapeut =physiotherapeutin
        =physiotherapiepraxis =physiopraxis =physio ergotherapie =ergotherapeut =ergotherapeutin =ergotherapiepraxis
        logopaedie =logopaede =logopaedin =logopaedische =heilpraktiker =heilpraktikerin =osteopath =osteopathin
        =osteopathie =hebamme =hebammenpraxis psychotherapeut =psychotherapeutin =psychotherapie =psychologe
        =psychologin =klinik =krankenhaus =praxisinhaber =gemeinschaftspraxis =praxisgemeinschaft =gesundheitswesen
        =gesundheitsbranche =medizintechnik+praxis =masseur =massagepraxis =podologe =podologin =podologie
        =rettungsdienst =reha =rehazentrum =augenarzt =augenarztpraxis =hautarzt =orthopaede =physiotherapiezentrum
        =medizin =gesundheitszentrum =pflegedienste =hausarztpraxen =intensivpflege =fusspflegepraxis
        =betreutes+wohnen =orthopaedie =gynaekologe =frauenarzt =frauenarztpraxis =internist =roentgenpraxis
        =radiologie =labormedizin =arztpraxen
    """),
    ("koerperpflege", True, """
        friseur friseurin friseursalon =friseurgeschaeft =friseurbetrieb =friseurmeister frisoer frisoersalon
        =friseuse =frisoese =frisoerin =barbershop =barbier =haarsalon =haarstudio kosmetiker kosmetikerin
        kosmetikstudio kosmetiksalon =kosmetik =kosmetikinstitut =friseurladen =friseurhandwerk =coiffeur
        =friseurteam =friseurstudio
    """),
    ("koerperpflege", False, """
        nagelstudio nagelstudios fusspflege =fusspflegerin tattoostudio =tattoo =taetowierer =sonnenstudio
        =massagestudio =massage =beautysalon =beautystudio =wellnessstudio =wimpernstudio =nageldesignerin
        =nageldesign =waxingstudio =spa =sauna+betrieb =haarentfernung =masseurin =piercingstudio =wellness
    """),
    ("dienstleistung", True, """
        gebaeudereinigung gebaeudereiniger =reinigungsfirma =reinigungsunternehmen =reinigungsbetrieb
        =textilreinigung =glasreinigung =fensterputzer =waescherei =reinigungsdienst =putzfirma
    """),
    ("dienstleistung", False, """
        steuerberater steuerberaterin steuerbuero steuerkanzlei =steuerberatung steuerberatungskanzlei
        =wirtschaftspruefer =wirtschaftspruefung =buchhaltungsbuero =buchfuehrungsbuero =buchhalter+selbst
        rechtsanwalt =rechtsanwaeltin =anwalt =anwaeltin =anwaltskanzlei rechtsanwaltskanzlei =kanzlei =notar
        =notariat =notarin =ingenieurbuero =ingenieurdienstleister immobilienmakler =immobilienmaklerin =makler
        =maklerbuero =immobilienbuero =immobilien hausverwaltung hausverwalter =immobilienverwaltung
        versicherungsmakler =versicherungsbuero =versicherungsagentur =versicherungsvertreter =versicherung
        =finanzberater =finanzdienstleister unternehmensberatung unternehmensberater =unternehmensberaterin =berater
        =beraterin =beratung =consulting =consultant =personaldienstleister zeitarbeitsfirma =zeitarbeit
        =personalvermittlung =personalberatung =sicherheitsdienst =wachdienst =wachschutz =sicherheitsfirma
        hausmeisterdienst =hausmeister =hausmeisterfirma =facility =callcenter =uebersetzungsbuero =uebersetzer
        =uebersetzerin =dolmetscher =dolmetscherin =sachverstaendiger =sachverstaendigenbuero =gutachter
        =gutachterbuero =buerodienstleister =bueroservice =schreibbuero =eventagentur =veranstaltungsagentur
        =hochzeitsplanerin =messebau =messebauer =entsorger =entsorgung =entsorgungsbetrieb =entsorgungsfirma
        =recycling =recyclinghof =schaedlingsbekaempfer =schaedlingsbekaempfung =detektei =hundesalon =tierpension
        =hundepension =fitnessstudio =fitnesscenter =yogastudio =personaltrainer =dienstleister =dienstleistung
        =dienstleistungen =dienstleistungsbranche =dienstleistungsbetrieb =reinigung =vermietung =verleih =coaching
        =coach =bestattungsvorsorge =veranstaltungstechnik =waeschedienst =schluesselfertig+service =gebaeudeservice
        =immobilienverwalter =hausverwaltungen =vermoegensberater =kreditvermittler =lohnbuero =prueflabor
        =baubetreuung =pruefingenieur =energieberater =tanzstudio =hochzeitsplaner =arbeitsvermittlung
        =facilitymanagement =werttransport
    """),
    ("it", False, """
        =itfirma =itunternehmen =itdienstleister =itdienstleistung =itdienstleistungen =itsystemhaus systemhaus
        =itbranche =itberatung =itberater =itservice =itbetrieb =itler =itbuero =itstartup =itconsulting
        softwarefirma =softwarehaus =softwareunternehmen softwareentwickler =softwareentwicklung =softwarehersteller
        =softwareschmiede =softwarebude programmierer =programmiererin =informatiker =informatikerin webentwickler
        =webentwicklung =webentwicklerin =appentwickler =appentwicklung =hostinganbieter =rechenzentrum
        =datenverarbeiter =edvdienstleister =edvfirma =edvservice =edvberatung =computerservice =pcservice
        =gamesstudio =gamestudio =spieleentwickler =internetprovider =webhoster =administrator =techstartup
        =kistartup =softwarestartup =itsicherheitsfirma =itspezialist =edvbuero
    """),
    ("medien", True, """
        =schilderhersteller =schildermaler =werbetechnik werbetechniker fotograf fotografin fotostudio =fotografie
        =schilder+lichtreklame =buchdruckerei =siebdruckerei =siebdrucker
    """),
    ("medien", False, """
        werbeagentur werbefirma mediengestalter =mediengestalterin =medienagentur =medienunternehmen =medienbranche
        =medienhaus druckerei drucker+betrieb =digitaldruckerei =offsetdruckerei =copyshop verlag verlagshaus
        =zeitungsverlag =buchverlag designagentur designbuero =designer =designerin =grafiker =grafikerin
        =grafikbuero grafikdesigner grafikdesignerin =grafikdesign webdesigner =webdesignerin =webdesign =webagentur
        =internetagentur =digitalagentur =marketingagentur =kreativagentur =kreativwirtschaft =kreativbranche
        =socialmediaagentur =onlineagentur =pragentur =texter =texterin =texterbuero =journalist =journalistin
        =redaktion =redaktionsbuero filmproduktion =filmproduzent =filmstudio videoproduktion =videoagentur
        =videograf tonstudio =musiker =musikerin =kuenstler =kuenstlerin =atelier =illustrator =illustratorin
        =galerie =theater =radiosender =lokalzeitung =produktdesigner =produktdesign =innenarchitektin+design
        =lektorat =lektorin =lektor =fernsehproduktion =podcaster =eventtechnik+medien =werbebuero =agentur
        =druckhaus
    """),
    ("industrie", False, """
        =industrie =industriebetrieb =industrieunternehmen =industriefirma =produktionsbetrieb
        =produktionsunternehmen =produktionsfirma =produzierendes =produzierender =fertigungsbetrieb
        =fertigungsunternehmen =fertiger =hersteller =fabrik =fabrikant =werk+industrie =automobilzulieferer
        =autozulieferer =zulieferer =zulieferbetrieb =elektronikfertigung =elektronikhersteller
        =leiterplattenhersteller =papierfabrik =papierindustrie =verpackungshersteller =verpackungsindustrie
        =glasindustrie =glashersteller =glaswerk =keramikhersteller =porzellanmanufaktur =kabelhersteller
        =medizintechnik =medizintechnikhersteller =optikindustrie =messtechnik =sensorhersteller =zementwerk
        =kieswerk =steinbruch =betonwerk =fertigteilwerk =ziegelei =manufaktur =batteriehersteller
        =halbleiterhersteller =mikroelektronik =waggonbau =bergbau =produzent =spielwarenhersteller
        =schmuckhersteller =moebelzulieferer =verarbeitendes =ofenhersteller =herstellungsbetrieb =kalkwerk
        =sportgeraetehersteller =kartonagenfabrik =verpackungsbetrieb
    """),
    ("chemie", False, """
        =chemie =chemiebetrieb =chemieunternehmen =chemiebranche =chemieindustrie =chemiefirma
        =kunststoffverarbeitung =kunststoffverarbeiter =kunststoffbetrieb =kunststofftechnik =kunststoffindustrie
        =kunststoffhersteller =kunststoffwerk spritzguss =spritzgussbetrieb =spritzgiesser =spritzgiesserei =pharma
        =pharmaunternehmen =pharmabranche =pharmahersteller =arzneimittelhersteller =farbenhersteller
        =lackhersteller =farbenfabrik =gummiwerk =gummihersteller =folienhersteller =kosmetikhersteller
        =waschmittelhersteller =biotech =biotechnologie =duengemittelhersteller =labor =chemielabor
        =reinigungsmittelhersteller =kautschukverarbeitung =extrusion =kunststoffspritzerei =seifenmanufaktur
        =chemiepark
    """),
    ("landwirtschaft", False, """
        landwirt landwirtin landwirtschaft =landwirtschaftsbetrieb =landwirtschaftlicher =bauer+hof =bauernhof
        =biohof =biobauer =bauernhoefe =landwirte =milchbauer =milchviehbetrieb =milchhof =agrarbetrieb
        =agrargenossenschaft =agrarunternehmen =agrar =ackerbau =ackerbaubetrieb =schweinemast =schweinezucht
        =viehzucht =rinderzucht =gefluegelhof =gefluegelzucht =obsthof =obstbau =obstbauer =gemuesebau =gemuesebauer
        =gemuesebetrieb =spargelhof =weingut winzer winzerin =winzergenossenschaft =weinbau =weinbauer
        =weinbaubetrieb imker imkerei =imkerin =forstwirtschaft =forstbetrieb =forstwirt =forstunternehmen
        =foersterei =reiterhof =pferdehof =gestuet =fischzucht =teichwirtschaft =lohnunternehmer+agrar =baumschule
        =hofladen =agrarbranche =saatzucht =schaefer =schaeferei =pferdezucht =reitstall =huehnerhof
        =legehennenbetrieb =fischerei =baumpflege
    """),
    ("landwirtschaft", True, """
        gaertnerei gaertner =gaertnerin =gartenbau =gartenbaubetrieb gartenbauer =galabau =galabaubetrieb =galabauer
        =landschaftsbau =landschaftsgaertner =gartencenter =gartengestaltung =friedhofsgaertnerei
        =gartenundlandschaftsbau =gartenlandschaftsbau =baumpfleger =landschaftspflege =gartenpflege
    """),
    ("bildung", False, """
        fahrschule =fahrlehrer =fahrlehrerin =fahrschulen musikschule =musiklehrer =musiklehrerin sprachschule
        tanzschule =tanzlehrer =privatschule =nachhilfeinstitut =nachhilfe =nachhilfeschule bildungstraeger
        =bildungsinstitut =bildungseinrichtung =bildungsunternehmen =bildungszentrum =weiterbildungstraeger
        =weiterbildungsinstitut =weiterbildungsanbieter =seminaranbieter =seminarhaus =kita =kindergarten
        =kindertagesstaette =tagesmutter =kitatraeger =akademie =volkshochschule =trainerin =dozent =dozentin
        =schulungsanbieter =berufsschule =kinderkrippe =lernstudio =reitschule =skischule =tauchschule =yogaschule
        =kampfsportschule =schwimmschule =bildungsbranche =lerninstitut
    """),
    ("textil", True, """
        schneider schneiderei =schneiderin =aenderungsschneiderei =massschneiderei =massschneider =modeatelier
        sattler sattlerei kuerschner =hutmacher =hutmacherin =modedesignerin+atelier =naehstube =stickerei
        =weberei+handwerk =brautmodenatelier
    """),
    ("textil", False, """
        weberei spinnerei =naeherei =textilbetrieb =textilhersteller =textilindustrie =textilbranche =textilfirma
        =textilunternehmen =textilveredelung =bekleidungshersteller =modelabel =modehersteller =strickerei
        =faerberei =lederwaren =lederwarenhersteller =schuhfabrik =schuhhersteller =textil =textilien =modebranche
        =textilfabrik =modedesigner =modedesignerin =berufsbekleidungshersteller =vliesstoffhersteller =gerberei
    """),
    ("energie", False, """
        stadtwerke stadtwerk =energieversorger =energieversorgung =energieunternehmen =energiebranche
        =energiewirtschaft =energiedienstleister =windpark =windkraft =windkraftbetreiber =windenergie =biogasanlage
        =biogas =biogasbetrieb =solarfirma =solarunternehmen =solarinstallateur =photovoltaikfirma
        =photovoltaikbetrieb =solarbetrieb =solarteur =kraftwerk =netzbetreiber =energieerzeuger =solaranlagenbau
        =solarpark =waermeversorger =energiegenossenschaft =wasserstofffirma =wasserwerk =solarbranche
        =photovoltaikinstallateur
    """),
    ("sonstige", False, """
        =verein =stiftung =verband =genossenschaft =museum =kirchengemeinde =behoerde =kommune =stadtverwaltung
        =wohnungsgenossenschaft
    """),
)  # fmt: skip

ENDINGS: tuple[str, ...] = (
    "s", "n", "en", "e", "in", "innen", "betrieb", "betriebe", "betrieben", "betriebs", "sbetrieb", "meister",
    "meisterin",
    "meisters", "meisterbetrieb", "fachbetrieb", "firma", "firmen", "sfirma", "unternehmen", "unternehmens",
    "sunternehmen",
    "handwerk", "geschaeft", "gewerbe", "branche", "sbranche", "werkstatt", "laden", "kette", "filiale", "inhaber",
    "inhaberin",
    "besitzer", "besitzerin", "chef", "chefin", "team", "salon", "gmbh", "kg", "ern", "eien", "sleiter", "leiterin",
    "familie", "kollege", "kollegen", "geselle", "studio",
)  # fmt: skip
