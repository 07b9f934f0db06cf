//go:build wasip1

package main

import "unsafe"

var input, output []byte

// alloc gives the place where the host writes a question of n bytes.
//
//go:wasmexport alloc
func alloc(n int32) unsafe.Pointer {
	input = make([]byte, n+1)
	return unsafe.Pointer(&input[0])
}

// ask answers the question and gives the length of the answer.
//
//go:wasmexport ask
func ask(n int32) int32 {
	output = respond(input[:n])
	return int32(len(output))
}

// answerPlace gives the place of the answer.
//
//go:wasmexport answer
func answerPlace() unsafe.Pointer { return unsafe.Pointer(&output[0]) }

func main() {}
