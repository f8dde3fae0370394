FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /srv/carbonwire
COPY package.json package-lock.json .npmrc ./
# The image's own Node is new enough: the one that npm brings for older machines is taken out again.
RUN npm ci --omit=dev && rm -rf node_modules/node node_modules/.bin/node && npm cache clean --force
COPY bin bin
COPY config config
COPY src src
COPY workers workers
COPY demo demo
# What the process writes: its data, and compiled code that a later start takes up.
RUN mkdir data /var/cache/carbonwire && chown node:node data /var/cache/carbonwire
USER node
ENV HOST=0.0.0.0 PORT=3060 NODE_COMPILE_CACHE=/var/cache/carbonwire
# What is short-lived is swept up sooner: a third of the memory less. And V8 compiles and sweeps on one thread beside ours: four of them
# take more of the processor for the same work.
ENV NODE_OPTIONS="--max-semi-space-size=8 --v8-pool-size=1"
VOLUME /srv/carbonwire/data
EXPOSE 3060
# Ready means: the store answers, jobs are taken and done. It costs a start of Node and one question.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT || process.env.PORT}/health/ready`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# One process that does everything, on the embedded database. docker-compose.yml runs the same code as many.
CMD ["node", "bin/carbonwire.mjs", "start"]
