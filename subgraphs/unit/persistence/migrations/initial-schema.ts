import { Migration } from '@mikro-orm/migrations';

const C = 'text COLLATE "C"';

const tables = [
  `CREATE TABLE unit_identity (
    id integer PRIMARY KEY CHECK (id = 1),
    unit ${C} NOT NULL,
    federation ${C} NOT NULL,
    reference_version ${C} NOT NULL
  )`,
  `CREATE TABLE complaint (
    id ${C} PRIMARY KEY,
    origin_id ${C} NOT NULL,
    kind ${C} NOT NULL,
    procedure ${C} NOT NULL,
    channel ${C} NOT NULL,
    sector ${C} NOT NULL,
    behaviours text[] NOT NULL,
    status ${C} NOT NULL,
    priority boolean NOT NULL,
    received_at timestamptz NOT NULL,
    forwarded_at timestamptz,
    resolved_at timestamptz,
    updated_at timestamptz NOT NULL,
    outcome ${C},
    refusal_ground ${C},
    claimed_amount numeric(18,2) CHECK (claimed_amount >= 0),
    settled_amount numeric(18,2) CHECK (settled_amount >= 0),
    transaction_type ${C},
    platform ${C},
    transfer_offered_at timestamptz,
    transfer_effective_at timestamptz,
    transfer_from_id ${C},
    transfer_to_id ${C},
    transfer_outside_body ${C},
    summary ${C},
    recorded_code ${C} NOT NULL,
    recorded_name ${C} NOT NULL,
    recorded_valid_to date,
    province ${C} NOT NULL,
    traders text[] NOT NULL,
    received_month integer NOT NULL,
    resolved_month integer,
    resolution_days integer CHECK (resolution_days >= 0),
    held_from timestamptz,
    held_until timestamptz,
    transfer_sent boolean NOT NULL,
    search_text ${C} NOT NULL
  )`,
  `CREATE TABLE respondent (
    complaint_id ${C} NOT NULL,
    position integer NOT NULL,
    trader_id ${C} NOT NULL,
    name ${C},
    role ${C} NOT NULL,
    outcome ${C},
    settled_amount numeric(18,2) CHECK (settled_amount >= 0),
    PRIMARY KEY (complaint_id, position)
  )`,
  `CREATE TABLE step (
    complaint_id ${C} NOT NULL,
    position integer NOT NULL,
    step ${C} NOT NULL,
    duty ${C} NOT NULL,
    basis ${C} NOT NULL,
    article ${C},
    started_at timestamptz,
    due_at timestamptz,
    done_at timestamptz,
    recorded boolean NOT NULL,
    PRIMARY KEY (complaint_id, position)
  )`,
  `CREATE TABLE event (
    complaint_id ${C} NOT NULL,
    position integer NOT NULL,
    at timestamptz NOT NULL,
    kind ${C} NOT NULL,
    note ${C},
    PRIMARY KEY (complaint_id, position)
  )`,
  `CREATE TABLE mediation (
    id ${C} PRIMARY KEY,
    complaint_origin_id ${C},
    method ${C} NOT NULL,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    outcome ${C},
    settled_amount numeric(18,2) CHECK (settled_amount >= 0),
    perform_by timestamptz,
    performed boolean,
    updated_at timestamptz NOT NULL,
    opened_month integer NOT NULL
  )`,
  `CREATE TABLE contact_day (
    day date NOT NULL,
    channel ${C} NOT NULL,
    received integer NOT NULL CHECK (received >= 0),
    answered integer NOT NULL CHECK (answered >= 0),
    advised integer NOT NULL CHECK (advised >= 0),
    PRIMARY KEY (day, channel)
  )`,
  `CREATE TABLE coverage (contract ${C} PRIMARY KEY, covered_from date, covered_to date)`,
  `CREATE TABLE confirmed_zero (
    contract ${C} NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL CHECK (to_day >= from_day),
    PRIMARY KEY (contract, from_day)
  )`,
];

/** Indexes that ingest may take away while it fills an empty table, and puts back. */
export const complaintIndexes = [
  ...['received_at', 'updated_at', 'resolved_at', 'claimed_amount'].flatMap((column) => [
    `CREATE INDEX complaint_${column}_asc ON complaint (${column} ASC NULLS LAST, id)`,
    `CREATE INDEX complaint_${column}_desc ON complaint (${column} DESC NULLS LAST, id)`,
  ]),
  'CREATE INDEX complaint_origin_id ON complaint (origin_id)',
  ...['province', 'sector', 'status', 'outcome', 'platform'].map((column) => `CREATE INDEX complaint_${column} ON complaint (${column})`),
  'CREATE INDEX complaint_behaviours ON complaint USING gin (behaviours)',
  'CREATE INDEX complaint_traders ON complaint USING gin (traders)',
  'CREATE INDEX complaint_search_text ON complaint USING gin (search_text gin_trgm_ops)',
  'CREATE INDEX step_due ON step (step, due_at) INCLUDE (complaint_id)',
];

/** The children's references to their complaint; ingest may take them away like the indexes. */
export const childReferences = ['respondent', 'step', 'event'].map((table) => ({
  table,
  constraint: `${table}_complaint`,
  statement: `ALTER TABLE ${table} ADD CONSTRAINT ${table}_complaint FOREIGN KEY (complaint_id) REFERENCES complaint ON DELETE CASCADE`,
}));

const mediationIndexes = [
  ...['opened_at', 'closed_at'].flatMap((column) => [
    `CREATE INDEX mediation_${column}_asc ON mediation (${column} ASC NULLS LAST, id)`,
    `CREATE INDEX mediation_${column}_desc ON mediation (${column} DESC NULLS LAST, id)`,
  ]),
  'CREATE INDEX mediation_complaint ON mediation (complaint_origin_id)',
];

/** The tables of a unit. Every order of a list has an index for each direction, because nulls come last in both. */
export class InitialSchema extends Migration {
  override name = 'initial-schema';

  override up(): void {
    this.addSql('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    const references = childReferences.map(({ statement }) => statement);
    for (const statement of [...tables, ...complaintIndexes, ...references, ...mediationIndexes]) this.addSql(statement);
  }

  override down(): void {
    for (const table of ['event', 'step', 'respondent', 'complaint', 'mediation', 'contact_day', 'coverage', 'confirmed_zero', 'unit_identity']) {
      this.addSql(`DROP TABLE ${table}`);
    }
  }
}
