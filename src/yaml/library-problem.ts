import type { ErrorCode } from 'yaml'

/**
 * What an error of the `yaml` package means, in our own words: its own texts quote the source, and that may be the
 * content of a Secret.
 */
export function describeLibraryError(code: ErrorCode): string {
  return problems[code] ?? 'the structure cannot be read here'
}

const problems: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias takes no anchor and no tag of its own',
  BAD_ALIAS: 'an anchor or an alias has no name',
  BAD_COLLECTION_TYPE: 'the tag does not fit a mapping or a list',
  BAD_DIRECTIVE: 'kubectl does not take this directive',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_PROP_ORDER: 'an anchor or a tag stands before the indicator that it has to follow',
  BAD_SCALAR_START: 'an unquoted value cannot start with this character',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping or a list cannot start on the line of its key; a ": " or "- " too many',
  BLOCK_IN_FLOW: 'a list or mapping in block style stands inside brackets',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'a colon, a quote, a bracket or a space is missing',
  MULTILINE_IMPLICIT_KEY: 'a key spans more than one line; a colon or a quote may be missing above',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'a second document starts without a separator',
  MULTIPLE_TAGS: 'a value has two tags',
  TAB_AS_INDENT: 'a tab stands where only spaces may indent',
  TAG_RESOLVE_FAILED: 'a tag cannot be resolved',
  UNEXPECTED_TOKEN: 'something stands here that belongs to no value',
}
