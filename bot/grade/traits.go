package grade

// feature numbers one thing that the model looks at.
type feature int

const (
	fTerm feature = iota
	fText
	fList
	fFact
	fRecall
	fExact
	fPrecision
	fWholeRecall
	fMarkMin
	fMarkMean
	fMarkShare
	fMarks
	fFirstMark
	fShort
	fSpelt
	fRival
	fRivalLead
	fRivalRecall
	fEcho
	fNew
	fStrange
	fDenied
	fContrary
	fContraryShare
	fSubstituted
	fSwapped
	fDisorder
	fOwnMin
	fOwnMean
	fCrossed
	fCrossedMost
	fCompares
	fNamesMissing
	fFactWrong
	fFactMissing
	fFactEqual
	fDunno
	fOrder
	fHedge
	fLength
	fLengthRatio
	fWantLength
	fTypos
	fSense
	fItems
	fItemMean
	fItemMin
	fItemMax
	fItemShare
	fItemLeft
	fItemAstray
	fItemRepeats
	fItemStray
	fFirstSentence
	fElaborates
	fNegations
	features // how many
)

// traits name each feature and tell which way it may count: for the answer
// (+1), against it (-1) or both (0); first in telling wrong from the rest,
// then in telling correct from the rest.
var traits = [features]struct {
	name         string
	right, whole int8
}{
	fTerm:          {"Term", 0, 0},
	fText:          {"Text", 0, 0},
	fList:          {"List", 0, 0},
	fFact:          {"Fact", 0, 0},
	fRecall:        {"Recall", 1, 1},
	fExact:         {"Exact", 1, 1},
	fPrecision:     {"Precision", 1, 1},
	fWholeRecall:   {"WholeRecall", 1, 1},
	fMarkMin:       {"MarkMin", 1, 1},
	fMarkMean:      {"MarkMean", 1, 1},
	fMarkShare:     {"MarkShare", 1, 1},
	fMarks:         {"Marks", 0, 0},
	fFirstMark:     {"FirstMark", 0, 1},
	fShort:         {"Short", 1, 1},
	fSpelt:         {"Spelt", 1, 1},
	fRival:         {"Rival", 0, -1},
	fRivalLead:     {"RivalLead", -1, -1},
	fRivalRecall:   {"RivalRecall", 0, -1},
	fEcho:          {"Echo", -1, 0},
	fNew:           {"New", 1, 1},
	fStrange:       {"Strange", 0, 0},
	fDenied:        {"Denied", -1, -1},
	fContrary:      {"Contrary", -1, -1},
	fContraryShare: {"ContraryShare", -1, -1},
	fSubstituted:   {"Substituted", -1, -1},
	fSwapped:       {"Swapped", -1, -1},
	fDisorder:      {"Disorder", 0, 0},
	fOwnMin:        {"OwnMin", 1, 1},
	fOwnMean:       {"OwnMean", 1, 1},
	fCrossed:       {"Crossed", -1, -1},
	fCrossedMost:   {"CrossedMost", -1, -1},
	fCompares:      {"Compares", 0, 0},
	fNamesMissing:  {"NamesMissing", 0, -1},
	fFactWrong:     {"FactWrong", -1, -1},
	fFactMissing:   {"FactMissing", 0, -1},
	fFactEqual:     {"FactEqual", 1, 1},
	fDunno:         {"Dunno", 0, -1},
	fOrder:         {"Order", -1, -1},
	fHedge:         {"Hedge", 0, -1},
	fLength:        {"Length", 0, 0},
	fLengthRatio:   {"LengthRatio", 0, 0},
	fWantLength:    {"WantLength", 0, 0},
	fTypos:         {"Typos", 0, 0},
	fSense:         {"Sense", 0, 0},
	fItems:         {"Items", 0, 0},
	fItemMean:      {"ItemMean", 1, 1},
	fItemMin:       {"ItemMin", 1, 1},
	fItemMax:       {"ItemMax", 1, 1},
	fItemShare:     {"ItemShare", 1, 1},
	fItemLeft:      {"ItemLeft", 0, -1},
	fItemAstray:    {"ItemAstray", 0, -1},
	fItemStray:     {"ItemStray", 0, -1},
	fFirstSentence: {"FirstSentence", 1, 1},
	fElaborates:    {"Elaborates", 0, 0},
	fItemRepeats:   {"ItemRepeats", 0, 0},
	fNegations:     {"Negations", 0, 0},
}
