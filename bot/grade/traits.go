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
	fMissMost
	fMissSum
	fMissCount
	fSaidMost
	fWeak
	fStrayMost
	fStraySum
	fStrayCount
	fRawContrary
	fFirstWord
	fAdjacent
	fRun
	fLastMark
	fMissMark
	fMarkSecond
	fAnds
	fOrs
	fGivenAnds
	fWhy
	features // how many
)

// For which cards a feature is looked at.
const (
	inLists = 1 << iota
	inTexts
	everywhere = inLists | inTexts
)

// traits name each feature and tell which way it may count: what contradicts
// only against the answer (-1), all else both ways (0).
var traits = [features]struct {
	name  string
	way   int8
	cards uint8
}{
	fTerm:          {"Term", 0, inTexts},
	fText:          {"Text", 0, inTexts},
	fList:          {"List", 0, inTexts},
	fFact:          {"Fact", 0, inTexts},
	fRecall:        {"Recall", 0, everywhere},
	fExact:         {"Exact", 0, everywhere},
	fPrecision:     {"Precision", 0, everywhere},
	fWholeRecall:   {"WholeRecall", 0, everywhere},
	fMarkMin:       {"MarkMin", 0, inTexts},
	fMarkMean:      {"MarkMean", 0, inTexts},
	fMarkShare:     {"MarkShare", 0, inTexts},
	fMarks:         {"Marks", 0, inTexts},
	fFirstMark:     {"FirstMark", 0, inTexts},
	fAside:         {"Aside", 0, everywhere},
	fShort:         {"Short", 0, everywhere},
	fSpelt:         {"Spelt", 0, everywhere},
	fRival:         {"Rival", 0, inTexts},
	fRivalLead:     {"RivalLead", -1, everywhere},
	fRivalRecall:   {"RivalRecall", 0, inTexts},
	fEcho:          {"Echo", -1, everywhere},
	fNew:           {"New", 0, everywhere},
	fStrange:       {"Strange", 0, everywhere},
	fDenied:        {"Denied", -1, everywhere},
	fContrary:      {"Contrary", -1, everywhere},
	fContraryShare: {"ContraryShare", -1, everywhere},
	fSubstituted:   {"Substituted", -1, inTexts},
	fBroken:        {"Broken", -1, inTexts},
	fTwist:         {"Twist", -1, inTexts},
	fSwapped:       {"Swapped", -1, everywhere},
	fDisorder:      {"Disorder", 0, everywhere},
	fOwnMin:        {"OwnMin", 0, inTexts},
	fOwnMean:       {"OwnMean", 0, inTexts},
	fCrossed:       {"Crossed", -1, inTexts},
	fCrossedMost:   {"CrossedMost", -1, inTexts},
	fSideFit:       {"SideFit", 0, inTexts},
	fCompares:      {"Compares", 0, inTexts},
	fNamesMissing:  {"NamesMissing", 0, inTexts},
	fFactWrong:     {"FactWrong", -1, everywhere},
	fFactMissing:   {"FactMissing", 0, everywhere},
	fFactEqual:     {"FactEqual", 0, inTexts},
	fDunno:         {"Dunno", 0, everywhere},
	fOrder:         {"Order", -1, everywhere},
	fHedge:         {"Hedge", 0, everywhere},
	fLength:        {"Length", 0, everywhere},
	fLengthRatio:   {"LengthRatio", 0, everywhere},
	fWantLength:    {"WantLength", 0, inTexts},
	fHead:          {"Head", 0, inTexts},
	fTypos:         {"Typos", 0, everywhere},
	fFirm:          {"Firm", 0, everywhere},
	fKey:           {"Key", 0, inTexts},
	fForeign:       {"Foreign", 0, everywhere},
	fSubstKnown:    {"SubstKnown", -1, inTexts},
	fSense:         {"Sense", 0, everywhere},
	fItems:         {"Items", 0, inLists},
	fItemMean:      {"ItemMean", 0, inLists},
	fItemMin:       {"ItemMin", 0, inLists},
	fItemMax:       {"ItemMax", 0, inLists},
	fItemShare:     {"ItemShare", 0, inLists},
	fItemLeft:      {"ItemLeft", -1, inLists},
	fItemAstray:    {"ItemAstray", -1, inLists},
	fItemRepeats:   {"ItemRepeats", 0, inLists},
	fItemStray:     {"ItemStray", -1, inLists},
	fFirstSentence: {"FirstSentence", 0, inTexts},
	fElaborates:    {"Elaborates", 0, inTexts},
	fNegations:     {"Negations", 0, inTexts},
	fItemSecond:    {"ItemSecond", 0, inLists},
	fItemSure:      {"ItemSure", 0, inLists},
	fSegments:      {"Segments", 0, inLists},
	fItemAll:       {"ItemAll", 0, inLists},
	fItemAny:       {"ItemAny", 0, inLists},
	fItemWhole:     {"ItemWhole", 0, inLists},
	fSound:         {"Sound", 0, inTexts},
	fHalfMin:       {"HalfMin", 0, inTexts},
	fHalves:        {"Halves", 0, inTexts},
	fExchanged:     {"Exchanged", -1, inTexts},
	fFlipped:       {"Flipped", -1, inTexts},
	fItemTurned:    {"ItemTurned", -1, inLists},
	fMissMost:      {"MissMost", 0, everywhere},
	fMissSum:       {"MissSum", 0, everywhere},
	fMissCount:     {"MissCount", 0, everywhere},
	fSaidMost:      {"SaidMost", 0, everywhere},
	fWeak:          {"Weak", 0, everywhere},
	fStrayMost:     {"StrayMost", 0, everywhere},
	fStraySum:      {"StraySum", 0, everywhere},
	fStrayCount:    {"StrayCount", 0, everywhere},
	fRawContrary:   {"RawContrary", 0, everywhere},
	fFirstWord:     {"FirstWord", 0, inTexts},
	fAdjacent:      {"Adjacent", 0, everywhere},
	fRun:           {"Run", 0, everywhere},
	fLastMark:      {"LastMark", 0, inTexts},
	fMissMark:      {"MissMark", 0, inTexts},
	fMarkSecond:    {"MarkSecond", 0, inTexts},
	fAnds:          {"Ands", 0, inTexts},
	fOrs:           {"Ors", 0, inTexts},
	fGivenAnds:     {"GivenAnds", 0, inTexts},
	fWhy:           {"Why", 0, inTexts},
}
