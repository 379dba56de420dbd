"""Compounds of the field are split into its words, and nothing is split that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.rules.searching.compounds import base, indexed, parts, parts_of_text
from samverk.rules.searching.lexicon import lexicon

# A word of a minutes book, and what of it must be found
COMPOUNDS = """
    överförmyndarnämnden:nämnd överförmyndarnämndens:överförmyndare samverkansavtal:avtal
    samverkansavtalet:samverkan samordningsförbundets:förbund bygglovsavgiften:bygglov
    bygglovsavgift:avgift gatukontoret:gata förskolechefer:förskola barnomsorgstaxan:taxa
    kommunfullmäktiges:kommun skolskjutsen:skola kvinnojourer:kvinna budgetfrågor:fråga
    budgetfrågorna:budget byggnadsnämndsordföranden:byggnadsnämnd
    byggnadsnämndsordföranden:ordförande kommunallagen:lag detaljplaneändring:ändring
    föreningsbidragen:bidrag bidragsprogrammen:program hyresgästföreningen:förening
    avtalstolkning:avtal driftsbudget:budget hemtjänsttaxan:hemtjänst hemtjänsttaxorna:taxa
    finsamförbund:förbund elavtal:avtal avloppsfrågorna:avlopp ungdomsmottagningen:ungdom
    socialtjänstlagens:socialtjänst socialtjänstlagens:lag partistödet:parti jämställdhetsplan:plan
    trygghetsvandring:trygghet arvodesbestämmelser:bestämmelse personuppgiftsansvarig:personuppgift
    arbetsmarknadsenheten:arbetsmarknad arbetsmarknadsenheten:arbete arbetsmarknadsenheten:enhet
    försäkringskassans:försäkring äldreomsorgens:omsorg äldreboende:boende miljönämnder:nämnd
    socialnämndsledamot:ledamot socialnämndsledamöter:ledamot
    kommunstyrelseordförande:kommunstyrelse förvaltningsrättsdom:dom
    kollektivtrafikplan:kollektivtrafik räddningstjänstförbund:förbund
    samhällsbyggnadsnämnden:samhälle vattentjänstplan:vatten återvinningscentralen:återvinning
    hälsofrämjande:hälsa familjehemsplacering:familjehem familjerättsnämnd:nämnd löneöversyn:lön
    tjänstegarantin:tjänst tjänsteskrivelsen:skrivelse gymnasieskolor:skola kulturskolor:skola
    medborgarförslagen:medborgare markanvisningsavtal:avtal exploateringsavtalet:exploatering
    investeringsbudgeten:investering lokalförsörjningsplan:lokal
    trafiksäkerhetsåtgärder:trafiksäkerhet trafiksäkerhetsåtgärder:åtgärd
    utvärderingsrapporten:rapport uppdragsbeskrivningar:uppdrag rehabiliteringsinsatser:insats
    aktivitetsersättning:aktivitet missbruksproblematik:missbruk integrationsstrateg:integration
    näringslivschefen:näringsliv bostadsbyggande:bostad tomträttsavgäld:tomträtt
    medlemsavgifterna:medlem medlemsavgifterna:avgift revisionsberättelse:revision
    verksamhetsberättelsen:verksamhet valnämndens:nämnd patientnämnden:nämnd lantbruksnämnd:nämnd
    alingsåsmodellen:modell kommunhuset:hus stadshus:stad städbolag:bolag ägardirektivet:ägare
    uppföljningsplanens:uppföljning statsbidraget:bidrag regionfullmäktige:region
    dataskyddsombud:dataskydd delegationsbeslut:delegation delegationsbeslut:beslut
    samverkansformer:form parkeringsnorm:parkering vårdnadsutredning:utredning vårdcentralerna:vård
    hastighetsbegränsning:hastighet föräldrastöd:förälder veckoschema:vecka
    centrumutveckling:centrum centrumutveckling:utveckling museibesök:museum länsstyrelsens:län
    lantmäterimyndighet:myndighet krisledningsnämnd:kris krisledningsnämnd:nämnd
    processledare:process projektledarens:projekt utförarmodellen:utförare
    handläggarrutin:handläggare deltagarenkät:enkät deltagarenkät:deltagare
"""
# Words that hold others by chance
WHOLE = """
    sjukdom barndom ungdomlig populärare impopulärare genvägar bakvägarna personlighet överskattar
    underskattad planlagt lovprisat blomstrandet demokratisera diagnostiserad prognostisera
    programmerade intresserade vikarierade kasserade besvärjelse hemmaplan rättvisa vårdslöshet
    markerade formella kontrollerade finansierad planerad organiserad ordinarie informera
    kommunicera arkivera registreras reviderad motiverade parallellt partiell statliga rättsliga
    arbetade målade stadigvarande personligen dagligen tidigare förstnämnda sistnämnd
    angelägenheterna sammanställningar framställning föreställningens inställningen avhandlingar
    bägare jägarna fingersättning medeltiden hemmanet målsman efterfrågan plattformar tillgången
    upplaga anlagt uppenbarligen beslutade besluta nämligen nämnda antagande allmänhet medverkan
    medan månaderna minuten protokollet kommunens regionerna nämnderna styrelsens ordföranden
    ledamöterna avtalen förbundets möjligheten verkligheten sammanfattning förutsättningarna
    ytterligare innebär framgår yttrande överläggning tillsammans samtliga enligt därmed eventuella
    respektive gällande föregående aktuella nuvarande kompletterande undantag utveckla genomföra
    förbättra fastställa godkänna bevilja avslår bifaller återkomma ansvara ansvarar besvara
    tilldela behandlas beviljades finansiella ekonomiska politiska sociala kommunala regionala
    nationella
"""


def _pairs() -> list[tuple[str, str]]:
    return [(word, part) for word, _, part in (each.partition(":") for each in COMPOUNDS.split())]


@pytest.mark.parametrize(("word", "part"), _pairs())
def test_a_compound_is_found_by_its_part(word, part):
    assert part in parts(word)


@pytest.mark.parametrize("word", WHOLE.split())
def test_a_word_that_is_no_compound_is_left_whole(word):
    assert parts(word) == ()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ledamöternas", "ledamot"),
        ("städer", "stad"),
        ("reglerna", "regel"),
        ("frågor", "fråga"),
        ("taxorna", "taxa"),
        ("huvudmännen", "huvudman"),
        ("numret", "nummer"),
        ("medlen", "medel"),
        ("lärarnas", "lärare"),
        ("badhuset", "badhus"),
        ("samverkansavtalens", "samverkansavtal"),
        ("alingsås", "alingsås"),
    ],
)
def test_a_form_is_led_back_to_its_word(word, expected):
    assert base(word) == expected


def test_what_two_parts_make_together_is_found_too():
    assert "byggnadsnämnd" in parts("byggnadsnämndsordförande")
    assert "samverkansavtal" in parts("samverkansavtalsmodellen")


def test_vowels_with_rings_and_dots_are_letters_of_their_own():
    assert parts("matskola") == ("mat", "skola")
    assert parts("måtskola") != parts("matskola")
    assert "råd" not in parts("ungdomsrad")


def test_a_word_is_indexed_by_its_base_where_its_ending_hides_it():
    assert indexed("ledamöter") == ("ledamot",)
    assert indexed("nämnd") == ()


def test_the_parts_of_a_text_are_told_once():
    told = parts_of_text("Överförmyndarnämnden och ÖVERFÖRMYNDARNÄMND, Finsam-avtalet").split()
    assert told == ["överförmyndare", "nämnd", "överförmyndarnämnd", "avtal"]


def test_every_form_of_the_lexicon_is_in_small_letters_and_long_enough():
    assert all(form == form.lower() and len(form) >= 2 for form in lexicon())


def test_a_word_of_words_without_end_is_left_whole_at_once():
    """Seven words as one: were every way to split it tried, this would not end."""
    assert (
        parts("dagslagslagslagslagslagslagslagslagslagslagslagslagslagslagslagslagslagslagsxq")
        == ()
    )


@given(st.text(st.sampled_from("abdefgiklmnorstuvyåäö-"), max_size=40))
def test_any_row_of_letters_can_be_asked_for(word):
    assert all(parts(word))
    assert len(parts(word)) <= len(word)


@given(
    st.sampled_from([w for w in sorted(set(lexicon().values())) if len(w) > 2]),
    st.sampled_from(["nämnden", "avtalet"]),
)
def test_a_word_of_the_field_is_found_before_another(first, last):
    told = parts(f"{first}s{last}")
    assert {"nämnd", "avtal"} & set(told)
