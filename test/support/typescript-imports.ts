import Module from "node:module";

type Resolve = (request: string, ...rest: unknown[]) => string;
const loader = Module as unknown as { _resolveFilename: Resolve };
const resolve = loader._resolveFilename;

/**
 * Jest maps `./need.js` to `./need.ts` inside test files only. Its global set-up runs outside, where Node resolves
 * the imports and knows no TypeScript; this is loaded there before everything else.
 */
loader._resolveFilename = function resolveTypeScript(this: unknown, request, ...rest) {
  try {
    return resolve.call(this, request, ...rest);
  } catch (error) {
    if (!/^\.{1,2}\/.*\.js$/.test(request)) throw error;
    return resolve.call(this, request.replace(/\.js$/, ".ts"), ...rest);
  }
};
