"""The words of the field that compounds are made of (sammansättningsled).

A word stands as it is looked up, followed by the form it takes before another word when that is another
one: ``gata/gatu``. A word before which nothing is split off in vain is left out: short ones that end
other words by chance (``al``, ``ed``, ``hus`` is kept, ``is`` is not).
"""

from __future__ import annotations

DECIDING = """
    nämnd styrelse utskott fullmäktige församling beredning delegation råd rådet/råds kommitté utredning
    berednings arbetsutskott presidium ordförande ledamot ersättare förtroende förtroendevald sekreterare
    revision revisor granskning protokoll paragraf dagordning kallelse sammanträde möte närvaro justering
    justerare anslag anslagstavla tavla yrkande återremiss remiss bordläggning votering omröstning röst
    rösträtt proposition reservation yttrande jäv beslut delegering delegations ordning arbetsordning
    reglemente stadga förordning förslag motion interpellation fråga medborgare medborgarförslag initiativ
    val valberedning mandat mandatperiod period parti grupp gruppledare ärende diarium/diarie akt handling
    skrivelse tjänst tjänsteskrivelse bilaga underlag promemoria rapport redovisning uppföljning utdrag
    kungörelse överklagande besvär laglighet prövning laga kraft verkställighet verkställande
"""
RULING = """
    lag rätt paragraf föreskrift regel regler/regel riktlinje policy plan program strategi mål
    avtal överenskommelse förbund förbundsordning kontrakt villkor uppsägning tid uppsägningstid frist
    sekretess offentlighet personuppgift uppgift uppgifter skydd dataskydd arkiv gallring registrering
    register tillsyn inspektion myndighet domstol förvaltningsrätt kammarrätt dom mål tillstånd ansökan
    anmälan samtycke bistånd
"""
TOWNS = """
    kommun region landsting län stat samordning samverkan samarbete samordningsförbund medlem medlemskap
    part huvudman ägare ägardirektiv direktiv bolag aktiebolag stiftelse förening näring näringsliv företag
    invånare befolkning folk kommundel stad tätort landsbygd bygd by glesbygd
"""
CARE = """
    vård omsorg hälsa/hälso sjukvård sjuk sjukskrivning sjukpenning penning ersättning aktivitet
    rehabilitering rehab insats stöd hjälp hemtjänst hem boende bostad särskilt korttid dagverksamhet
    verksamhet daglig sysselsättning arbete/arbets arbetsmarknad marknad arbetsförmedling förmedling
    arbetsliv arbetsträning träning praktik anställning lön försörjning försörjningsstöd socialtjänst social
    individ familj familjehem kontakt kontaktperson kontaktfamilj person personal äldre äldreomsorg barn ungdom
    ung vuxen kvinna/kvinno man/mans missbruk beroende våld psykiatri psykisk funktion funktionsnedsättning
    nedsättning assistans ledsagning avlösare överförmyndare/överförmyndar förmyndare/förmyndar god
    försäkring försäkringskassa/försäkringskasse kassa/kasse utförare/utförar uppdragstagare uppdrag
    handläggare/handläggar handläggning deltagare/deltagar målgrupp team enhet arbetsmarknadsenhet
    integration etablering flykting invandrare/invandrar migration
"""
LEARNING = """
    utbildning skola/skol förskola/förskole grundskola/grundskole gymnasium/gymnasie gymnasieskola/gymnasieskol
    vuxenutbildning fritid fritidshem kultur bibliotek museum/musei musik idrott anläggning förening lärare/lärar
    elev barnomsorg pedagog pedagogisk undervisning kunskap forskning högskola/högskole universitet
"""
BUILDING = """
    bygg bygglov byggnad byggnads byggnadsnämnd lov plan detaljplan översiktsplan mark exploatering
    fastighet hus lokal lokaler/lokal gata/gatu väg trafik kollektivtrafik cykel gång park torg vatten avlopp
    va avfall renhållning energi värme fjärrvärme el bredband klimat miljö miljöskydd natur naturvård
    naturreservat reservat skog sjö strand strandskydd hav brand räddning räddningstjänst säkerhet
    beredskap kris krisberedskap trygghet brott buller
    livsmedel kontroll tobak alkohol servering serveringstillstånd
"""
MONEY = """
    budget ekonomi bokslut årsredovisning år delår kvartal månad kostnad intäkt avgift taxa/taxe bidrag anslag
    medel fond lån skuld borgen skatt investering drift finansiering finans fördelning fördelningsmodell modell
    upphandling inköp leverantör leverans pris värde hyra/hyres besparing underskott överskott resultat
    balans kapital pension lönebildning förhandling
"""
WORKING = """
    förvaltning förvaltningschef chef direktör kommundirektör ledning organisation avdelning sektor område
    utveckling process kvalitet projekt system teknik digitalisering information kommunikation webb
    data statistik analys konsekvens konsekvensanalys barnkonsekvensanalys bedömning utvärdering mätning
    undersökning enkät behov brist problem problematik risk åtgärd lösning resurs plats kö väntetid vänte
    väntan nätverk forum form dialog samråd jämställdhet mångfald tillgänglighet service språk minoritet
    namn nummer diarienummer datum dag vecka/vecko tidning internet post adress telefon bil buss tåg resa/rese
    färdtjänst färd parkering centrum/centrum central lokalförsörjning kost måltid mat städ
    nivå karaktär syfte uppgift lista/list listning tabell karta/kart bild text
    skyldighet rättighet befogenhet ansvar roll intresse konflikt förtroendemannaregister
    utskick utbetalning betalning faktura/fakture redogörelse verkställd
    tillfälle inriktning förändring förmåga livslång utbud vinst effekt synergi metod
"""
THEMES = (DECIDING, RULING, TOWNS, CARE, LEARNING, BUILDING, MONEY, WORKING)


def lexicon() -> dict[str, str]:
    """Map every form that may stand in a compound to the word it is."""
    found: dict[str, str] = {}
    for entry in " ".join(THEMES).split():
        word, _, form = entry.partition("/")
        found.setdefault(word, word)
        if form:
            found[form] = word
    return found
