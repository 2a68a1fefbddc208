package grade

import "strings"

// rolesAbroad are what words do in other languages where that is not what they
// do in Dutch or English: noch denies in Dutch and is "still" in German, ne
// denies nothing beside pas.
var rolesAbroad = map[string]map[string]role{
	"de": rolesOf(map[role]string{
		negating: `nicht nichts nie niemals niemand nirgends nirgendwo weder kein keine keinen keinem keiner keines ohne`,
		joining:  `und sowie`,
		vague:    `etwas ding dinge sache sachen machen macht tun tut haben hat kommen kommt gehen geht bekommen bekommt gut wichtig`,
		light: `art arten form formen prozess vorgang teil teile anzahl weise bestimmt bestimmte bestimmten bestimmter verschieden verschiedene allgemein allgemeine
			mensch menschen person personen jemand bestehen besteht enthalten entstehen entsteht geben gibt bleiben bleibt gross grosse moglich hilfe folge ziel`,
		function: `noch ne ni no sin pas`,
		content:  `not boot rat gift hell kind rock bald`,
	}),
	"fr": rolesOf(map[role]string{
		negating: `pas non jamais rien aucun aucune sans ni nullement guere`,
		joining:  `et ainsi`,
		vague:    `chose choses truc faire fait avoir bon bonne important importante`,
		light: `forme formes type types processus partie parties nombre maniere facon certain certaine certains certaines different differente differents differentes general generale
			personne personnes gens exister existe contenir contient donner donne rester reste grand grande possible aide effet`,
		function: `ne n en y`,
		content:  `an ans main or son the plus but fort zone dire nie noch`,
	}),
	"es": rolesOf(map[role]string{
		negating: `no nunca jamas sin tampoco ni`,
		joining:  `y e`,
		vague:    `algo cosa cosas hacer hace tener tiene bueno buena importante`,
		light: `forma formas tipo tipos proceso parte partes numero manera cierto cierta ciertos diferente diferentes general
			persona personas gente existir existe contener contiene dar da quedar grande posible ayuda efecto`,
		function: `en ne de`,
		content:  `pas once dos sans nie noch`,
	}),
	"it": rolesOf(map[role]string{
		negating: `non mai senza nessuno nessuna nemmeno neppure`,
		joining:  `e ed`,
		vague:    `qualcosa cosa cose fare fa avere ha buono buona importante`,
		light: `forma forme tipo tipi processo parte parti numero modo certo certa certi diverso diversa diversi generale
			persona persone gente esistere esiste contenere contiene dare rimanere grande possibile aiuto effetto`,
		function: `ne o`,
		content:  `pas sin sans nie noch`,
	}),
}

func rolesOf(lists map[role]string) map[string]role {
	m := make(map[string]role)
	for does, list := range lists {
		for w := range strings.FieldsSeq(list) {
			m[w] = does
		}
	}
	return m
}

// does tells what a folded word does in a text of a language.
func does(word, lang string) role {
	if len(lang) > 1 {
		if does, ok := rolesAbroad[lang[:2]][word]; ok {
			return does
		}
	}
	return roles[word]
}

// isOr tells whether a word offers a choice; French "où" is where.
func isOr(word, lang string) bool {
	switch word {
	case "of", "or", "oder", "ou":
		return true
	case "o":
		return strings.HasPrefix(lang, "es") || strings.HasPrefix(lang, "it")
	}
	return false
}
