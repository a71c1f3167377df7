import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import { addressOf, databaseError } from './database-error.ts';
import { ComplaintEntity } from './entities/complaint.ts';
import { EventEntity, RespondentEntity, StepEntity } from './entities/complaint-children.ts';
import { MediationEntity } from './entities/mediation.ts';
import { ConfirmedZeroEntity, ContactDayEntity, CoverageEntity, UnitIdentityEntity } from './entities/unit-facts.ts';
import { InitialSchema } from './migrations/initial-schema.ts';
import { exactTypes } from './pg-values.ts';
import type { Sql } from './sql.ts';

/** All entities of a unit's database. */
export const unitEntities = [
  ComplaintEntity,
  RespondentEntity,
  StepEntity,
  EventEntity,
  MediationEntity,
  UnitIdentityEntity,
  ContactDayEntity,
  CoverageEntity,
  ConfirmedZeroEntity,
] as const;

const CONNECT_MS = 2_000;
const IDLE_MS = 30_000;
/** Sessions print timestamps in UTC; plans assume data in memory or on flash, and compiling them costs more than it saves. */
export const SESSION_SETTINGS = '-c timezone=UTC -c datestyle=ISO -c random_page_cost=1.1 -c jit=off';

/** Reads rows: a database, or one state of it. */
export interface RowReader {
  /**
   * Rows of a statement. Instants, numerics and dates come as canonical text.
   * @throws OperatorError DATABASE_UNAVAILABLE, DATABASE_MISMATCH
   */
  query<Row>(statement: Sql): Promise<Row[]>;
}

/** A unit's database: entities for what is small, SQL for pages and statistics. Connects when first used. */
export class UnitDatabase implements RowReader {
  readonly #address: string;
  readonly #create: () => MikroORM;
  #created: MikroORM | undefined;

  /**
   * @param poolSize connections at one time
   * @param statementMs after which a statement is given up as DATABASE_UNAVAILABLE; 0 for never
   */
  constructor(databaseUrl: string, poolSize: number, statementMs = 0) {
    this.#address = addressOf(databaseUrl);
    this.#create = () => createOrm(databaseUrl, poolSize, statementMs);
  }

  /** A fresh entity manager, for one request. */
  entityManager(): MikroORM['em'] {
    return this.#orm().em.fork();
  }

  /** {@inheritDoc RowReader.query} */
  async query<Row>(statement: Sql): Promise<Row[]> {
    return this.guard(async () => {
      const { rows } = await (await this.pool()).query({ ...statement.toQuery(), types: exactTypes });
      return rows as Row[];
    });
  }

  /** Reads several statements from one and the same state of the database. */
  async snapshot<T>(work: (reader: RowReader) => Promise<T>): Promise<T> {
    const reading = async (client: PoolClient): Promise<T> =>
      work({
        query: async <Row>(statement: Sql) => (await client.query({ ...statement.toQuery(), types: exactTypes })).rows as Row[],
      });
    return this.transaction(reading, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  }

  /** Runs work on one connection in a transaction. */
  async transaction<T>(work: (client: PoolClient) => Promise<T>, begin = 'BEGIN'): Promise<T> {
    return this.guard(async () => {
      const client = await (await this.pool()).connect();
      try {
        await client.query(begin);
        const result = await work(client);
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        await client.query('ROLLBACK').then(
          () => client.release(),
          () => client.release(true),
        );
        throw error;
      }
    });
  }

  /** Brings the tables to the newest version. */
  async migrate(): Promise<void> {
    await this.guard(async () => {
      const orm = this.#orm();
      await orm.connect();
      await orm.migrator.up();
    });
  }

  /** Takes the newest version of the tables away, and what they hold. */
  async migrateDown(): Promise<void> {
    await this.guard(async () => {
      const orm = this.#orm();
      await orm.connect();
      await orm.migrator.down();
    });
  }

  /** Translates errors of the database (see `databaseError`). */
  async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw databaseError(error, this.#address);
    }
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    await this.#created?.close(true);
  }

  #orm(): MikroORM {
    this.#created ??= this.#create();
    return this.#created;
  }

  private async pool(): Promise<Pool> {
    return this.#orm().em.getDriver().getConnection().getNativeClient();
  }
}

function createOrm(databaseUrl: string, poolSize: number, statementMs: number): MikroORM {
  return new MikroORM({
    clientUrl: databaseUrl,
    dbName: decodeURIComponent(new URL(databaseUrl).pathname.slice(1)),
    entities: [...unitEntities],
    extensions: [Migrator],
    pool: { min: 0, max: poolSize, idleTimeoutMillis: IDLE_MS },
    driverOptions: {
      connectionTimeoutMillis: CONNECT_MS,
      options: `${SESSION_SETTINGS} -c statement_timeout=${statementMs}`,
      application_name: 'lienthong-unit',
    },
    migrations: { migrationsList: [{ name: 'initial-schema', class: InitialSchema }], snapshot: false },
    // The driver reports lost connections to the statements that suffer them; a second report on the terminal says no more.
    logger: () => undefined,
  });
}
