// What krew and Homebrew install a release by. Both name its files with their digests.

const summary = 'Renders KubeFed objects into plain manifests for each cluster'
const description = `fedrender reads the KubeFed API objects of a Git repository and renders one directory of plain Kubernetes
manifests for each member cluster, for Argo CD, Flux or kubectl apply. It asks no cluster.`

/** What Node.js 26 and later are linked to that a small distribution lacks. */
const caveats = 'The program needs libatomic.so.1 (libatomic1 of Debian and Ubuntu, libatomic of Fedora).'

const indented = (text, by) => text.replaceAll(/^/gm, ' '.repeat(by))

/** The plugin manifest of krew (krew.googlecontainertools.github.com/v1alpha2): `kubectl fedrender`. */
export function krewManifest({ version, homepage, executables }) {
  const platforms = executables.map(({ platform, url, sha256 }) => {
    const [os, architecture] = platform.split('-')
    const arch = architecture === 'x64' ? 'amd64' : architecture
    return `  - selector:
      matchLabels:
        os: ${os}
        arch: ${arch}
    uri: ${url}
    sha256: ${sha256}
    bin: fedrender
`
  })
  return `apiVersion: krew.googlecontainertools.github.com/v1alpha2
kind: Plugin
metadata:
  name: fedrender
spec:
  version: v${version}
  homepage: ${homepage}
  shortDescription: ${summary}
  description: |
${indented(description, 4)}
  caveats: |
${indented(caveats, 4)}
  platforms:
${platforms.join('')}`
}

/** The formula of Homebrew, which installs the package of npm on its own Node.js, on macOS too. */
export function homebrewFormula({ homepage, tarball }) {
  return `class Fedrender < Formula
  desc "${summary}"
  homepage "${homepage}"
  url "${tarball.url}"
  sha256 "${tarball.sha256}"
  license "Apache-2.0"

  depends_on "node"

  def install
    system "npm", "install", *std_npm_args
    bin.install_symlink libexec.glob("bin/*")
  end

  test do
    assert_equal version.to_s, shell_output("#{bin}/fedrender --version").chomp
  end
end
`
}
