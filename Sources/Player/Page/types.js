// What the page is given. The state is computed by tla-sim: this code applies patches, forwards and backwards, and shows what is there.

/**
 * A picture's `steps` are a step, x, top and bottom each.
 * @typedef {{ module: number | null, line: number, column: number }} Place
 * @typedef {{ job: number, words: string, by: Place | null, rule: string | null, at: number | null, agent?: string }} QueuedJob
 * Rows of sources are numbered from 1; `lines` of a source are the numbers that a reader knows them by.
 * @typedef {{ name: string, body?: boolean, module: number | null, line: number | null, column: number | null }} Frame
 * @typedef {{
 *   status: string, hasTLA: boolean | null, order: number | string | null, pending: number | null, cycleRoot: number | null, parents: number[],
 *   error: string | null, doing: string, line: number | null }} ModuleState
 * @typedef {{
 *   stack: Frame[], tasks: QueuedJob[], microtasks: QueuedJob[],
 *   timers: { timer: number, due: number, interval: boolean, by: Place | null }[],
 *   imports: { import: number, specifier: string, module: number, line: number, column: number }[],
 *   loads: { module: number, stage: string }[],
 *   fetches: { fetch: number, url: string, by: Place | null }[],
 *   modules: ModuleState[],
 *   functions: { name: string, module: number, line: number }[],
 *   promises: { promise: number, state: string, of: string | null }[],
 *   printed: number }} State
 *
 * An operation sets a value, `[path, old, new]`, or changes a list, `[path, index, removed, inserted]`.
 * @typedef {(string | number)[]} Path
 * @typedef {[Path, any, any] | [Path, number, any[], any[]]} Operation
 *
 * @typedef {{
 *   time: number, turn: number, job: number, module: number, kind: string, line: number, column: number, text: string,
 *   clause: string | null, url: string | null, patch: Operation[] }} Step
 *
 * @typedef {{ step: number, module: number | null, method: string, stream: string, text: string, time: number }} ConsoleLine
 * @typedef {{ name: string, kind: string, agent: string | null, graphNode: string | null, requests: number[] }} Module
 * @typedef {{ svg: string, cursor: [number, number][], steps: [number, number, number, number][], top: number, bottom: number }} Timeline
 * @typedef {{
 *   label: string, outcome: string, detail: string | null, endNanoseconds: number, modules: Module[],
 *   sources: { name: string, text: string, lines?: number[] }[], graph: string | null, timeline: Timeline | null, console: ConsoleLine[], start: State,
 *   steps?: any[][], stepCount?: number, isTruncated?: boolean }} RunData
 * @typedef {{ format: string, version: number, title: string, about: string, runs: RunData[], locked: string }} PlayData
 */
