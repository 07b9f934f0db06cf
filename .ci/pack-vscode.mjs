// Packs editors/vscode as an extension, dist/fedrender-vscode.vsix or the file that is named: a zip archive in the form that VS Code
// installs, made without network, and of the same sources always the same bytes.
import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { licencesOf } from './licences.mjs'
import { zip } from './zip.mjs'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const source = 'editors/vscode'
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
const { private: _, type: __, ...manifest } = JSON.parse(readFileSync(at(`${source}/package.json`), 'utf8'))
const packed = { ...manifest, version }

const { outputFiles, metafile } = await build({
  absWorkingDir: at('.'),
  entryPoints: [`${source}/src/extension.ts`],
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  // What VS Code 1.91 runs.
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
})

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The manifest that VS Code reads of an archive (VSIX manifest schema 2011). */
const vsixManifest = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${escaped(packed.name)}" Version="${escaped(packed.version)}" Publisher="${escaped(packed.publisher)}"/>
    <DisplayName>${escaped(packed.displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(packed.description)}</Description>
    <Tags>${escaped(packed.keywords.join(','))}</Tags>
    <Categories>${escaped(packed.categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${escaped(packed.engines.vscode)}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="${escaped(packed.extensionKind.join(','))}"/>
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`

const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension=".json" ContentType="application/json"/><Default Extension=".vsixmanifest" ContentType="text/xml"/><Default Extension=".cjs" ContentType="application/javascript"/><Default Extension=".md" ContentType="text/markdown"/><Default Extension=".txt" ContentType="text/plain"/></Types>
`

const archive = zip([
  ['extension.vsixmanifest', vsixManifest],
  ['[Content_Types].xml', contentTypes],
  ['extension/package.json', `${JSON.stringify(packed, null, 2)}\n`],
  ['extension/README.md', readFileSync(at(`${source}/README.md`))],
  ['extension/LICENSE.txt', readFileSync(at('LICENSE'))],
  ['extension/LICENSES.txt', licencesOf(at('.'), Object.keys(metafile.inputs))],
  ['extension/extension.cjs', outputFiles[0].contents],
])
writeFileSync(argv[2] ?? at('dist/fedrender-vscode.vsix'), archive)
