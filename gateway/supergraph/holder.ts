import type { Supergraph } from './compose.ts';

/** Told of every supergraph that takes the place of another. */
export type SupergraphListener = (next: Supergraph) => void;

/**
 * The supergraph in force. A request reads `current` once and keeps what it got, so that a reload neither drops it nor
 * mixes two graphs in one answer.
 */
export class SupergraphHolder {
  #current: Supergraph;
  readonly #listeners = new Set<SupergraphListener>();

  /**
   * @param load makes a supergraph from the files as they are now
   * @throws what `load` throws: without a first supergraph there is nothing to hold
   */
  constructor(private readonly load: () => Supergraph) {
    this.#current = load();
  }

  /** The supergraph new requests begin with. */
  get current(): Supergraph {
    return this.#current;
  }

  /**
   * Loads again and puts the result in force; false when nothing changed.
   * @throws what `load` throws; the supergraph in force then stays
   */
  reload(): boolean {
    const next = this.load();
    if (next.version === this.#current.version) return false;
    this.#current = next;
    for (const listener of this.#listeners) listener(next);
    return true;
  }

  /** Calls a listener after every change; the function returned ends that. */
  onChange(listener: SupergraphListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
