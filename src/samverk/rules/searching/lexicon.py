"""The words of the field that compounds are made of (sammansättningsled).

A word stands as it is looked up, followed by the forms it takes before another word or in the plural
when they are other ones: ``gata/gatu``, ``ledamot/ledamöter``. An -s between parts, ordinary endings
and the joining form of words in -are are known without being written. Short words that end others by
chance (``al``, ``ed``, ``is``) are left out.
"""

from __future__ import annotations

DECIDING = """
    nämnd styrelse utskott fullmäktige församling beredning delegation råd kommitté utredning
    arbetsutskott presidium/presidie ordförande ledamot/ledamöter ersättare förtroende
    förtroendevald sekreterare revision revisor granskning protokoll paragraf dagordning kallelse
    sammanträde möte närvaro justering justerare anslag anslagstavla tavla yrkande återremiss remiss
    bordläggning votering omröstning röst rösträtt proposition reservation yttrande jäv beslut
    delegering ordning arbetsordning reglemente stadga stadgar förordning förslag motion
    interpellation fråga medborgare medborgarförslag initiativ val valberedning mandat mandatperiod
    period parti grupp gruppledare ledare ärende diarium/diarie akt handling skrivelse
    tjänst/tjänste tjänsteskrivelse bilaga/bilage underlag promemoria rapport redovisning
    uppföljning utdrag kungörelse överklagande överklagan besvär laglighet prövning
    laglighetsprövning verkställighet verkställande kansli kontor utskick expediering riksdag
    folkomröstning begäran tjänsteman/tjänstemän/tjänstemänn nämndeman/nämndemän/nämndemänn
    adjungering uppdragsgivare återrapportering rapportering nämndsekreterare kommunstyrelse
    kommunfullmäktige kommundirektör regionstyrelse regionfullmäktige förbundsstyrelse förbundschef
"""
RULING = """
    lag rätt föreskrift regel/regler regl riktlinje policy plan program strategi mål avtal
    överenskommelse förbund förbundsordning kontrakt villkor uppsägning tid uppsägningstid frist
    sekretess offentlighet personuppgift uppgift skydd dataskydd arkiv gallring registrering
    register/registr tillsyn inspektion myndighet domstol förvaltningsrätt kammarrätt tingsrätt dom
    tillstånd ansökan/ansöknings anmälan/anmälnings samtycke bistånd lagstiftning grundlag tolkning
    prövningstillstånd rättighet skyldighet befogenhet ansvar bestämmelse åtagande överträdelse vite
    sanktion insyn anvisning direktiv ägardirektiv instruktion delegationsordning rutin
    handlingsplan verksamhetsplan föreläggande tvist skadestånd förelägg ordningsföreskrift
    ordningsvakt förbud
"""
TOWNS = """
    kommun region landsting län stat samordning samverkan samarbete samordningsförbund medlem
    medlemskap part huvudman/huvudmän/huvudmänn ägare bolag aktiebolag stiftelse förening näring
    näringsliv företag invånare befolkning folk kommundel stad/städer tätort landsbygd bygd by
    glesbygd land kommunal kommunalförbund kommunförbund styrgrupp arbetsgrupp ledningsgrupp
    samverkansgrupp beredningsgrupp företagare företagande bransch arbetsgivare arbetstagare
    fackförbund intressent aktör civilsamhälle samhälle/samhälls medborgardialog ort församlingshem
    kyrka/kyrko
"""
CARE = """
    vård omsorg hälsa/hälso sjukvård sjuk sjukskrivning sjukskriven/sjukskrivna sjukpenning sjukdom
    penning ersättning aktivitet rehabilitering rehab insats stöd hjälp hemtjänst hem boende
    bostad/bostäder korttid dagverksamhet verksamhet daglig sysselsättning arbete/arbets
    arbetsmarknad marknad arbetsförmedling förmedling arbetsliv arbetsträning träning praktik
    anställning lön/löne försörjning försörjningsstöd socialtjänst social individ familj/familje
    familjehem kontakt kontaktperson kontaktfamilj person personal äldre äldreomsorg barn ungdom ung
    vuxen kvinna/kvinno man/mans/män/männ missbruk beroende våld psykiatri psykisk funktion
    funktionsnedsättning nedsättning assistans ledsagning avlösare överförmyndare förmyndare
    förvaltarskap försäkring försäkringskassa/försäkringskasse kassa/kasse utförare uppdragstagare
    uppdrag handläggare handläggning deltagare målgrupp team enhet arbetsmarknadsenhet integration
    etablering flykting invandrare migration socialnämnd socialsekreterare omvårdnad vårdcentral
    öppenvård primärvård tandvård psykvård slutenvård läkare läkar sjuksköterska/sjukskötersk
    sjukförsäkring aktivitetsersättning sjukersättning arbetsförmåga arbetslös arbetslöshet
    behandling behandlingshem missbruksvård placering orosanmälan boendestöd stödboende hemlös
    hemlöshet våldsutsatt ensamkommande asyl bemötande delaktighet inkludering utanförskap folkhälsa
    suicid habilitering hjälpmedel läkemedel patient brukare klient anhörig närstående samsjuklighet
    diagnos lotsning lots coach coachning vägledning vägledare kartläggning screening förstudie
    anpassning sjukhus regionsjukvård ohälsa utsatthet funktionsrätt god daglig särskild
"""
LEARNING = """
    utbildning skola/skol förskola/förskole grundskola/grundskole gymnasium/gymnasie/gymnasi
    gymnasieskola/gymnasieskol vuxenutbildning fritid fritidshem kultur bibliotek museum/musei/muse
    musik idrott anläggning lärare elev barnomsorg pedagog pedagogisk undervisning kunskap forskning
    högskola/högskole universitet skolskjuts skjuts rektor elevhälsa särskola/särskol anpassad
    modersmål läromedel betyg lov examen kurs folkhögskola/folkhögskole yrkeshögskola/yrkeshögskole
    yrke/yrkes kompetens kompetensutveckling lärling student komvux studie studier barnkonvention
    förskolechef barnskötare skolpliktig skolplikt frånvaro närvaro fritidsgård ungdomsgård teater
    konst konstnär kulturmiljö kulturarv bad simhall ishall idrottshall hall turism besöksnäring
    evenemang
"""
BUILDING = """
    bygg bygglov byggnad byggnadsnämnd lov detaljplan översiktsplan mark exploatering fastighet hus
    lokal gata/gatu väg trafik kollektivtrafik cykel gång park torg vatten/vattn avlopp avfall
    renhållning energi värme fjärrvärme bredband klimat miljö miljöskydd natur naturvård
    naturreservat reservat skog sjö strand/stränder strandskydd hav brand räddning räddningstjänst
    säkerhet beredskap kris krisberedskap trygghet brott buller livsmedel kontroll tobak alkohol
    servering serveringstillstånd planering samhällsbyggnad stadsbyggnad planbesked startbesked
    slutbesked besked markanvisning anvisning tomt tomträtt hyresrätt bostadsrätt hyresvärd
    hyresgäst bostadsförsörjning rivning nybyggnad ombyggnad tillbyggnad renovering underhåll
    skötsel belysning lekplats lek gångväg cykelväg hållplats parkering centrum/centrum/centr
    central jordbruk lantbruk jakt fiske djurskydd djur hamn flygplats järnväg station vindkraft
    solenergi solcell elnät återvinning återbruk sopor förorening dagvatten dricksvatten vattenskydd
    översvämning räddningsnämnd totalförsvar försvar säkerhetsskydd trafiksäkerhet hastighet
    snöröjning vinterväghållning väghållning lägenhet villa/villa bro tunnel mätning lantmäteri
    kartering gestaltning arkitektur kvarter byggnation
"""
MONEY = """
    budget ekonomi bokslut årsredovisning år delår kvartal månad kostnad intäkt avgift taxa/taxe/tax
    bidrag medel/medl fond lån skuld borgen skatt investering drift finansiering finans fördelning
    modell fördelningsmodell upphandling inköp leverantör leverans pris värde hyra/hyres hyr
    besparing underskott överskott resultat balans kapital pension lönebildning förhandling
    resursfördelning resurs ram ramavtal anbud avskrivning avsättning likviditet soliditet prognos
    delårsrapport delårsbokslut årsbokslut räkning statsbidrag föreningsbidrag driftbidrag
    projektmedel budgetuppföljning helår utfall avvikelse kompensation indexering index avgiftsfri
    bidragsgivare tilläggsanslag tillägg omfördelning överföring förvärv försäljning köp köpare
    koncern internkontroll internbudget internränta ränta/ränte kredit moms stödköp
    direktupphandling avrop utbetalning betalning faktura/fakture återbetalning återkrav krav
"""
WORKING = """
    förvaltning förvaltningschef chef direktör ledning organisation avdelning sektor område/områdes
    utveckling process kvalitet projekt system teknik digitalisering information kommunikation data
    statistik analys konsekvens konsekvensanalys barnkonsekvensanalys bedömning utvärdering
    undersökning enkät behov brist problem problematik risk åtgärd lösning kö väntetid vänte väntan
    nätverk forum form dialog samråd jämställdhet mångfald tillgänglighet service språk minoritet
    namn nummer/numr diarienummer personnummer datum dag vecka/vecko tidning internet post adress
    telefon bil buss tåg resa/rese färdtjänst färd lokalförsörjning kost måltid mat städ nivå
    karaktär syfte människa/människo lista/list tabell karta/kart bild text roll intresse konflikt redogörelse
    tillfälle inriktning förändring förmåga utbud effekt synergi metod styrning styrdokument
    dokument uppdragsbeskrivning beskrivning verktyg stödfunktion ansvarsfördelning arbetsmiljö
    arbetssätt arbetsplats arbetstid arbetskraft plats mötesplats visselblåsning incident hantering
    informationssäkerhet säkerhetschef likabehandling diskriminering hållbarhet barnrätt
    rättssäkerhet demokrati inflytande besök besökare kund kundval valfrihet granskare samordnare
    koordinator utvecklare strateg planerare utredare inspektör controller assistent handledare
    handledning samtal uppsökande nyckeltal indikator målsättning mått årshjul omorganisation
    organisering bemanning rekrytering vikarie semester/semestr ledighet facklig lansering införande
    genomförande avveckling avslut start omställning utfasning upphävande antagande fastställande
    revidering ändring komplettering förlängning förnyelse erbjudande utlysning synpunkt klagomål
    återkoppling nyhet webb webbplats medie media press kvinnofrid kvinnojour jour frid föräldraskap
    förälder/föräldra/föräldrar vårdnad vårdnadshavare idrottsförening pensionär pensionärsråd
    ungdomsråd funktionsrättsråd tillgänglig minnesanteckning anteckning händelse nödläge pandemi
    smittskydd smitta/smitto livslång tjänstledig
"""
THEMES = (DECIDING, RULING, TOWNS, CARE, LEARNING, BUILDING, MONEY, WORKING)
# Words that have others inside them by chance; they are found in compounds themselves
LIKE_COMPOUNDS = """
    avbrott genombrott sammanbrott utbrott inbrott överdrift promotion genomslag nedslag mellanslag
    utslag inslag avslag omslag uppslag slag bägare jägare avhandling sammanställning framställning
    föreställning inställning fingersättning barndom egendom medeltid målsman hemman efterfrågan
    tillgång uppgång utgång ingång övergång avgång nedgång plattform reform uniform information
    formulering formulär rådslag regelrätt mandom hemlagad sjuksköterska sammanhang förutsättning
    uppsättning besättning bosättning individualist lokalisering ordförråd uppförande anförande
    förfarande populär populärare besluta beslutanderätt talspråk
    språkrör anledning avledning hemställan hemställ upprättande inrättande förstnämnd sistnämnd
    ovannämnd nyssnämnd omnämnd benämnd nedannämnd överskattning underskattning uppskattning vinst
    brottning omfattning avfattning författning uppfattning inblandning utmaning statistik staty
    skrivning utskrivning angelägenhet missbrukare lantbrukare jordbrukare storlek dröjsmål porträtt
    konstitution institution bildning tillägnan egenskap kunskap vetenskap gemenskap aktie
"""
# No compounds, though they look it; with their endings
NO_COMPOUNDS = """
    överskatta underskatta uppskatta manschett städerska städerskor blomstrande hemmaplan planlägga
    planlagd planlagt rättvisa vårdslös vårdslöshet markera markering formell formellt formella
    parkera kontrollera kontrollerad finansiera finansierad planera planerad organisera organiserad
    ordinarie informera informerad kommunicera projektera arkivera registrera revidera reviderad
    motivera motivering motivation delegera delegerad partner partnerskap partnern landa landade
    personlig personligen personligt personliga tidigare tidigt tidiga dagligen folkpartist barnslig
    våldsam våldsamt parallell partiell statlig statliga statligt rättslig rättsliga rättsligt
    arbetande arbetade målare målning målande samlingar insatt insatta mottagare mottagande
    mottagning gångbar gången gånger stadig stadiga stadigvarande husera
"""
WHOLE = frozenset((*LIKE_COMPOUNDS.split(), *NO_COMPOUNDS.split()))
# What other words end in by chance when their beginning is unknown: "individualister", "upptagenhet"
BY_CHANCE_WORDS = """
    enhet handling lista lokal språk yrkande möte tavla ordning rådet social central förmåga fråga
    bild studie klient start kultur slag sopor patient index station examen press resurs punkt media
    djur hall assistent ledare gång villa text frist buss form plan park land part fisk akt hem ram
    kost mat lek bad jour ort tomt vite team kurs val lån bro konst hav jakt köp by år kö populär
    aktie staty strateg medie elnät fiske tvist person region verksam särskild daglig ung äldre
"""
BY_CHANCE = frozenset(BY_CHANCE_WORDS.split())
# As a last part these need an -s before them: "tingsrättsdom" but no "barndom"
NEED_S = frozenset({"dom"})
# What follows a known word without being one: "person-lighet", "kommun-ism"
DERIVING_ENDS = """
    lig het skap sam bar lös lek ning nik mässig vis ling ism ist era erad rad rar rat rand ras rare
    sera seri ster sten tik tis jels jar mera meri
"""
DERIVING = tuple(DERIVING_ENDS.split())


def lexicon() -> dict[str, str]:
    """Map every form that may stand in a compound to the word it is."""
    found: dict[str, str] = {}
    for entry in " ".join((*THEMES, LIKE_COMPOUNDS)).split():
        word, *forms = entry.split("/")
        found.setdefault(word, word)
        if word.endswith("are"):
            found.setdefault(word[:-1], word)
        for form in forms:
            found[form] = word
    return found
