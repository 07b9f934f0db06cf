import { readFileSync } from 'node:fs'
import { staging } from './kubernetes.ts'
import { requireModules, type Recipe } from './recipe.ts'

/** Reads a stream of lines, each a YAML text as a JSON string, and prints each one's value as go-yaml has it. */
const readerMain = (importPath: string, decode: string): string => `package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	yaml "${importPath}"
)

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := lines.ReadBytes('\\n')
		if len(line) > 0 {
			var text string
			if err := json.Unmarshal(line, &text); err != nil {
				panic(err)
			}
			${decode}
		}
		if err != nil {
			return
		}
	}
}
`

/** What reads YAML as the agents and kubectl do. */
export const readers: readonly Recipe[] = [
  {
    name: 'read-yaml-v2',
    version: 'sigs.k8s.io/yaml v1.6.0',
    build: {
      files: {
        'go.mod': requireModules('read-yaml-v2', 'sigs.k8s.io/yaml v1.6.0'),
        'main.go': readerMain(
          'sigs.k8s.io/yaml',
          `if read, err := yaml.YAMLToJSONStrict([]byte(text)); err != nil {
				fmt.Fprintf(out, "error: %q\\n", err.Error())
			} else {
				fmt.Fprintf(out, "%s\\n", read)
			}`,
        ),
      },
      linkFlags: '',
    },
  },
  {
    name: 'read-yaml-v3',
    version: 'gopkg.in/yaml.v3 v3.0.1',
    build: {
      files: {
        'go.mod': requireModules('read-yaml-v3', 'gopkg.in/yaml.v3 v3.0.1'),
        'main.go': readerMain(
          'gopkg.in/yaml.v3',
          `var value any
			if err := yaml.Unmarshal([]byte(text), &value); err != nil {
				fmt.Fprintf(out, "error: %q\\n", err.Error())
			} else if read, err := json.Marshal(value); err != nil {
				fmt.Fprintf(out, "error: %q\\n", err.Error())
			} else {
				fmt.Fprintf(out, "%s\\n", read)
			}`,
        ),
      },
      linkFlags: '',
    },
  },
  {
    name: 'read-apimachinery',
    version: staging,
    build: {
      files: {
        'go.mod': requireModules(
          'read-apimachinery',
          `k8s.io/apimachinery ${staging}`,
          'sigs.k8s.io/yaml v1.6.0',
        ),
        'main.go': readFileSync(new URL('../read-apimachinery.go', import.meta.url), 'utf8'),
      },
      linkFlags: '',
    },
  },
  { name: 'kustomize', version: 'v5.8.1', install: 'sigs.k8s.io/kustomize/kustomize/v5' },
]
