package words

import "strings"

// Split cuts a compound into its parts, without the letters that bind them:
// klantenwaarde is klanten and waarde, verkoopsgesprek is verkoop and gesprek.
// A word that is no compound comes back whole, alone. The parts are folded.
func (b *Book) Split(word, lang string) []string {
	return split(Fold(word), base(lang))
}

func split(w, lang string) []string {
	if lang == "en" && english.has(w) || lang != "en" && english.has(w) && !dutch.has(w) || len(w) > longest {
		return []string{w}
	}
	if parts := cut(w, lang, 4); len(parts) > 1 && parts[0] != parts[1] {
		return parts
	}
	return []string{w}
}

// cut finds the parts of w, at most most of them, or nil. It takes the longest
// last part first, since the last part carries the meaning, and then looks
// whether that has parts itself.
func cut(w, lang string, most int) []string {
	for i := 3; i <= len(w)-3 && most > 1; i++ {
		head, tail := w[:i], w[i:]
		if !part(tail, lang) || noTail[tail] || len(tail) == 3 && i < 5 {
			continue
		}
		if left := first(head, lang, most-1); left != nil {
			return append(left, cutWhole(tail, lang, most-len(left))...)
		}
	}
	return nil
}

func cutWhole(w, lang string, most int) []string {
	if parts := cut(w, lang, most); parts != nil {
		return parts
	}
	return []string{w}
}

// first reads the beginning of a compound, which may end in a binding -s.
func first(head, lang string, most int) []string {
	bare, bound := strings.CutSuffix(head, "s")
	switch {
	case noHead[head]:
		return nil
	case bound && len(bare) > 3 && part(bare, lang) && !noHead[bare] && !strings.HasSuffix(bare, "e"):
		return cutWhole(bare, lang, most)
	case part(head, lang):
		return cutWhole(head, lang, most)
	}
	return nil
}

// part tells whether w can be part of a compound.
func part(w, lang string) bool {
	if len(w) < 4 {
		return shortParts[w]
	}
	return known(w, lang) || lang != "en" && len(w) > 4 && english.has(w)
}

// shortParts are the words of three letters that compounds are made of.
var shortParts = set(`wet cel gas dag zee lid ijs eis arm oog mol nek kip vis koe hof bus web app eeg kas
bod doel dna rna gen atp ijk bed bad bos eis hak hut jas kam kop lak lip log map mix net nut pak pad pan pen
pit pol pop pot put rol rug rek set sok spa ski stad taal tip top tuin vak vat vet weg wol zak ziel zin zon
uur vee sap sms ict crm seo roi`)

// noTail are words that at the end of a longer word are mostly an ending.
var noTail = set(`heid lijk loos baar ster eren ling isme aren atie teit elen ting ding ring king sten eer eren
ende ende end ers ing ingen enaar eraar iger heden elijk elijke loze bare matig matige ieel ioneel ant ent ente
entie antie aal ale isch ische ief ieve iek ieken ist isten tie ties sie sies tent tant tuur teur teuren eur ment
menten heel hele test teste ster sters tel telen tekend ren rende rend eerd eerde steen sen nis nissen
schap rijk line ment tale nale rale kele cent vorm
over onder voor aan door`)

// noHead are words that at the beginning of a longer word are mostly a prefix.
var noHead = set(`over onder voor door aan achter tegen boven binnen buiten samen terug toe uit weg vast mee
voort voors waar open neer naar naast tussen rond goed vrij hoog laag even zelf mede niet heel veel meer alle elke
inter intra extra super hyper micro macro multi poly mono anti semi post trans contra pseudo quasi
non con com per pro pre sub dis mis her ver ont geen deze wel`)
