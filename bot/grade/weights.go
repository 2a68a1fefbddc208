package grade

var builtIn = &Model{}
