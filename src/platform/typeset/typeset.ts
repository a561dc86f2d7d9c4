import { type ChildProcess, fork } from 'node:child_process'
import type { Language } from '#kernel/language.ts'
import { Refusal } from '#kernel/refusal.ts'
import { inRoot } from '../root.ts'
import type { Paper } from './paper.ts'
import type { Answer, Order } from './press.ts'

/** What can be set: a template of the house, and what it says. */
export interface ToSet {
  template: 'document' | 'plan'
  data: Paper
  /** The language it is set in; English stands beside it where the paper says so. */
  language: Language
}

/** A document may take so long before the press is stopped; a thousand pages take thirteen seconds of work. */
const PATIENCE_MS = 60_000
/** After so long without work the press goes, and with it the memory that large documents took. */
const IDLE_MS = 60_000

/**
 * Sets a document as PDF/A. The same data make the same bytes, on every machine, so that a document can be named by its digest. Texts are
 * data and stay text, whatever they hold. One after the other, in a process of its own: the house goes on answering meanwhile, and
 * survives whatever happens there.
 */
export function typeset({ template, data, language }: ToSet, patience = PATIENCE_MS): Promise<Uint8Array> {
  const order: Order = { template, data: JSON.stringify({ ...data, language }, cleanly) }
  const set = queue.then(() => press(order, patience))
  queue = set.catch(() => {})
  return set
}

let queue: Promise<unknown> = Promise.resolve()
let pressing: ChildProcess | null = null
let leaving: NodeJS.Timeout | undefined

function press(order: Order, patience: number): Promise<Uint8Array> {
  clearTimeout(leaving)
  const child = pressing ?? start()
  pressing = child
  child.ref()
  child.channel?.ref()
  return new Promise<Uint8Array>((resolve, reject) => {
    const late = setTimeout(() => {
      // The next document gets a press of its own: this one is on its way out.
      pressing = null
      child.kill('SIGKILL')
      settle(() => reject(new Refusal('unready', 'web.document-late')))
    }, patience)
    const settle = (done: () => void) => {
      clearTimeout(late)
      child.off('message', onAnswer)
      child.off('exit', onExit)
      rest(child)
      done()
    }
    const onAnswer = (answer: Answer) =>
      settle(() => ('pdf' in answer ? resolve(answer.pdf) : reject(new Error(`not set: ${answer.failure}`))))
    const onExit = () => settle(() => reject(new Error('the press broke')))
    child.once('message', onAnswer)
    child.once('exit', onExit)
    child.send(order)
  })
}

function start(): ChildProcess {
  // Run from its source by the same Node, which strips the types: so it needs no bundle of its own.
  const child = fork(inRoot('src', 'platform', 'typeset', 'press.ts'), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // It has no use for the house's secrets; without this one of its own Windows starts nothing.
    env: process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {},
  })
  child.once('exit', () => {
    if (pressing === child) pressing = null
  })
  return child
}

/** An idle press keeps nobody waiting: neither this process, when it has nothing else to do, nor for long. */
function rest(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
  leaving = setTimeout(() => child.connected && child.disconnect(), IDLE_MS)
  leaving.unref()
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\ufeff\ufffe\uffff]/g

/** No lone surrogate, no control character, and no mark that reorders what stands around it. */
const cleanly = (_: string, value: unknown) =>
  typeof value === 'string' ? value.toWellFormed().replace(UNSEEN, '') : value
