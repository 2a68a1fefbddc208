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
		return stopFrench[unelided(w, "fr")]
	case "es":
		return stopSpanish[w]
	case "it":
		return stopItalian[unelided(w, "it")]
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
	stopGerman = set(`der die das den dem des ein eine einen einem einer eines und oder dass ob wenn als wie da weil damit sodass also auch noch schon nur doch ja mal eben denn aber dann so
		ist sind war waren bin bist sein gewesen wird werden wurde wurden worden geworden hat haben hatte hatten habe hast kann konnen konnte soll sollen sollte muss mussen musste
		darf durfen will wollen wollte wurde mochte lasst lassen geht gehen macht machen tut tun
		ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen sich man mein dein unser euer seine ihre seinen ihren seiner ihrer jemand etwas
		dieser diese dieses diesem diesen jener jene welcher welche welches wer was wo hier dort dabei dadurch dafur damit daran darauf daraus darin davon dazu wobei wodurch womit woran worin
		von zu in im ins an am auf bei beim mit fur um aus zum zur vom durch uber als zb bzw usw dh zb eigentlich einfach sogenannt sogenannte`)
	stopFrench = set(`le la les un une des du de et ou que qui dont ou lequel laquelle lesquels comme si quand lorsque puisque parce car donc mais aussi encore deja tres bien alors ainsi
		est sont etait etaient etre ete suis es sera seront soit ont avait avaient avoir ai as eu peut peuvent pouvoir doit doivent devoir faut fait font faire va vont aller
		je tu il elle on nous vous ils elles me te se moi toi lui leur leurs mon ma mes ton ta tes son sa ses notre nos votre vos y en
		ce cet cette ces cela ca ceci celui celle ceux celles quelque quelqu'un quelques qqch quoi quel quelle
		a au aux dans par pour sur avec chez vers ex etc exemple fait lors afin`)
	stopSpanish = set(`el la los las lo un una unos unas y e o u que quien quienes cual cuales cuyo como si cuando porque pues pero tambien ya muy asi entonces
		es son era eran ser sido soy eres fue fueron sea esta estan estar estaba ha han haber habia hay puede pueden poder debe deben deber hace hacer tiene tienen tener va van ir
		yo tu usted ella ellos ellas nosotros me te se nos le les mi mis su sus nuestro nuestra
		este esta esto estos estas ese esa eso esos esas aquel aquello alguien algo alguno alguna algunos algunas
		de del a al en con por para ej etc ejemplo decir`)
	stopItalian = set(`il lo la i gli le un uno una e ed o od che chi cui quale quali come se quando perche poiche quindi ma anche ancora gia molto cosi allora
		sono era erano essere stato stata sia ha hanno avere aveva ho hai puo possono potere deve devono dovere fa fanno fare va vanno
		io tu lui lei noi voi loro mi ti si ci vi ne suo sua suoi sue mio mia nostro vostro
		questo questa questi queste quello quella quelli quelle qualcuno qualcosa
		di del dello della dei degli delle a al allo alla ai agli alle da dal dallo dalla dai dagli dalle in nel nello nella nei negli nelle con col per su sul sullo sulla sui sugli sulle esempio cioe`)
)
