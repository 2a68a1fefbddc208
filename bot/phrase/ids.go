package phrase

// First contact, help, and what is not to be had.
const (
	Hello          ID = "Hello"
	HelloName      ID = "HelloName"
	TryOne         ID = "TryOne"
	Help           ID = "Help"
	Trouble        ID = "Trouble"
	OnlyPrivate    ID = "OnlyPrivate"
	OnlyInGroup    ID = "OnlyInGroup"
	AdminsOnly     ID = "AdminsOnly"
	OnlyText       ID = "OnlyText"
	UnknownCommand ID = "UnknownCommand"
	UnknownDeck    ID = "UnknownDeck"
	NoDecks        ID = "NoDecks"
	WhichDeck      ID = "WhichDeck"
	MoreDecks      ID = "MoreDecks"
	NoRound        ID = "NoRound"
	AllDone        ID = "AllDone"
	NextIn         ID = "NextIn"
	TooLate        ID = "TooLate"
)

// A card and its verdict.
const (
	Heading      ID = "Heading"
	HeadingAgain ID = "HeadingAgain"
	Good         ID = "Good"
	Almost       ID = "Almost"
	AlmostOf     ID = "AlmostOf"
	SomeOf       ID = "SomeOf"
	WhichMore    ID = "WhichMore"
	HalfRight    ID = "HalfRight"
	WhatElse     ID = "WhatElse"
	Wrong        ID = "Wrong"
	WrongOther   ID = "WrongOther"
	ThisIsIt     ID = "ThisIsIt"
	Spelling     ID = "Spelling"
	BackSoon     ID = "BackSoon"
	BackIn       ID = "BackIn"
	Today        ID = "Today"
	Tomorrow     ID = "Tomorrow"
	InDays       ID = "InDays"
	InMonths     ID = "InMonths"
	NotSure      ID = "NotSure"
	HadIt        ID = "HadIt"
	NotCounted   ID = "NotCounted"
)

// Hints.
const (
	Hint      ID = "Hint"
	HintItems ID = "HintItems"
)

// The end of a round.
const (
	RoundDone  ID = "RoundDone"
	RoundEmpty ID = "RoundEmpty"
	LookAt     ID = "LookAt"
	FirstBack  ID = "FirstBack"
	Streak     ID = "Streak"
)

// Why a verdict was given.
const (
	WhyForgotten    ID = "WhyForgotten"
	WhyWhole        ID = "WhyWhole"
	WhySame         ID = "WhySame"
	WhyRecognised   ID = "WhyRecognised"
	WhyTypo         ID = "WhyTypo"
	WhyLacking      ID = "WhyLacking"
	WhyContradicted ID = "WhyContradicted"
	WhySwapped      ID = "WhySwapped"
	WhyNumber       ID = "WhyNumber"
	WhySurplus      ID = "WhySurplus"
	WhyElsewhere    ID = "WhyElsewhere"
	WhyEcho         ID = "WhyEcho"
	WhyEmpty        ID = "WhyEmpty"
)

// The daily push.
const (
	Morning       ID = "Morning"
	Afternoon     ID = "Afternoon"
	Evening       ID = "Evening"
	CardsToday    ID = "CardsToday"
	Minutes       ID = "Minutes"
	SeeYou        ID = "SeeYou"
	DailyNone     ID = "DailyNone"
	DailyIs       ID = "DailyIs"
	DailySet      ID = "DailySet"
	DailySetFirst ID = "DailySetFirst"
	DailyOff      ID = "DailyOff"
	DailyUnclear  ID = "DailyUnclear"
)

// Settings.
const (
	Settings       ID = "Settings"
	SettingUnknown ID = "SettingUnknown"
	LangName       ID = "LangName"
	Off            ID = "Off"
)

// Progress.
const (
	StatsNone  ID = "StatsNone"
	StatsDue   ID = "StatsDue"
	StatsDeck  ID = "StatsDeck"
	StatsWorst ID = "StatsWorst"
)

// One learner on two platforms.
const (
	LinkCode    ID = "LinkCode"
	LinkUnknown ID = "LinkUnknown"
	LinkSelf    ID = "LinkSelf"
	Linked      ID = "Linked"
)

// A race in a group.
const (
	RaceBegins ID = "RaceBegins"
	RaceGoesOn ID = "RaceGoesOn"
	RaceWon    ID = "RaceWon"
	RaceLate   ID = "RaceLate"
	RaceWrong  ID = "RaceWrong"
	RaceAlmost ID = "RaceAlmost"
	RaceNobody ID = "RaceNobody"
	RaceOver   ID = "RaceOver"
	RaceWinner ID = "RaceWinner"
	RaceTie    ID = "RaceTie"
	Standings  ID = "Standings"
	Somebody   ID = "Somebody"
)

// A group that learns together: its card of the day and its exam.
const (
	ClubNone        ID = "ClubNone"
	ClubDaily       ID = "ClubDaily"
	ClubOff         ID = "ClubOff"
	TakePart        ID = "TakePart"
	Joined          ID = "Joined"
	JoinAlready     ID = "JoinAlready"
	JoinOff         ID = "JoinOff"
	JoinFull        ID = "JoinFull"
	DayHeading      ID = "DayHeading"
	DayUntil        ID = "DayUntil"
	AtTime          ID = "AtTime"
	AtTimeTomorrow  ID = "AtTimeTomorrow"
	DayRight        ID = "DayRight"
	DayNoted        ID = "DayNoted"
	DayLate         ID = "DayLate"
	DayResult       ID = "DayResult"
	DayScore        ID = "DayScore"
	DayScoreNames   ID = "DayScoreNames"
	DayNobody       ID = "DayNobody"
	DayPaused       ID = "DayPaused"
	PractiseThere   ID = "PractiseThere"
	ClubExamNone    ID = "ClubExamNone"
	ClubExamUnclear ID = "ClubExamUnclear"
	ClubExamSet     ID = "ClubExamSet"
	ClubExamWeek    ID = "ClubExamWeek"
	ClubShare       ID = "ClubShare"
	ClubExamOff     ID = "ClubExamOff"
	Invited         ID = "Invited"
	Declined        ID = "Declined"
	DeclineGone     ID = "DeclineGone"
	Date            ID = "Date"
)

// Buttons.
const (
	AnswerLabel    ID = "AnswerLabel"
	HintLabel      ID = "HintLabel"
	MoreHintLabel  ID = "MoreHintLabel"
	SkipLabel      ID = "SkipLabel"
	ShowLabel      ID = "ShowLabel"
	JoinLabel      ID = "JoinLabel"
	PractiseLabel  ID = "PractiseLabel"
	DeclineLabel   ID = "DeclineLabel"
	YesLabel       ID = "YesLabel"
	AlmostLabel    ID = "AlmostLabel"
	NoLabel        ID = "NoLabel"
	DoubtLabel     ID = "DoubtLabel"
	RightLabel     ID = "RightLabel"
	WhyLabel       ID = "WhyLabel"
	ChooseDeck     ID = "ChooseDeck"
	PracticeAnyway ID = "PracticeAnyway"
	AllDueLabel    ID = "AllDueLabel"
	AnotherRound   ID = "AnotherRound"
	StatsLabel     ID = "StatsLabel"
	SettingsLabel  ID = "SettingsLabel"
	HelpLabel      ID = "HelpLabel"
	LaterLabel     ID = "LaterLabel"
	TonightLabel   ID = "TonightLabel"
	DailyOffLabel  ID = "DailyOffLabel"
	EveryDayLabel  ID = "EveryDayLabel"
	RoundLabel     ID = "RoundLabel"
	NewLabel       ID = "NewLabel"
)

// Menus of commands and what may stand behind them.
const (
	AboutQuiz     ID = "AboutQuiz"
	AboutHint     ID = "AboutHint"
	AboutSkip     ID = "AboutSkip"
	AboutStop     ID = "AboutStop"
	AboutWhy      ID = "AboutWhy"
	AboutRight    ID = "AboutRight"
	AboutDoubt    ID = "AboutDoubt"
	AboutDecks    ID = "AboutDecks"
	AboutStats    ID = "AboutStats"
	AboutDaily    ID = "AboutDaily"
	AboutExam     ID = "AboutExam"
	AboutJoin     ID = "AboutJoin"
	AboutSettings ID = "AboutSettings"
	AboutLink     ID = "AboutLink"
	AboutHelp     ID = "AboutHelp"
	ArgDeck       ID = "ArgDeck"
	ArgTime       ID = "ArgTime"
	ArgExam       ID = "ArgExam"
	ArgCode       ID = "ArgCode"
)

// What learners teach, for a deck's owner.
const (
	AnswersNone      ID = "AnswersNone"
	AnswersNotYours  ID = "AnswersNotYours"
	AnswersGone      ID = "AnswersGone"
	AnswersWaiting   ID = "AnswersWaiting"
	AnswersCard      ID = "AnswersCard"
	AnswersBack      ID = "AnswersBack"
	AnswersGiven     ID = "AnswersGiven"
	AnswersTaught    ID = "AnswersTaught"
	AnswersDropped   ID = "AnswersDropped"
	AnswersKept      ID = "AnswersKept"
	AnswersLabel     ID = "AnswersLabel"
	AnswersKeptLabel ID = "AnswersKeptLabel"
	TeachLabel       ID = "TeachLabel"
	DropLabel        ID = "DropLabel"
	DropNumberLabel  ID = "DropNumberLabel"
)
