# The command as an image: docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" fedrender render
ARG BASE=node:24-bookworm-slim
FROM ${BASE} AS build
WORKDIR /build
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
COPY .ci .ci
COPY schemas schemas
COPY src src
RUN npm ci --ignore-scripts --no-audit --no-fund && npm run build

# Not distroless, because diff, publish and --previous run git.
FROM ${BASE}
# The repository is mounted and belongs to somebody else, which git refuses by default.
RUN apt-get update -qq \
  && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends git openssh-client \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory '*'
COPY --from=build /build/dist/fedrender.mjs /build/dist/fedrender.LICENSES.txt /usr/local/lib/fedrender/
RUN ln -s /usr/local/lib/fedrender/fedrender.mjs /usr/local/bin/fedrender
# Nothing but the working directory is written to, so the root file system may be read-only.
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["fedrender"]
CMD ["--help"]
