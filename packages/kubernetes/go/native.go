//go:build !wasip1

package main

import (
	"bufio"
	"os"
)

// The same as a program, for a debugger: a question a line, an answer a line.
func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<24)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			_, _ = os.Stdout.Write(respond(line))
		}
		if err != nil {
			return
		}
	}
}
