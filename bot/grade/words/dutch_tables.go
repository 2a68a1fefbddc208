package words

// dutchPrefixes begin verbs; all but the first line part from them.
var dutchPrefixes = []string{
	"be", "ver", "ont", "her", "onder", "over",
	"aan", "achter", "af", "bij", "binnen", "buiten", "deel", "door", "goed", "in", "los", "mee",
	"na", "neer", "om", "open", "op", "plaats", "samen", "tegen", "terug", "toe", "tot", "uit",
	"vast", "voor", "voort", "vrij", "waar", "weg", "recht", "achteruit", "vooruit", "tegemoet", "overeen",
}

// dutchForms are inflected forms that no rule finds, and their stems.
var dutchForms = pairs(`
ben zijn, bent zijn, is zijn, was zijn, waren zijn, geweest zijn, zijn zijn, wees zijn
heb hebben, hebt hebben, heeft hebben, had hebben, hadden hebben, gehad hebben, hebben hebben
kan kunnen, kunt kunnen, kon kunnen, konden kunnen, kunnen kunnen, gekund kunnen
zal zullen, zult zullen, zou zullen, zouden zullen, zullen zullen
mag mogen, mocht mogen, mochten mogen, mogen mogen
wil willen, wilt willen, wou willen, wilde willen, wilden willen, willen willen
moet moeten, moest moeten, moesten moeten, moeten moeten
word worden, wordt worden, werd worden, werden worden, geworden worden, worden worden
ga ga, gaat ga, gaan ga, ging ga, gingen ga, gegaan ga
doe doe, doet doe, doen doe, deed doe, deden doe, gedaan doe
sta sta, staat staat, staan sta, stond sta, stonden sta, gestaan sta
zie zie, ziet zie, zien zie, zag zie, zagen zie, gezien zie
sla sla, slaat sla, slaan sla, sloeg sla, geslagen sla
komt kom, komen kom, kwam kom, kwamen kom, gekomen kom
weet weet, weten weet, wist weet, wisten weet, geweten weet
leven leef, leeft leef, leefden leef, geleefd leef, levens leef
steden stad, leden lid, schepen schip, smeden smid, ledematen lidmaat
kinderen kind, eieren ei, bladeren blad, liederen lied, goederen goed, volkeren volk, raderen rad, kalveren kalf, runderen rund, gelederen gelid, beenderen been, hoenderen hoen
koeien koe, vlooien vlo, lui lui, knieen knie, zeeen zee, ideeen idee
musea museum, criteria criterium, media media, data data, stadia stadium, honoraria honorarium
politici politicus, historici historicus, musici musicus, technici technicus, chemici chemicus
zichzelf zich, hun hun, haar haar, deze dit, die dat
meer meer, meest meest, meeste meest, beter goed, best goed, beste goed, minder minder, minst minst
mensen mens, meisje meisje, meisjes meisje, beetje beetje, enige enige, ene een
data data, gegevens gegeven, gegeven gegeven, loyale loyaal, loyaal loyaal
waarde waard, waarden waard, waardes waard, waard waard
orde orde, orden orde, ordes orde, einde eind, eind eind, einden eind
reden reden, redenen reden, leiding leiding, bende bende
uitgaven uitgaf, uitgave uitgaf, opgaven opgaf, opgave opgaf, bijlagen bijlaag, lagen laag
vergeleken vergelijk, vergeleek vergelijk, broers broer, crises crisis, uitgegeven uitgef, zijden zijd, inkomen inkomen
eigen eigen, andere ander, anderen ander, eerste eerste, laatste laatste
samen samen, tegen tegen, tussen tussen, binnen binnen, boven boven, buiten buiten, beneden beneden, alleen alleen
zeven zeven, negen negen, dozijn dozijn, miljoenen miljoen, miljarden miljard
`)

// strongDutch are the forms of strong verbs, without the prefixes.
var strongDutch = pairs(`
kocht koop, kochten koop, gekocht koop, dacht denk, dachten denk, gedacht denk, bracht breng, brachten breng, gebracht breng
zocht zoek, zochten zoek, gezocht zoek, vroeg vraag, vroegen vraag, gaf geef, gaven geef, gegeven gegeven, geven geef
nam neem, namen neem, genomen neem, sprak spreek, spraken spreek, gesproken spreek, brak breek, braken breek, gebroken breek
las lees, lazen lees, gelezen lees, schreef schrijf, schreven schrijf, geschreven schrijf, bleef blijf, bleven blijf, gebleven blijf
dreef drijf, dreven drijf, gedreven drijf, kreeg krijg, kregen krijg, gekregen krijg, steeg stijg, stegen stijg, gestegen stijg
greep grijp, grepen grijp, gegrepen grijp, keek kijk, keken kijk, gekeken kijk, bleek blijk, bleken blijk, gebleken blijk, leek lijk, leken lijk, geleken lijk
wees wijs, wezen wijs, gewezen wijs, prees prijs, geprezen prijs, leed lijd, leden lijd, geleden lijd, sneed snijd, gesneden snijd, reed rijd, reden rijd, gereden rijd, gleed glijd, gegleden glijd
verdween verdwijn, verdwenen verdwijn, scheen schijn, schenen schijn, geschenen schijn
bood bied, boden bied, geboden bied, verloor verlies, verloren verlies, koos kies, kozen kies, gekozen kies, genoot geniet, genoten geniet
sloot sluit, sloten sluit, gesloten sluit, besloot besluit, boog buig, bogen buig, gebogen buig, schoof schuif, geschoven schuif, loog lieg, gelogen lieg, vloog vlieg, gevlogen vlieg, goot giet, gegoten giet, schoot schiet, geschoten schiet
vond vind, vonden vind, gevonden vind, bond bind, bonden bind, gebonden bind, begon begin, begonnen begin, won win, wonnen win, gewonnen win, dwong dwing, gedwongen dwing, sprong spring, gesprongen spring, zong zing, gezongen zing, drong dring, gedrongen dring, klonk klink, geklonken klink, dronk drink, gedronken drink, zonk zink, gezonken zink, schonk schenk, geschonken schenk
trok trek, trokken trek, getrokken trek, vertrok vertrek, zond zend, gezonden zend, trof tref, troffen tref, getroffen tref, wierp werp, wierpen werp, geworpen werp, wierf werf, wierven werf, geworven werf, hielp help, hielpen help, geholpen help, stierf sterf, stierven sterf, gestorven sterf, zwol zwel, gezwollen zwel, smolt smelt, smolten smelt, gesmolten smelt, gold geld, gegolden geld
lag lig, gelegen lig, zat zit, zaten zit, gezeten zit, at eet, aten eet, gegeten eet, mat meet, maten meet, gemeten meet, vergat vergeet, vergeten vergeet, genas genees, genezen genees, bad bid, gebeden bid
liep loop, liepen loop, gelopen loop, riep roep, riepen roep, geroepen roep, liet laat, lieten laat, gelaten laat, sliep slaap, geslapen slaap, hield houd, hielden houd, gehouden houd, viel val, vielen val, gevallen val, ving vang, vingen vang, gevangen vang, hing hang, hingen hang, gehangen hang, blies blaas, geblazen blaas, stootte stoot, gestoten stoot
droeg draag, droegen draag, gedragen draag, sloeg sla, sloegen sla, geslagen sla, groef graaf, gegraven graaf, gevaren vaar, zwoer zweer, gezworen zweer, schiep schep, geschapen schep
deed doe, deden doe, gedaan doe, ging ga, gingen ga, gegaan ga, stond sta, stonden sta, gestaan sta, zag zie, zagen zie, gezien zie, kwam kom, kwamen kom, gekomen kom
gaat ga, gaan ga, doet doe, doen doe, staat sta, staan sta, ziet zie, zien zie, komt kom, komen kom, slaat sla, slaan sla
wist weet, geweten weet, zei zeg, zeiden zeg, gezegd zeg, legde leg, gelegd leg, loste los, lost los, wijst wijs, leidt leid, biedt bied, houdt houd, houden houd, vindt vind, meet meet
mocht mogen, moest moeten, gebouwd bouw, groeide groei, gegroeid groei
`)

// notParticiples look like participles and are not.
var notParticiples = set(`geest geeft geurt geeut genot gerst gezin gebit gebed gebod gezond geld geweld geduld gebied gelid gebod gewicht gezicht gerecht geluid
geslacht gehalte gevecht gedicht geschenk gebit gebergte gezant geheid gemoed bestand verstand verband verbod
bewind beleid gebed bescheid verbond overhead overvloed onderscheid overheid gewond gewest geest geheugd gedrocht gehucht
gemeente gesteente gebeente gedeelte gestalte geboorte gelofte gedachte gezegde gemiddeld beeld bepleit`)

// notPast look like past tenses and are not.
var notPast = set(`waarde bende kunde rede orde aarde liefde schade breedte hoogte diepte lengte ruimte
gedaante dichte rechte lichte slechte vaste eerste derde vierde vijfde zesde tiende einde belofte grootte
helft behoefte behoeften maande koste laste toekomst wonde zonde ronde bode koude ziekte warmte zwakte sterkte voorwaarde meerwaarde methode periode leegte
gemiddelde echte juiste beste laatste meeste kleinste grootste hoogste laagste bekende verschillende`)

// notThird end in a t that is theirs.
var notThird = set(`bericht kunst winst dienst angst komst functiet inhoud gewicht recht licht zicht
plicht tocht macht kracht post rest test best lust kust last mest feest geest vorst doelwit stift schrift gift
kost gunst vast kant punt kost rust vocht lucht zacht echt juist soort munt beurt buurt kaart vaart staart hart
start sport trant talent staat maat raad paard geluk tekst wind feit product aspect project contact effect
bewust gericht markt lijst winkelt poort sort moet goed zout dicht vracht wacht bracht dracht gedrag`)

// notPlural end in -en or -s and are no plurals.
var notPlural = set(`open even eigen teken leven examen gegeven middels proces kans mens kans bewijs prijs
wijs boos hartens basis versus status cursus virus campus consensus nexus focus bonus minus plus crisis thesis
synthese hypothese alles niets iets steeds reeds soms eens anders slechts zelfs onlangs tijdens volgens jegens
wegens krachtens rechtens namens sinds links rechts gas glas kaas huis muis reis eis les mes fles klas tas kas bus vos bos
los as is was dus als ras pas jas gans wens grens lens dans trans romans lichaams massas
tegen tussen boven binnen buiten beneden alleen samen wapen molen keten haven heiden christen laken
deken regen zegen varen aan`)

// shortVowel stems keep a short vowel in the plural, or are commoner as nouns.
var shortVowel = set(`dag weg god hof bad vat bedrag bevel verdrag gebed slot verbod gebod gebrek oorlog oordeel
motor factor sector vector professor auteur regel ander donker moeder vader water wandel handel middel
artikel appel cirkel spiegel model nagel kamer teken adem bodem open reken`)
