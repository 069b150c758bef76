/** Who may know whom: see ARCHITECTURE.md, "Who may know whom". */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, ...allowed], dependencyTypesNot: ['type-only'] },
})
const typeOnlyToo = (rule) => ({ ...rule, to: { pathNot: rule.to.pathNot } })

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-folder-cycles', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
    // fetch-files.ts comes into the page by setup/page-files.ts
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^src/shell/fetch-files.ts$'] },
      to: {},
    },
    { name: 'resolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: ['\\?(url|worker|raw)$'] } },
    typeOnlyToo(
      only(
        'diffusion-imports-nothing',
        '^src/diffusion/',
        [],
        'the mathematics never sees a tensor library, a DOM or a clock',
      ),
    ),
    typeOnlyToo(
      only(
        'network-imports-diffusion-only',
        '^src/network/',
        [
          '^src/diffusion/',
          '^src/files/',
          'node_modules/@tensorflow/',
          '^\\./program-(plain|relaxed)(-threads)?\\.wasm\\?url$',
        ],
        'the network knows the mathematics, first bytes of files, and TensorFlow.js',
      ),
    ),
    typeOnlyToo(
      only(
        'ui-knows-no-feature',
        '^src/ui/',
        ['^src/i18n/', '^node_modules/'],
        'shared components: no mathematics, no feature knowledge',
      ),
    ),
    typeOnlyToo(only('i18n-imports-nothing', '^src/i18n/', [], 'strings are data')),
    typeOnlyToo(only('files-imports-nothing', '^src/files/', [], 'bytes are bytes')),
    {
      name: 'tensorflow-behind-one-door',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/network/'] },
      to: { path: 'node_modules/@tensorflow/' },
    },
    {
      name: 'network-only-in-the-worker',
      comment: "the engine's client is the only door to the GPU",
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/network/', '^src/engine/worker/'] },
      to: { path: '^src/network/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'react-in-features-only',
      severity: 'error',
      from: { path: '^src/(diffusion|network|engine|i18n)/' },
      to: { path: 'node_modules/(react|react-dom|react-aria-components)/' },
    },
    {
      name: 'engine-by-its-page-side',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/engine/worker/'] },
      to: { path: '^src/engine/worker/' },
    },
    {
      name: 'worker-without-page',
      comment: 'they share what is said between them',
      severity: 'error',
      from: { path: '^src/engine/(worker|protocol)/' },
      to: { path: '^src/engine/page/' },
    },
    {
      name: 'walk-without-plane',
      comment: 'what both need is in runs and shell',
      severity: 'error',
      from: { path: '^src/walk/' },
      to: { path: '^src/plane/' },
    },
    {
      name: 'plane-without-walk',
      comment: 'what both need is in runs and shell',
      severity: 'error',
      from: { path: '^src/plane/' },
      to: { path: '^src/walk/' },
    },
    {
      name: 'shared-knows-no-room',
      comment: 'what is shared knows neither room',
      severity: 'error',
      from: { path: '^src/(runs|shell)/' },
      to: { path: '^src/(walk|plane)/' },
    },
    {
      name: 'runs-without-shell',
      comment: 'a run does not know the frame of the page',
      severity: 'error',
      from: { path: '^src/runs/' },
      to: { path: '^src/shell/' },
    },
    {
      name: 'nobody-knows-the-lessons',
      comment: 'lessons know the rooms, and a room only lets somebody stand in its panel',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main.tsx$', '^src/lessons/'] },
      to: { path: '^src/lessons/' },
    },
    {
      name: 'glossary-knows-no-room',
      comment: 'it explains what any room shows',
      severity: 'error',
      from: { path: '^src/glossary/' },
      to: { path: '^src/(walk|plane|shell|runs|diffusion|engine|network)/' },
    },
    {
      name: 'no-development-packages-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default'] },
  },
}
