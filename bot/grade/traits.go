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
	fAside
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
	fBroken
	fTwist
	fSwapped
	fDisorder
	fOwnMin
	fOwnMean
	fCrossed
	fCrossedMost
	fSideFit
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
	fHead
	fTypos
	fSense
	fFirm
	fKey
	fForeign
	fSubstKnown
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
	fItemSecond
	fItemSure
	fSegments
	fItemAll
	fItemAny
	fItemWhole
	fSound
	fHalfMin
	fHalves
	fExchanged
	fFlipped
	fItemTurned
	features // how many
)

// For which cards a feature is looked at.
const (
	inLists = 1 << iota
	inTexts
	everywhere = inLists | inTexts
)

// traits name each feature and tell which way it may count: for the answer
// (+1), against it (-1) or both (0); first in telling wrong from the rest,
// then in telling correct from the rest.
var traits = [features]struct {
	name         string
	right, whole int8
	cards        uint8
}{
	fTerm:          {"Term", 0, 0, inTexts},
	fText:          {"Text", 0, 0, inTexts},
	fList:          {"List", 0, 0, inTexts},
	fFact:          {"Fact", 0, 0, inTexts},
	fRecall:        {"Recall", 1, 1, inTexts},
	fExact:         {"Exact", 1, 1, inTexts},
	fPrecision:     {"Precision", 1, 1, everywhere},
	fWholeRecall:   {"WholeRecall", 1, 1, inTexts},
	fMarkMin:       {"MarkMin", 1, 1, inTexts},
	fMarkMean:      {"MarkMean", 1, 1, inTexts},
	fMarkShare:     {"MarkShare", 1, 1, inTexts},
	fMarks:         {"Marks", 0, 0, inTexts},
	fFirstMark:     {"FirstMark", 0, 1, inTexts},
	fAside:         {"Aside", 1, 0, everywhere},
	fShort:         {"Short", 1, 1, inTexts},
	fSpelt:         {"Spelt", 1, 1, inTexts},
	fRival:         {"Rival", 0, -1, inTexts},
	fRivalLead:     {"RivalLead", -1, -1, everywhere},
	fRivalRecall:   {"RivalRecall", 0, -1, inTexts},
	fEcho:          {"Echo", -1, 0, everywhere},
	fNew:           {"New", 1, 1, everywhere},
	fStrange:       {"Strange", 0, 0, everywhere},
	fDenied:        {"Denied", -1, -1, everywhere},
	fContrary:      {"Contrary", -1, -1, everywhere},
	fContraryShare: {"ContraryShare", -1, -1, inTexts},
	fSubstituted:   {"Substituted", -1, -1, inTexts},
	fBroken:        {"Broken", -1, -1, inTexts},
	fTwist:         {"Twist", -1, -1, inTexts},
	fSwapped:       {"Swapped", -1, -1, inTexts},
	fDisorder:      {"Disorder", 0, 0, inTexts},
	fOwnMin:        {"OwnMin", 1, 1, inTexts},
	fOwnMean:       {"OwnMean", 1, 1, inTexts},
	fCrossed:       {"Crossed", -1, -1, inTexts},
	fCrossedMost:   {"CrossedMost", -1, -1, inTexts},
	fSideFit:       {"SideFit", 1, 1, inTexts},
	fCompares:      {"Compares", 0, 0, inTexts},
	fNamesMissing:  {"NamesMissing", 0, -1, inTexts},
	fFactWrong:     {"FactWrong", -1, -1, everywhere},
	fFactMissing:   {"FactMissing", 0, -1, inTexts},
	fFactEqual:     {"FactEqual", 1, 1, inTexts},
	fDunno:         {"Dunno", 0, -1, everywhere},
	fOrder:         {"Order", -1, -1, everywhere},
	fHedge:         {"Hedge", 0, -1, everywhere},
	fLength:        {"Length", 0, 0, everywhere},
	fLengthRatio:   {"LengthRatio", 0, 0, inTexts},
	fWantLength:    {"WantLength", 0, 0, inTexts},
	fHead:          {"Head", 1, 1, inTexts},
	fTypos:         {"Typos", 0, 0, everywhere},
	fFirm:          {"Firm", 1, 1, inTexts},
	fKey:           {"Key", 1, 1, inTexts},
	fForeign:       {"Foreign", 0, -1, everywhere},
	fSubstKnown:    {"SubstKnown", -1, -1, inTexts},
	fSense:         {"Sense", 0, 0, everywhere},
	fItems:         {"Items", 0, 0, inLists},
	fItemMean:      {"ItemMean", 1, 1, inLists},
	fItemMin:       {"ItemMin", 1, 1, inLists},
	fItemMax:       {"ItemMax", 1, 1, inLists},
	fItemShare:     {"ItemShare", 1, 1, inLists},
	fItemLeft:      {"ItemLeft", 0, -1, inLists},
	fItemAstray:    {"ItemAstray", 0, -1, inLists},
	fItemRepeats:   {"ItemRepeats", 0, 0, inLists},
	fItemStray:     {"ItemStray", 0, -1, inLists},
	fFirstSentence: {"FirstSentence", 1, 1, inTexts},
	fElaborates:    {"Elaborates", 0, 0, inTexts},
	fNegations:     {"Negations", 0, 0, inTexts},
	fItemSecond:    {"ItemSecond", 1, 1, inLists},
	fItemSure:      {"ItemSure", 1, 1, inLists},
	fSegments:      {"Segments", 0, 0, inLists},
	fItemAll:       {"ItemAll", 1, 1, inLists},
	fItemAny:       {"ItemAny", 1, 1, inLists},
	fItemWhole:     {"ItemWhole", 1, 1, inLists},
	fSound:         {"Sound", 1, 1, inTexts},
	fHalfMin:       {"HalfMin", 1, 1, inTexts},
	fHalves:        {"Halves", 0, 0, inTexts},
	fExchanged:     {"Exchanged", -1, -1, inTexts},
	fFlipped:       {"Flipped", -1, -1, inTexts},
	fItemTurned:    {"ItemTurned", -1, -1, inLists},
}
