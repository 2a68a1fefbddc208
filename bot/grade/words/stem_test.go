package words

import (
	"strings"
	"testing"
)

// families are words with one stem, a line each.
const dutchFamilies = `
huis huizen huisje huisjes
klant klanten
brief brieven briefje
koop koopt kopen kocht gekocht
verkoop verkopen verkoopt verkocht
kop koppen
plan plannen
plant planten plantje
werk werkt werken werkte werkten gewerkt werkend werkende
groot grote
actief actieve
hoog hoge
lief lieve
methode methoden methodes
waarde waarden waardes
ziekte ziektes ziekten
proces processen
systeem systemen
segmenteren segmenteert gesegmenteerd segmenteerde gesegmenteerde
opbouwen opgebouwd opbouwt
mogelijkheid mogelijkheden
bacterie bacteriën
industrie industrieën
idee ideeën
auto auto's
criterium criteria
kind kinderen
bepalen bepaald bepaalt bepaalde
geven geeft gaf
gegeven gegevens
dag dagen
weg wegen
product producten
dienst diensten
markt markten
doelgroep doelgroepen
bedrijf bedrijven
persoon personen
functie functies
kost kosten
relatie relaties
behoefte behoeften behoeftes
prijs prijzen
verschil verschillen
aantrekken aangetrokken
behouden behoudt behield
verhogen verhoogt verhoogd
verlagen verlaagt verlaagd
orgaan organen
motor motoren
leven leeft leefde
atoom atomen
cel cellen
eiwit eiwitten
meten gemeten meet
vlak vlakke vlakken
belangrijk belangrijke
kans kansen
mens mensen
lange lang
gebruik gebruiken gebruikt gebruikte
nodig nodige
verkrijgen verkregen verkrijgt
voorspellen voorspelt voorspeld
beïnvloeden beïnvloedt beïnvloed
herkennen herkent herkend
kennen kent gekend kende
vaststellen vastgesteld
zoogdier zoogdieren
onderzoek onderzoeken onderzocht
leverancier leveranciers
concurrent concurrenten
ondernemen onderneemt ondernomen
lening leningen
interesse interesses
wens wensen
test testen tests
trend trends
response responses
database databases
schaal schalen
fase fasen fases
gas gassen
boom bomen
bom bommen
kracht krachten
lichaam lichamen
recht rechten
wet wetten
feit feiten
straf straffen
stof stoffen
vragen vraagt vroeg gevraagd
levert leveren geleverd leverde
reageren reageert gereageerd reageerde
stijgen stijgt gestegen
dalen daalt gedaald daalde
toenemen toegenomen
gezond gezonde
zon zonnen
gemeente gemeenten gemeentes
termijn termijnen
transactie transacties
aankoop aankopen
aantal aantallen
loyaal loyale
trouw trouwe
individueel individuele
variant varianten
netwerk netwerken
sterft sterven stierf gestorven
vis vissen
golf golven
regel regels regelen
maatregel maatregelen
middel middelen
reden redenen
rede redes
ruimte ruimtes ruimten
oorzaak oorzaken
gevolg gevolgen
partij partijen
wijze wijzen
uitgave uitgaven uitgaves
opgave opgaven
zaak zaken
taak taken
last lasten
bank banken
smaak smaken
ligt liggen lag gelegen
hogere hoger
ontstaan ontstaat ontstond
bestaan bestaat bestond
bestand bestanden
opslaan opgeslagen
strategie strategieën
doel doelen
medewerker medewerkers
leerling leerlingen
afnemer afnemers
oplossing oplossingen oplossinge
oplossen opgelost oplost
vergelijken vergeleken vergelijkt vergeleek
ontwikkelen ontwikkelt ontwikkeld ontwikkelde
veranderen verandert veranderd veranderde
wandelen wandelt gewandeld
studeren studeert gestudeerd
analyseren analyseert geanalyseerd
bewaren bewaart bewaard
sturen stuurt gestuurd stuurde
beheren beheert beheerd
eisen eis
dieren dier
moleculen molecuul molecule
elementen element
wortel wortels
blad bladeren
temperatuur temperaturen
oppervlak oppervlakken
hart harten
bloedvat bloedvaten
land landen
belasting belastingen
overeenkomst overeenkomsten
schuld schulden
eigenaar eigenaars eigenaren
koning koningen
oorlog oorlogen
verdrag verdragen
burger burgers
soldaat soldaten
staat staten
stad steden
kolonie kolonies koloniën
revolutie revoluties
fabriek fabrieken
arbeider arbeiders
router routers
pakket pakketten
protocol protocollen
adres adressen
laag lagen
poort poorten
server servers
verbinden verbindt verbonden
verzenden verzonden verzendt
bit bits
apparaat apparaten
gebruiker gebruikers
broeikasgas broeikasgassen
smelten smelt gesmolten
vrij vrije
duur dure
zwaar zware
dik dikke
blauw blauwe
nieuw nieuwe
positief positieve
negatief negatieve
stijve stijf
boos boze
besluit besluiten besloot besloten
bezoeken bezoekt bezocht
ontvangen ontvangt ontving
toepassen toegepast toepast
meedelen meegedeeld
opnemen opgenomen opneemt
afstoten afgestoten
loon lonen
inkomen inkomens
vermogen vermogens
uitgeven uitgegeven
teken tekens
tekenen tekent getekend
nemen neemt nam genomen namen
streven streeft gestreefd
volgen volgt gevolgd volgde
regelen geregeld regelt
handelen handelt gehandeld
verdelen verdeelt verdeeld verdeelde
deel delen
spel spellen
spelen speelt gespeeld
ras rassen
muis muizen
gans ganzen
reis reizen
analyse analyses
crisis crises
these thesen
arts artsen
toets toetsen
cijfer cijfers
getal getallen
breuk breuken
hoek hoeken
lijn lijnen
zijde zijden zijdes
zijn is
stem stemmen
bekend bekende
vriend vrienden
avond avonden
maand maanden
agent agenten
patiënt patiënten
cliënt cliënten
ouder ouders
moeder moeders
broer broers
docent docenten
boek boeken
`

const englishFamilies = `
customer customers
company companies
use using used uses
making make made makes
stop stopped stopping stops
run running ran
analyse analyze analysed analyzing
organisation organization organisations
colour colors
process processes processing
box boxes
wolf wolves
study studies studied studying
hope hoping hoped
hop hopping hopped
plan planned planning plans
travel travelled travelling
need needs needed
selling sold sells
increase increasing increases
poisoning poison
acquire acquired acquiring
base bases
thing things
produce produced producing
dies die died dying
decompose decomposed
`

func TestStemJoins(t *testing.T) {
	for lang, families := range map[string]string{"nl": dutchFamilies, "en": englishFamilies} {
		for line := range strings.Lines(families) {
			words := strings.Fields(line)
			for i := range words {
				if got, want := new(Book).Stem(words[i], lang), new(Book).Stem(words[0], lang); got != want {
					t.Errorf("%s %s: stem %q, but %s has %q", lang, words[i], got, words[0], want)
				}
			}
		}
	}
}

func TestStemParts(t *testing.T) {
	for _, row := range []struct{ lang, a, b string }{
		{"nl", "kop", "koop"}, {"nl", "kopen", "koppen"}, {"nl", "bommen", "bomen"}, {"nl", "plan", "plant"},
		{"nl", "kopen", "verkopen"}, {"nl", "klant", "klan"}, {"nl", "retentie", "detentie"}, {"nl", "waarde", "waar"},
		{"nl", "gezond", "zon"}, {"nl", "kans", "kan"}, {"nl", "mens", "men"}, {"nl", "maand", "maan"}, {"nl", "kost", "kos"},
		{"nl", "gewicht", "wicht"}, {"nl", "geweld", "wel"}, {"nl", "verhogen", "verlagen"}, {"nl", "intern", "extern"},
		{"en", "poisonous", "poisoning"}, {"en", "hoped", "hopped"}, {"en", "news", "new"}, {"en", "thing", "th"},
		{"en", "species", "specie"}, {"en", "sing", "s"}, {"en", "increase", "decrease"},
	} {
		if s := new(Book).Stem(row.a, row.lang); s == new(Book).Stem(row.b, row.lang) {
			t.Errorf("%s: %s and %s share the stem %q", row.lang, row.a, row.b, s)
		}
	}
}

func TestKinship(t *testing.T) {
	b := new(Book)
	for _, row := range []struct {
		lang, a, b string
		related    bool
	}{
		{"nl", "segmentatie", "segmenteren", true}, {"nl", "segmentering", "segment", true}, {"nl", "acceptatie", "accepteren", true},
		{"nl", "product", "productie", true}, {"nl", "producent", "produceren", true}, {"nl", "selectie", "selecteren", true},
		{"nl", "mogelijk", "mogelijkheid", true}, {"nl", "ontwikkeling", "ontwikkelen", true}, {"nl", "voorspelling", "voorspellen", true},
		{"nl", "communicatie", "communiceren", true}, {"nl", "identificatie", "identificeren", true}, {"nl", "actief", "activiteit", true},
		{"nl", "meten", "meting", true}, {"nl", "staken", "staking", true}, {"nl", "deelbaar", "delen", true}, {"nl", "behandelbaar", "behandelaar", true},
		{"nl", "verhuurder", "verhuren", true}, {"nl", "democratisch", "democratiseren", true}, {"nl", "digitaal", "digitaliseren", true}, {"nl", "investeerder", "investering", true},
		{"en", "pay", "payment", true}, {"en", "global", "globalisation", true},
		{"nl", "digitalisering", "digitaliseren", true}, {"nl", "wettelijk", "wetboek", false}, {"nl", "acceptatie", "acquisitie", false},
		{"nl", "klant", "klacht", false}, {"nl", "retentie", "detentie", false}, {"nl", "waardeloos", "waardevol", false},
		{"en", "segmentation", "segmenting", true}, {"en", "predict", "prediction", true}, {"en", "create", "creation", true},
		{"en", "produce", "production", true}, {"en", "manage", "management", true}, {"en", "careless", "careful", false},
		{"en", "poison", "position", false},
	} {
		got := Kinship(b.Form(row.a, row.lang), b.Form(row.b, row.lang))
		if (got > 0) != row.related || got == 1 {
			t.Errorf("%s, %s: kinship %v", row.a, row.b, got)
		}
	}
	if got := Kinship(b.Form("huizen", "nl"), b.Form("huis", "nl")); got != 1 {
		t.Errorf("huizen, huis: kinship %v, want 1", got)
	}
}

func BenchmarkForm(b *testing.B) {
	for b.Loop() {
		new(Book).Form("gesegmenteerde", "nl")
	}
}
