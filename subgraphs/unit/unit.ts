import type { Federation, UnitEntry } from '../../shared/config/federation.ts';
import type { UnitConfig } from '../../shared/config/unit.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import { OperatorError } from '../../shared/errors/errors.ts';
import { UnitDatabase } from './persistence/database.ts';
import { readIdentity } from './persistence/identity.ts';

/** Longer than any deadline of a gateway by default, so that nobody waits for what is given up. */
const STATEMENT_MS = 30_000;

/** One body of a federation with its database. */
export class Unit {
  readonly code: UnitCode;
  readonly kind: UnitEntry['kind'];
  readonly maxPageSize: number;
  /** Contracts it serves. */
  readonly contracts: readonly string[];
  readonly database: UnitDatabase;
  readonly federation: Federation;
  #referenceVersion: string | undefined;

  /** @throws OperatorError UNIT_UNKNOWN_TO_FEDERATION, CONTRACT_NOT_SERVED */
  constructor(config: UnitConfig, federation: Federation) {
    const entry = federation.units.find(({ code }) => code === config.unit);
    if (entry === undefined) throw new OperatorError('UNIT_UNKNOWN_TO_FEDERATION', `${federation.federation} has no unit ${config.unit}`);
    const foreign = config.contracts?.find((name) => !entry.contracts.includes(name));
    if (foreign !== undefined) throw new OperatorError('CONTRACT_NOT_SERVED', `${federation.federation} does not name ${foreign} for ${config.unit}`);
    this.code = config.unit;
    this.kind = entry.kind;
    this.maxPageSize = config.maxPageSize;
    this.contracts = config.contracts ?? entry.contracts;
    this.federation = federation;
    this.database = new UnitDatabase(config.databaseUrl, config.poolSize, STATEMENT_MS);
  }

  /** Version of the reference data its records were prepared with, as far as it is known; the federation's until then. */
  get referenceVersion(): string {
    return this.#referenceVersion ?? this.federation.referenceVersion;
  }

  /**
   * Makes sure once that the database is this unit's own; asks again until it has an answer.
   * @throws OperatorError DATABASE_UNAVAILABLE, DATABASE_MISMATCH
   */
  async ready(): Promise<void> {
    if (this.#referenceVersion !== undefined) return;
    const identity = await readIdentity(this.database, this.federation, this.code);
    if (identity !== null) this.#referenceVersion = identity.referenceVersion;
  }
}
