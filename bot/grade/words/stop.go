package words

// Stop tells whether word only holds a sentence together (the, of, worden).
// Negations, quantities, directions and comparisons (niet, all, naar, more) are
// never stop words. Without a known language those of Dutch and English count.
func Stop(word, lang string) bool {
	w := Fold(word)
	switch base(lang) {
	case "nl":
		return stopDutch[w]
	case "en":
		return stopEnglish[w]
	case "de":
		return stopGerman[w]
	case "fr":
		return stopFrench[w]
	case "es":
		return stopSpanish[w]
	}
	return stopDutch[w] || stopEnglish[w]
}

var (
	stopDutch = set(`de het een 't 'n en of die dat dit deze wat welke welk waar hoe wie er hier daar dan dus ook nog al wel maar want omdat
		zodat als toen terwijl indien is zijn was waren ben bent wordt worden werd werden geworden heeft hebben had hebt heb hadden
		kan kunnen kunt kon zal zullen zou zouden mag mogen moet moeten wil willen gaat gaan doet doen laat laten komt
		ik je jij jouw u uw ge gij hij zij ze wij we jullie hen hun haar hem mij me ons onze mijn zich zichzelf men iemand iets
		van in op aan bij om te tot voor met over door uit ten ter als zoals namelijk bijvoorbeeld bv bijv o.a. oa enz etc dmv mbt ivm ipv
		waarbij waarin waarmee waarvan waarop waardoor waaruit waarvoor hierbij hierin hiermee daarbij daarin daarmee daarvoor daarvan ervan
		erbij ermee erin ervoor hiervan hierdoor daardoor eigenlijk gewoon even eens soort zo'n zelf eigen zo toch eh hmm denk`)
	stopEnglish = set(`the a an and or of to in on at by for with from as is are was were be been being am has have had having do does did
		will would can could may might shall should must that this these those which who whom whose what where when how why there here
		it its it's he she they them their his her him you your we our us i my me one so such also then than thus too very just
		but if because while about into onto via etc eg ie like some any something someone let lets get gets`)
	stopGerman  = set(`der die das den dem des ein eine einen einem einer und oder von zu in im am an auf mit fur ist sind war wird werden hat haben es er sie wir ihr ich du dass als auch sich bei aus zum zur`)
	stopFrench  = set(`le la les l' un une des du de d' et ou a au aux en dans par pour sur avec est sont etait il elle ils elles on je tu nous vous que qui ce cette ces se sa son ses`)
	stopSpanish = set(`el la los las un una unos unas y o de del a al en con por para es son era se su sus que lo le les yo tu nosotros este esta`)
)
