package grade

import (
	"slices"
	"strings"
)

// role is what a word does in an answer, beside what it means.
type role uint8

const (
	content  role = iota
	function      // holds the sentence together
	vague         // fits anything: thing, something, get
	negating      // turns what follows it around
	joining       // and: between items
	light         // content that tells little: degree, certain, form
)

var roles = func() map[string]role {
	m := make(map[string]role, 400)
	// In this order: a word of two lists does what the first says.
	for _, l := range []struct {
		does role
		list string
	}{
		{negating, `niet niets geen nooit zonder noch nergens niemand geenszins nie ni geeneen
			not no never without neither nor none nothing cannot dont doesnt didnt isnt arent wasnt werent hasnt havent wont cant couldnt
			nicht kein keine keinen nie ohne ne pas sans jamais sin nunca`},
		{joining, `en and und et y plus alsook alsmede`},
		{vague, `iets ding dingen zaak zaken gewoon soort manier something thing things stuff kind way
			doen doet gaan gaat maken maakt krijgen krijgt hebben heeft komen komt worden wordt zijn is
			do does make makes get gets have has go goes goed good belangrijk important`},
		{light, `mate bepaald bepaalde verschillende verschillend diverse vorm vormen proces processen wijze aantal aantallen geheel deel delen onderdeel onderdelen aard wijzen
			bepalen specifiek specifieke algemeen algemene zin gebied vlak kader basis manieren hulp gevolg middel doel doeleinden situatie feit aanwezig mogelijk mogelijke sprake groot grote
			bestaan bestaat bevat bevatten vormt vormen zorgt zorgen geeft geven gegeven gebruikt gebruiken gebruik krijgt ontstaat ontstaan vindt plaats plaatsvinden gebeurt blijft blijven staat staan komt brengt iemand mensen persoon personen
			degree certain various different form forms process way number part parts general specific particular type types kind case use uses used using make made give gives given take takes become becomes occur occurs happens exist exists people person someone`},
		{function, `ongeveer circa ca rond ruim bijna about roughly approximately around almost nearly
			de het een t n d der den des ie je jij u uw ge gij gy jouw jullie we wij ons onze men ik mij me mijn hij zij ze hem haar hun zijn m r
			dit dat deze die da dees er hier daar waar wat wie welke welk hoe waarin waarvan waarbij waarmee waarop waaraan waarvoor waardoor erop eraan erin ervan ermee erbij daarbij daarmee hierbij hierop daarop daardoor daarna daarvoor
			van voor door aan op in uit met bij naar om te tot over onder tussen tegen tijdens binnen per als dan of maar want dus toch ook nog al wel zo zelf zich
			ben bent was waren wordt worden werd werden geworden is zijn heeft hebben had hebt heb zal zullen zou zouden kan kunnen kon moet moeten mag mogen wil willen ga gaat gaan laat laten doet doen
			omdat zodat waneer wanneer terwijl toen indien hoewel bv bijv bijvoorbeeld zoals namelijk eigenlijk gewoon beetje even eens heel erg zeer echt soms etc enz enzovoort oftewel ofzo denk vind volgens betekent noemt noemen heet sprake vooral bepaald bepaalde
			the a an of to in on at by for with from as that which who whom whose this these those it its they them their he she his her you your we our us i my me
			is are was were be been being am has have had do does did will would shall should can could may might must
			and or but so if than then there here what when where how why because while also just very really about into onto upon such e g eg ie like called means mean
			der die das dem den des ein eine einen und oder von zu im ist sind la le les un une des du de et ou est el los las una y o es en`},
	} {
		for w := range strings.FieldsSeq(l.list) {
			if _, ok := m[w]; !ok {
				m[w] = l.does
			}
		}
	}
	for w := range strings.FieldsSeq("is zijn heeft hebben wordt worden doet doen gaat gaan does do have has gewoon") {
		m[w] = function
	}
	return m
}()

// Sayings that stand for no answer at all, or only for a part of one.
var dontKnow = sayings{
	plain: newPhrases(
		"weet ik niet", "weet ik ni", "weet het niet", "weet t niet", "geen idee", "geen flauw idee", "kom ik nie op", "kom ik niet op",
		"weet ik nooit", "ben ik kwijt", "ben ik vergeten", "no idea", "no clue", "idk", "can't remember", "cant remember", "dunno",
		"weiß ich nicht", "keine ahnung", "je ne sais pas", "no lo sé", "no sé",
	),
	ofSelf: newPhrases(
		"weet niet", "niet geleerd", "niet meer zeker", "kwijt", "vergeten", "dont know", "don't know", "do not know", "forgot",
	),
}

// Orders to the judge: they are no part of an answer.
var orders = sayings{
	plain: newPhrases("system:", "systeem:", "punten aub", "juist rekenen", "goed rekenen"),
	ofSelf: newPhrases(
		"negeer", "ignore", "disregard", "verdict", "markeer", "mark this", "mark it", "keur dit", "goedgekeurd", "reken het", "reken dit",
		"geef me", "give me", "op juist", "als juist", "als correct", "as correct", "is correct", "instructies", "instructions",
		"correct answer", "juiste antwoord",
	),
}

// aboutSelf are the words with which learners speak of themselves, of their
// answer and to the judge. What such a clause says is not about the subject.
var aboutSelf = func() map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(`ik ben heb was zou moet kan het dat die dit t de een er wat iets en maar dus of nog ff even echt eerlijk gezegd
		helemaal meer eerste tweede derde vierde vijfde laatste andere rest naam woord twee drie vier sorry euh uh hmm ni niet alleen
		i im i'm i've have it that this the a an of one ones two three others other last first second third fourth name word
		really honestly just totally what but and so not already
		aub alsjeblieft gewoon please kun je jij u mijn my me your jouw answer antwoord mark markeer reken keur ignore negeer all alle
		previous vorige above hierboven following volgende instructions instructies rules regels card kaart can you now nu is are be als as final finale verdict correct juist goed give geef`) {
		m[w] = true
	}
	return m
}()

// Words behind which a learner takes back what he said before.
var takenBack = newPhrases(
	"nee wacht", "neen wacht", "of nee", "of neen", "nee sorry", "ik bedoel", "wacht nee", "no wait", "wait no", "i mean", "scratch that", "sorry ik bedoel", "nee toch", "actually no",
	".. nee", "… nee", "..nee", "…nee", ", nee,", ", nee:", ".. no", "… no", "...no", ", no,", ".. nein", ", nein,", ".. non", ", non,",
)

// besides is all that a learner may say beside what is about the subject.
var besides = newPhrases(slices.Concat(dontKnow.plain.all, dontKnow.ofSelf.all, orders.plain.all, orders.ofSelf.all, takenBack.all)...)
