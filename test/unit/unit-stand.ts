import type { Federation } from '../../shared/config/federation.ts';
import type { UnitConfig } from '../../shared/config/unit.ts';
import { AT_HEADER } from '../../shared/contract/headers.ts';
import type { UnitCode } from '../../shared/domain/ids.ts';
import { type RunningUnits, startUnits } from '../../subgraphs/unit/app.ts';

/** An answer of a unit over HTTP. */
export interface UnitAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** The instant of tests. */
export const AT = '2026-07-01T00:00:00.000000Z';

/** Settings of a unit's file with the defaults of one. */
export const unitConfig = (unit: string, databaseUrl: string): UnitConfig => ({
  unit: unit as UnitCode,
  federation: 'federation.yaml',
  databaseUrl,
  poolSize: 2,
  maxPageSize: 200,
});

/** One unit on a free port. */
export class UnitStand {
  private constructor(
    readonly running: RunningUnits,
    readonly faults: readonly unknown[],
    private readonly unit: string,
  ) {}

  static async start(federation: Federation, unit: string, databaseUrl: string): Promise<UnitStand> {
    const faults: unknown[] = [];
    const onFault = (error: unknown): void => {
      faults.push(error);
    };
    const units = [unitConfig(unit, databaseUrl)];
    return new UnitStand(await startUnits({ units, federation, host: '127.0.0.1', port: 0, onFault }), faults, unit);
  }

  /** Asks a contract of the unit. */
  async ask(contract: string, query: string, variables: Readonly<Record<string, unknown>> = {}, at: string = AT): Promise<UnitAnswer> {
    const response = await fetch(`${this.running.url}/${this.unit}/${contract}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [AT_HEADER]: at },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Partial<Pick<UnitAnswer, 'data' | 'errors'>>;
    return { status: response.status, headers: response.headers, data, errors: errors ?? [] };
  }

  close(): Promise<void> {
    return this.running.close();
  }
}
