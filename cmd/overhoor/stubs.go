package main

type chatCommand struct{}

func (chatCommand) Run() error { return nil }

type runCommand struct{}

func (runCommand) Run() error { return nil }

type checkCommand struct{}

func (checkCommand) Run() error { return nil }
