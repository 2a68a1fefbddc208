package phrase

// First contact, help, and what is not to be had.
const (
	Hello          ID = "Hello"
	HelloName      ID = "HelloName"
	TryOne         ID = "TryOne"
	Help           ID = "Help"
	Trouble        ID = "Trouble"
	OnlyPrivate    ID = "OnlyPrivate"
	OnlyText       ID = "OnlyText"
	UnknownCommand ID = "UnknownCommand"
	UnknownDeck    ID = "UnknownDeck"
	NoDecks        ID = "NoDecks"
	WhichDeck      ID = "WhichDeck"
	MoreDecks      ID = "MoreDecks"
	NoRound        ID = "NoRound"
	AllDone        ID = "AllDone"
	NextIn         ID = "NextIn"
	EnoughToday    ID = "EnoughToday"
	Backlog        ID = "Backlog"
	BacklogAway    ID = "BacklogAway"
	TooLate        ID = "TooLate"
)

// A card and its verdict.
const (
	Heading         ID = "Heading"
	HeadingAgain    ID = "HeadingAgain"
	Good            ID = "Good"
	Almost          ID = "Almost"
	AlmostOf        ID = "AlmostOf"
	SomeOf          ID = "SomeOf"
	WhichMore       ID = "WhichMore"
	HalfRight       ID = "HalfRight"
	WhatElse        ID = "WhatElse"
	Wrong           ID = "Wrong"
	WrongOther      ID = "WrongOther"
	ThisIsIt        ID = "ThisIsIt"
	Spelling        ID = "Spelling"
	BackSoon        ID = "BackSoon"
	BackIn          ID = "BackIn"
	LeftForTomorrow ID = "LeftForTomorrow"
	Leech           ID = "Leech"
	LeechMixed      ID = "LeechMixed"
	AsideDone       ID = "AsideDone"
	AsideBack       ID = "AsideBack"
	AsideUntil      ID = "AsideUntil"
	ContrastNone    ID = "ContrastNone"
	Today           ID = "Today"
	Tomorrow        ID = "Tomorrow"
	InDays          ID = "InDays"
	InMonths        ID = "InMonths"
	NotSure         ID = "NotSure"
	HadIt           ID = "HadIt"
	NotCounted      ID = "NotCounted"
	Undone          ID = "Undone"
	UndoNothing     ID = "UndoNothing"
	UndoLocked      ID = "UndoLocked"
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
	StreakOff  ID = "StreakOff"
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
	Morning         ID = "Morning"
	Afternoon       ID = "Afternoon"
	Evening         ID = "Evening"
	CardsToday      ID = "CardsToday"
	Minutes         ID = "Minutes"
	SeeYou          ID = "SeeYou"
	SeeYouTomorrow  ID = "SeeYouTomorrow"
	DailyNone       ID = "DailyNone"
	DailyIs         ID = "DailyIs"
	DailySet        ID = "DailySet"
	DailySetFirst   ID = "DailySetFirst"
	DailyOff        ID = "DailyOff"
	DailyUnclear    ID = "DailyUnclear"
	DailyTooMany    ID = "DailyTooMany"
	HoursDaily      ID = "HoursDaily"
	HoursOn         ID = "HoursOn"
	HoursOf         ID = "HoursOf"
	And             ID = "And"
	DayNames        ID = "DayNames"
	QuietIs         ID = "QuietIs"
	QuietSet        ID = "QuietSet"
	QuietOff        ID = "QuietOff"
	QuietUnclear    ID = "QuietUnclear"
	PauseIs         ID = "PauseIs"
	PauseSet        ID = "PauseSet"
	PauseUnclear    ID = "PauseUnclear"
	FallAsleep      ID = "FallAsleep"
	WakeUp          ID = "WakeUp"
	LecturesAre     ID = "LecturesAre"
	LecturesSet     ID = "LecturesSet"
	LecturesSoon    ID = "LecturesSoon"
	LecturesOff     ID = "LecturesOff"
	LecturesUnclear ID = "LecturesUnclear"
)

// Settings.
const (
	Settings       ID = "Settings"
	LangPage       ID = "LangPage"
	ZonePage       ID = "ZonePage"
	DayPage        ID = "DayPage"
	MemoryPage     ID = "MemoryPage"
	EasyPage       ID = "EasyPage"
	Weekdays       ID = "Weekdays"
	SettingUnknown ID = "SettingUnknown"
	LangName       ID = "LangName"
	Off            ID = "Off"
)

// Progress.
const (
	StatsNone    ID = "StatsNone"
	StatsDue     ID = "StatsDue"
	StatsDeck    ID = "StatsDeck"
	StatsRecall  ID = "StatsRecall"
	StatsLeeches ID = "StatsLeeches"
	LeechLapses  ID = "LeechLapses"
	LeechesNone  ID = "LeechesNone"
	StatsWorst   ID = "StatsWorst"
	StatsOwn     ID = "StatsOwn"
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
	RaceBegins     ID = "RaceBegins"
	RaceGoesOn     ID = "RaceGoesOn"
	RaceWon        ID = "RaceWon"
	RaceLate       ID = "RaceLate"
	RaceWrong      ID = "RaceWrong"
	RaceAlmost     ID = "RaceAlmost"
	RaceUndone     ID = "RaceUndone"
	RacePointsBack ID = "RacePointsBack"
	RaceNobody     ID = "RaceNobody"
	RaceOver       ID = "RaceOver"
	RaceWinner     ID = "RaceWinner"
	RaceTie        ID = "RaceTie"
	Standings      ID = "Standings"
	Somebody       ID = "Somebody"
)

// Buttons.
const (
	AnswerLabel         ID = "AnswerLabel"
	HintLabel           ID = "HintLabel"
	MoreHintLabel       ID = "MoreHintLabel"
	SkipLabel           ID = "SkipLabel"
	ShowLabel           ID = "ShowLabel"
	YesLabel            ID = "YesLabel"
	AlmostLabel         ID = "AlmostLabel"
	NoLabel             ID = "NoLabel"
	DoubtLabel          ID = "DoubtLabel"
	RightLabel          ID = "RightLabel"
	WhyLabel            ID = "WhyLabel"
	ChooseDeck          ID = "ChooseDeck"
	PracticeAnyway      ID = "PracticeAnyway"
	AllDueLabel         ID = "AllDueLabel"
	AnotherRound        ID = "AnotherRound"
	StatsLabel          ID = "StatsLabel"
	SettingsLabel       ID = "SettingsLabel"
	HelpLabel           ID = "HelpLabel"
	LaterLabel          ID = "LaterLabel"
	TonightLabel        ID = "TonightLabel"
	DailyOffLabel       ID = "DailyOffLabel"
	RoundLabel          ID = "RoundLabel"
	NewLabel            ID = "NewLabel"
	ReviewsLabel        ID = "ReviewsLabel"
	LangLabel           ID = "LangLabel"
	ZoneLabel           ID = "ZoneLabel"
	PerDayLabel         ID = "PerDayLabel"
	MemoryLabel         ID = "MemoryLabel"
	DailyLabel          ID = "DailyLabel"
	EasyLabel           ID = "EasyLabel"
	LikeTheRest         ID = "LikeTheRest"
	BackLabel           ID = "BackLabel"
	AsideLabel          ID = "AsideLabel"
	ContrastLabel       ID = "ContrastLabel"
	BringBackLabel      ID = "BringBackLabel"
	AsideNumberLabel    ID = "AsideNumberLabel"
	BackNumberLabel     ID = "BackNumberLabel"
	ContrastNumberLabel ID = "ContrastNumberLabel"
	LeechesLabel        ID = "LeechesLabel"
	TomorrowLabel       ID = "TomorrowLabel"
)

// Buttons of the daily push.
const (
	EachDayLabel       ID = "EachDayLabel"
	WorkdaysLabel      ID = "WorkdaysLabel"
	AlsoLabel          ID = "AlsoLabel"
	PauseWeekLabel     ID = "PauseWeekLabel"
	PauseTwoWeeksLabel ID = "PauseTwoWeeksLabel"
	ResumeLabel        ID = "ResumeLabel"
	GoOnLabel          ID = "GoOnLabel"
)

// Menus of commands and what may stand behind them.
const (
	AboutQuiz     ID = "AboutQuiz"
	AboutHint     ID = "AboutHint"
	AboutSkip     ID = "AboutSkip"
	AboutStop     ID = "AboutStop"
	AboutUndo     ID = "AboutUndo"
	AboutWhy      ID = "AboutWhy"
	AboutRight    ID = "AboutRight"
	AboutDoubt    ID = "AboutDoubt"
	AboutDecks    ID = "AboutDecks"
	AboutStats    ID = "AboutStats"
	AboutLeeches  ID = "AboutLeeches"
	AboutDaily    ID = "AboutDaily"
	AboutExam     ID = "AboutExam"
	AboutSettings ID = "AboutSettings"
	AboutLink     ID = "AboutLink"
	AboutHelp     ID = "AboutHelp"
	ArgDeck       ID = "ArgDeck"
	ArgTime       ID = "ArgTime"
	ArgExam       ID = "ArgExam"
	ArgSetting    ID = "ArgSetting"
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

// Exams.
const (
	ExamOn       ID = "ExamOn"
	ExamShare    ID = "ExamShare"
	ExamTakes    ID = "ExamTakes"
	ExamNew      ID = "ExamNew"
	ExamMore     ID = "ExamMore"
	ExamShort    ID = "ExamShort"
	ExamGoes     ID = "ExamGoes"
	ExamEve      ID = "ExamEve"
	ExamToday    ID = "ExamToday"
	ExamNone     ID = "ExamNone"
	ExamWhen     ID = "ExamWhen"
	ExamUnclear  ID = "ExamUnclear"
	ExamMinutes  ID = "ExamMinutes"
	ExamPast     ID = "ExamPast"
	ExamFar      ID = "ExamFar"
	ExamOff      ID = "ExamOff"
	ExamNotSet   ID = "ExamNotSet"
	ExamOffLabel ID = "ExamOffLabel"
	BeginLabel   ID = "BeginLabel"
	InWeeksLabel ID = "InWeeksLabel"
	MinutesLabel ID = "MinutesLabel"
	Months       ID = "Months"
)
