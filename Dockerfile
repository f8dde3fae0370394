FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /srv/carbonwire
COPY package.json package-lock.json .npmrc ./
# The image's own Node is new enough: the one that npm would bring is a development dependency and stays out.
RUN npm ci --omit=dev && npm cache clean --force
COPY bin bin
COPY config config
COPY src src
COPY workers workers
COPY demo demo
RUN mkdir data && chown node:node data
USER node
ENV HOST=0.0.0.0 PORT=3060
EXPOSE 3060
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# One process that does everything, on the embedded database. docker-compose.yml runs the same code as many.
CMD ["node", "bin/carbonwire.mjs", "start"]
